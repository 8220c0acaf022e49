import { allocate } from './allocate';
import type { OutsideCost } from './input-kind';
import { type Month, type MonthRange, monthsIn } from './month';

/** The part of an outside cost that one month carries; `amount` in units of 10⁻⁹. */
export type OutsideCostPart = Pick<OutsideCost, 'entity' | 'vendor' | 'amount' | 'currency'> & {
  readonly month: Month;
};

/**
 * Spreads an outside cost evenly over its months: the parts add up to it exactly, and what does not divide goes, a unit
 * each, to the earliest months (`finance.md` §11).
 */
export function spreadOutsideCost({ from, to, entity, vendor, amount, currency }: OutsideCost): OutsideCostPart[] {
  const months = monthsIn({ from, to });
  const shares = allocate(
    amount,
    months.map((id) => ({ id, weight: 1n })),
  );
  return months.map((month, at) => ({ month, entity, vendor, amount: shares[at] ?? 0n, currency }));
}

/** The parts of outside costs that lie in `[from, to)`, cost by cost. */
export const outsideCostsIn = (costs: readonly OutsideCost[], { from, to }: MonthRange): OutsideCostPart[] =>
  costs.flatMap(spreadOutsideCost).filter(({ month }) => month >= from && month < to);
