import { type Amounts, amountsOf, BASES } from './basis';
import { magnitude } from './money';

/**
 * Parts a difference of two groupings of the same charges, basis by basis: up to one unit for every group summed is what
 * AWS's rounding makes (`finance.md` §7), anything beyond is `more`. `rounding` + `more` = the difference.
 */
export function splitRounding(rest: Amounts, groups: number): { rounding: Amounts; more: Amounts } {
  const bound = BigInt(groups);
  const small = (units: bigint): boolean => magnitude(units) <= bound;
  return {
    rounding: amountsOf((basis) => (small(rest[basis]) ? rest[basis] : 0n)),
    more: amountsOf((basis) => (small(rest[basis]) ? 0n : rest[basis])),
  };
}

/** True when every basis is zero. */
export const isNothing = (amounts: Amounts): boolean => BASES.every((basis) => amounts[basis] === 0n);
