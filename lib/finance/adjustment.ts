import { type Amounts, addAmounts, subtractAmounts } from './basis';
import { isNothing } from './rounding';

/**
 * What a line of an adjustment is about: a charge that AWS restated (`slice`), what a pool moved into or out of it by the
 * frozen rules (`in`, `out`), or the residual. Keys that a kind does not have are ''. `home` is `keyOfHome`.
 */
export type AdjustmentKey = {
  readonly kind: 'slice' | 'in' | 'out' | 'residual';
  readonly account: string;
  readonly home: string;
  readonly chargeClass: string;
  readonly pool: string;
};
export type AdjustmentLine = AdjustmentKey & { readonly amounts: Amounts };

/**
 * Adjustments after close (`finance.md` §12), line by line: restated − frozen − already booked. Of a month that is open
 * again give neither `restated` nor `frozen`: what stands booked for it elsewhere is then taken back. Lines that are
 * nothing are left out; Σ = the difference of the control totals less what was booked.
 */
export function adjustmentsOf(months: {
  readonly restated: readonly AdjustmentLine[];
  readonly frozen: readonly AdjustmentLine[];
  readonly booked: readonly AdjustmentLine[];
}): AdjustmentLine[] {
  const sums = new Map<string, AdjustmentLine>();
  const add = (line: AdjustmentLine, combine: (a: Amounts, b: Amounts) => Amounts) => {
    const { kind, account, home, chargeClass, pool } = line;
    const id = JSON.stringify([kind, account, home, chargeClass, pool]);
    const known = sums.get(id)?.amounts ?? NOTHING;
    sums.set(id, { kind, account, home, chargeClass, pool, amounts: combine(known, line.amounts) });
  };
  for (const line of months.restated) add(line, addAmounts);
  for (const line of months.frozen) add(line, subtractAmounts);
  for (const line of months.booked) add(line, subtractAmounts);
  return [...sums.values()].filter(({ amounts }) => !isNothing(amounts));
}

const NOTHING: Amounts = { unblended: 0n, amortized: 0n, netUnblended: 0n, netAmortized: 0n, blended: 0n };

/** What a line adds to the cost of a column: what a pool moved out is less. */
export const costOfLine = ({ kind, amounts }: AdjustmentLine): Amounts =>
  kind === 'out' ? subtractAmounts(NOTHING, amounts) : amounts;
