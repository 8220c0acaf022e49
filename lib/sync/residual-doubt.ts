import { type Amounts, BASES } from '@/lib/finance/basis';
import { magnitude } from '@/lib/finance/money';
import type { MonthBook } from '@/lib/store/books';

/** A residual and the control total of its month. */
type Share = { readonly residual: Amounts; readonly control: Amounts };

/**
 * True when an earlier sync saw such a residual, too: one of the same sign in every basis in which this one is more than
 * `bound` units. Its size may differ, since a month in progress grows.
 */
export const confirmsResidual = (earlier: Amounts | null, residual: Amounts, bound: bigint): boolean =>
  earlier !== null &&
  BASES.every((basis) => magnitude(residual[basis]) <= bound || residual[basis] * earlier[basis] > 0n);

/**
 * True when a month already shows a residual with its warning, and this one is the same share of its total, within
 * `ppm` parts of a million: support that is charged in proportion grows with its month and is no news every day.
 */
export function keepsItsShare(published: MonthBook, { residual, control }: Share, ppm: bigint): boolean {
  if (published.residualState !== 'warning') return false;
  return BASES.every((basis) => {
    const [then, now] = [published.amounts[basis], control[basis]];
    const apart = magnitude(residual[basis] * then - published.residual[basis] * now);
    return apart * 1_000_000n <= magnitude(then * now) * ppm;
  });
}
