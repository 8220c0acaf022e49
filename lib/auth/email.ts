const EMAIL = /^[^\s@"<>(),;:\\[\]\p{C}]{1,64}@[^\s@"<>(),;:\\[\]\p{C}.]{1,63}(\.[^\s@"<>(),;:\\[\]\p{C}.]{1,63})*$/u;
const LONGEST = 254;

/** An e-mail as people are known by: without spaces around it, lower-case. */
export const plainEmail = (text: string): string => text.trim().toLowerCase();

/** What is wrong with an e-mail as written; null when nothing is. */
export function emailFault(text: string): string | null {
  const email = plainEmail(text);
  return email.length <= LONGEST && EMAIL.test(email) ? null : 'is no e-mail address; example: ana@example.com';
}
