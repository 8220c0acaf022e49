import type { Month } from './month';

/** What is known of a month that somebody wants to close. */
export type CloseFacts = {
  /** AWS has not marked it final. */
  readonly estimated: boolean;
  /** Its identities hold. */
  readonly holds: boolean;
  /** Why they do not, or why a newer reading is held back; '' when neither. */
  readonly reason: string;
  /** The names of its checks that fail, `control` among them. */
  readonly failing: readonly string[];
  /** Its projects have been worked out. */
  readonly derived: boolean;
};

/** Why a month is not fit to be closed, a sentence each (`finance.md` §12); none when it is. */
export function closeFaults({ estimated, holds, reason, failing, derived }: CloseFacts): string[] {
  const names = [...new Set(failing)].filter((name) => name !== 'control');
  return [
    ...(estimated ? ['AWS still estimates it.'] : []),
    ...(holds ? [] : [`It does not add up: ${reason || 'an identity fails.'}`]),
    ...(holds && reason !== '' ? [`A newer reading is held back: ${reason}`] : []),
    ...(names.length > 0 ? [`These do not add up: ${names.join(', ')}.`] : []),
    ...(derived ? [] : ['Its projects have not been worked out yet.']),
  ];
}

/** The months that closing `wanted` closes, oldest first: months close in order, so every open one before it goes first. */
export const monthsToClose = (open: readonly Month[], wanted: Month): Month[] =>
  [...new Set(open)].filter((month) => month <= wanted).sort();
