import { divideHalfEven } from './money';
import type { Month } from './month';

/** A month of an entity. Amounts in units of 10⁻⁹. */
export type BudgetMonth = {
  readonly month: Month;
  /** Null where no budget was entered: such a month is in no comparison. */
  readonly budget: bigint | null;
  /** Null where the month is not in the books. */
  readonly actual: bigint | null;
  /** How much of the month the actual stands for: `parts` of `of`; equal for a complete month, 0 for one to come. */
  readonly elapsed: { readonly parts: bigint; readonly of: bigint };
};

/** What months cost against what they may cost. */
export type BudgetComparison = {
  readonly months: number;
  readonly budget: bigint;
  readonly actual: bigint;
  /** Actual less budget: above zero is more than planned. */
  readonly difference: bigint;
  /** `difference` as a fraction of the budget; null for a budget that is not above zero. */
  readonly share: number | null;
};

export type BudgetPace = {
  /** Σ of the budgets of all months. */
  readonly budget: bigint;
  /** Actual to date against the elapsed share of the budgets: complete months whole, the open one by its days. Null without any. */
  readonly pace: BudgetComparison | null;
  /** Complete months alone. Null without any. */
  readonly variance: BudgetComparison | null;
  /** Months that have begun and a budget, and no actual in the books: they are in neither. */
  readonly unknown: readonly Month[];
};

/** Compares the months of one entity with their budgets (`finance.md` §11); the parts of a month are rounded half-even to the unit. */
export function budgetPace(months: readonly BudgetMonth[]): BudgetPace {
  const planned = months.flatMap(({ budget, ...rest }) => (budget === null ? [] : [{ ...rest, budget }]));
  const begun = planned.filter(({ elapsed }) => elapsed.parts > 0n);
  const known = begun.flatMap(({ actual, ...rest }) => (actual === null ? [] : [{ ...rest, actual }]));
  const complete = known.filter(({ elapsed }) => elapsed.parts >= elapsed.of);
  return {
    budget: planned.reduce((sum, { budget }) => sum + budget, 0n),
    pace: compare(known.map(({ budget, actual, elapsed }) => ({ actual, budget: elapsedBudget(budget, elapsed) }))),
    variance: compare(complete),
    unknown: begun.filter(({ actual }) => actual === null).map(({ month }) => month),
  };
}

/** The part of a month's budget that its elapsed days stand for; never more than all of it. */
export const elapsedBudget = (budget: bigint, { parts, of }: BudgetMonth['elapsed']): bigint =>
  parts >= of ? budget : divideHalfEven(budget * parts, of);

function compare(months: readonly { readonly budget: bigint; readonly actual: bigint }[]): BudgetComparison | null {
  if (months.length === 0) return null;
  const budget = months.reduce((sum, each) => sum + each.budget, 0n);
  const actual = months.reduce((sum, each) => sum + each.actual, 0n);
  const difference = actual - budget;
  // Parts in a million are more than any screen shows, and a ratio of them is exact enough as a float.
  const share = budget > 0n ? Number((difference * 1_000_000n) / budget) / 1_000_000 : null;
  return { months: months.length, budget, actual, difference, share };
}
