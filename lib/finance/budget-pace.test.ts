import { describe, expect, it } from 'vitest';
import { type BudgetMonth, budgetPace, elapsedBudget } from './budget-pace';

const whole = { parts: 30n, of: 30n };
const month = (name: string, budget: bigint | null, actual: bigint | null, elapsed = whole): BudgetMonth => ({
  ...{ month: name, budget, actual, elapsed },
});

describe('budget pace', () => {
  it('takes complete months whole, and of the open one as much as its days', () => {
    const pace = budgetPace([
      month('2026-09', 1_000n, 1_100n),
      month('2026-10', 1_000n, 400n, { parts: 12n, of: 30n }),
      month('2026-11', 1_000n, null, { parts: 0n, of: 30n }),
    ]);
    expect(pace.budget).toBe(3_000n);
    expect(pace.pace).toEqual({ months: 2, budget: 1_400n, actual: 1_500n, difference: 100n, share: 0.071428 });
    expect(pace.variance).toEqual({ months: 1, budget: 1_000n, actual: 1_100n, difference: 100n, share: 0.1 });
    expect(pace.unknown).toEqual([]);
  });

  it('leaves out a month without a budget, and names one that is not in the books', () => {
    const pace = budgetPace([month('2026-08', null, 500n), month('2026-09', 10n, null), month('2026-10', 10n, 8n)]);
    expect(pace.pace).toMatchObject({ months: 1, difference: -2n, share: -0.2 });
    expect(pace.unknown).toEqual(['2026-09']);
  });

  it('has no share of a budget that is not above zero, and nothing to say without a month', () => {
    expect(budgetPace([month('2026-09', 0n, 5n)]).variance).toMatchObject({ difference: 5n, share: null });
    expect(budgetPace([])).toEqual({ budget: 0n, pace: null, variance: null, unknown: [] });
  });

  it('is never ahead of the whole month', () => {
    expect(elapsedBudget(100n, { parts: 31n, of: 30n })).toBe(100n);
    expect(elapsedBudget(101n, { parts: 1n, of: 2n })).toBe(50n);
  });
});
