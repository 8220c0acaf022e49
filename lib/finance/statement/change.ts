import { divideHalfEven } from '../money';
import type { Change } from './sheet';

const MILLION = 1_000_000n;
type Amount = bigint | null;

/** Amounts of the same row and column on both sides, and the days that each covers. */
export type Sides = { readonly now: Amount; readonly base: Amount; readonly days: number; readonly baseDays: number };

export const NO_CHANGE: Change = { base: null, change: null, normalised: null, rate: null, normalisedRate: null };

/**
 * Compares a row with the same row of other months. `rated` are the sides over the months that rates go by. `scales`: false for
 * what does not grow with the days of a period, such as a ratio.
 */
export function changeOf(sides: Sides, rated: Sides, scales: boolean): Change {
  const { now, base, days, baseDays } = sides;
  if (now === null || base === null) return { ...NO_CHANGE, base };
  return {
    base,
    change: now - base,
    normalised: scales && baseDays > 0 ? now - divideHalfEven(base * BigInt(days), BigInt(baseDays)) : null,
    rate: scales ? rateOf(rated.now, rated.base) : null,
    normalisedRate: scales ? normalisedRate(rated) : null,
  };
}

/** Compares amounts of one sheet: with a budget, or with another column. `final`: false leaves the rate out. */
export const differenceOf = (now: Amount, base: Amount, final: boolean): Change =>
  now === null || base === null
    ? { ...NO_CHANGE, base }
    : { base, change: now - base, normalised: null, rate: final ? rateOf(now, base) : null, normalisedRate: null };

/** Growth in parts of a million; n/a on a base of zero or less. */
const rateOf = (now: Amount, base: Amount): Amount =>
  now === null || base === null || base <= 0n ? null : divideHalfEven((now - base) * MILLION, base);

/** Growth of the cost per day. */
function normalisedRate({ now, base, days, baseDays }: Sides): Amount {
  if (now === null || base === null || days <= 0 || baseDays <= 0) return null;
  return rateOf(now * BigInt(baseDays), base * BigInt(days));
}
