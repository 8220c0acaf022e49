const MESSAGES: Readonly<Record<string, string>> = {
  CredentialsSignin: 'E-mail and password do not belong together.',
  'no-role':
    'You are known to your single sign-on, but it gives you no role in these books. Ask whoever runs it for a group such as subledger:viewer.',
  'no-email':
    'Your single sign-on does not vouch for your e-mail address, or someone else has it here. Ask an administrator.',
  removed: 'An administrator removed you from these books. Ask one to add you again.',
  claims: 'Your single sign-on says too little of who you are: its answer has no subject.',
  AccessDenied: 'Your single sign-on let you in, these books do not. Ask an administrator.',
  OAuthSignin: 'The single sign-on cannot be reached. Try again; the log of the server says more.',
  OAuthCallback:
    'What came back from the single sign-on did not check out: it was cancelled, too old, used before, or meant for someone else. Start again from here.',
  Callback: 'The sign-in could not be finished. Try again; the log of the server says more.',
  Configuration: 'Sign-in is not set up rightly on this server; its log says why.',
};

/** Why a sign-in did not work, in words, from what next-auth put into an address; '' when nothing is wrong. */
export function signInError(code: string | null | undefined): string {
  if (code === null || code === undefined || code === '') return '';
  const seconds = /^TooManyTries\.(\d{1,4})$/.exec(code)?.[1];
  if (seconds !== undefined) return `Too many tries. Wait ${waitText(Number(seconds))}, then try again.`;
  return (Object.hasOwn(MESSAGES, code) && MESSAGES[code]) || 'The sign-in did not work. Try again.';
}

const waitText = (seconds: number): string =>
  seconds < 90 ? `${seconds} second${seconds === 1 ? '' : 's'}` : `${Math.ceil(seconds / 60)} minutes`;
