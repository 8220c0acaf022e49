import { type Amounts, BASES, noAmounts } from './basis';
import { magnitude } from './money';

/**
 * Parts a difference of two groupings of the same charges, basis by basis: up to one unit for every group summed is what
 * AWS's rounding makes (`finance.md` §7), anything beyond is `more`. `rounding` + `more` = the difference.
 */
export function splitRounding(rest: Amounts, groups: number): { rounding: Amounts; more: Amounts } {
  const bound = BigInt(groups);
  const rounding = noAmounts();
  const more = noAmounts();
  for (const basis of BASES) {
    const units = rest[basis];
    if (magnitude(units) <= bound) rounding[basis] = units;
    else more[basis] = units;
  }
  return { rounding, more };
}

/** True when every basis is zero. */
export const isNothing = (amounts: Amounts): boolean =>
  amounts.unblended === 0n &&
  amounts.amortized === 0n &&
  amounts.netUnblended === 0n &&
  amounts.netAmortized === 0n &&
  amounts.blended === 0n;
