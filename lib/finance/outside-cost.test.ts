import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { OutsideCost } from './input-kind';
import { addMonths } from './month';
import { outsideCostsIn, spreadOutsideCost } from './outside-cost';

const cost = (amount: bigint, months: number, from = '2026-01'): OutsideCost => ({
  ...{ from, to: addMonths(from, months), entity: { kind: 'project', id: 'platform' } },
  ...{ amount, vendor: 'Lantern', currency: 'USD' },
});
const amounts = (amount: bigint, months: number) => spreadOutsideCost(cost(amount, months)).map((part) => part.amount);

describe('an outside cost', () => {
  it.each([
    [28_800_000_000_000n, 12, Array.from({ length: 12 }, () => 2_400_000_000_000n)],
    [100n, 3, [34n, 33n, 33n]],
    [-100n, 3, [-34n, -33n, -33n]],
    [2n, 3, [1n, 1n, 0n]],
    [0n, 2, [0n, 0n]],
    [7n, 1, [7n]],
  ])('of %d over %d months is spread exactly, the rest to the earliest', (amount, months, parts) => {
    expect(amounts(amount, months)).toEqual(parts);
  });

  it('has parts that add up to it, and differ by a unit at most', () => {
    fc.assert(
      fc.property(
        fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n }),
        fc.integer({ min: 1, max: 240 }),
        (amount, months) => {
          const parts = amounts(amount, months);
          expect(parts).toHaveLength(months);
          expect(parts.reduce((a, b) => a + b, 0n)).toBe(amount);
          expect((parts[0] ?? 0n) - (parts.at(-1) ?? 0n)).toBeOneOf([-1n, 0n, 1n]);
        },
      ),
    );
  });

  it('is in a range with the months that lie in it', () => {
    const costs = [cost(100n, 3, '2025-11'), cost(9n, 1, '2026-01'), cost(9n, 1, '2026-02')];
    const found = outsideCostsIn(costs, { from: '2026-01', to: '2026-02' });
    expect(found.map(({ month, amount }) => [month, amount])).toEqual([
      ['2026-01', 33n],
      ['2026-01', 9n],
    ]);
    expect(found[0]).toMatchObject({ vendor: 'Lantern', currency: 'USD', entity: { id: 'platform' } });
  });
});
