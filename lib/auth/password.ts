import { hash, verify } from '@node-rs/argon2';

/** Argon2id (the package's algorithm unless told otherwise) with OWASP's first choice of costs: 19 MiB, two passes, one lane. */
const COSTS = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;

const SHORTEST = 8;
const LONGEST = 200;

/** What is wrong with a password; null when nothing is. Length is what counts (NIST 800-63B): no rules of composition. */
export function passwordFault(password: string, email: string): string | null {
  const length = [...password].length;
  if (length < SHORTEST) return `needs ${SHORTEST} characters or more`;
  if (length > LONGEST) return `has more than ${LONGEST} characters`;
  if (new Set(password).size < 4) return 'is one or a few characters, repeated';
  return password.toLowerCase() === email.toLowerCase() ? 'is the e-mail address' : null;
}

/** The hash that is stored, with its salt and costs. One written form of a character counts as another (NFKC). */
export const hashPassword = (password: string): Promise<string> => hash(password.normalize('NFKC'), COSTS);

let nobodys: Promise<string> | null = null;

/**
 * True when `password` belongs to `stored`. Without a stored hash as much work is done and the answer is false, so that how
 * long it takes does not tell whether there is such a person.
 */
export async function checkPassword(stored: string | null, password: string): Promise<boolean> {
  nobodys ??= hashPassword('nobody has this password');
  const matches = await verify(stored ?? (await nobodys), password.slice(0, LONGEST * 4).normalize('NFKC'));
  return matches && stored !== null;
}
