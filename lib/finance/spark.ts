const LEVELS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const MISSING = '-';

/**
 * The shape of a series of amounts, one character each: `0` for its lowest and `z` for its highest, `-` for a missing one.
 * A flat series is all `0`. Ten thousand sparklines travel as one short text of these.
 */
export function writeSpark(amounts: readonly (bigint | null)[]): string {
  let low: bigint | null = null;
  let high: bigint | null = null;
  for (const amount of amounts) {
    if (amount === null) continue;
    if (low === null || amount < low) low = amount;
    if (high === null || amount > high) high = amount;
  }
  const steps = BigInt(LEVELS.length - 1);
  return amounts
    .map((amount) => {
      if (amount === null || low === null || high === null) return MISSING;
      return high === low ? LEVELS.charAt(0) : LEVELS.charAt(Number(((amount - low) * steps) / (high - low)));
    })
    .join('');
}

/** Reads the levels back, 0 to 61; null for a missing one. */
export const readSpark = (text: string): (number | null)[] =>
  [...text].map((character) => {
    const level = LEVELS.indexOf(character);
    return level < 0 ? null : level;
  });
