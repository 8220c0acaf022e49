import fc from 'fast-check';
import { expect, it } from 'vitest';
import { amountsOf } from '@/lib/finance/basis';
import type { MonthCell } from '@/lib/finance/cube';
import { CellDigest } from './cell-digest';

const cell: fc.Arbitrary<MonthCell> = fc.record({
  month: fc.constantFrom('2026-01', '2026-02'),
  day: fc.integer({ min: 0, max: 31 }),
  key1: fc.string(),
  key2: fc.string(),
  amounts: fc.bigInt().map((units) => amountsOf(() => units)),
});

const digestOf = (cells: readonly MonthCell[]): string => {
  const digest = new CellDigest();
  for (const each of cells) digest.add(each);
  return String(digest);
};

it('does not depend on the order of the cells', () => {
  fc.assert(
    fc.property(fc.array(cell), (cells) => {
      expect(digestOf(cells.toReversed())).toBe(digestOf(cells));
    }),
  );
});

it('tells any one change of a cell, and cells that swap an amount', () => {
  fc.assert(
    fc.property(fc.array(cell, { minLength: 1 }), fc.nat(), (cells, at) => {
      const index = at % cells.length;
      const changed = cells.with(index, {
        month: '2026-03',
        day: 0,
        key1: '',
        key2: '',
        amounts: amountsOf(() => 1n << 80n),
      });
      expect(digestOf(changed)).not.toBe(digestOf(cells));
    }),
  );
  const of = (key1: string, units: bigint): MonthCell => ({
    month: '2026-01',
    day: 0,
    key1,
    key2: '',
    amounts: amountsOf(() => units),
  });
  expect(digestOf([of('a', 1n), of('b', 2n)])).not.toBe(digestOf([of('a', 2n), of('b', 1n)]));
});

it('keeps keys apart whatever they hold', () => {
  const of = (key1: string, key2: string): MonthCell => ({
    month: '2026-01',
    day: 0,
    key1,
    key2,
    amounts: amountsOf(() => 1n),
  });
  expect(digestOf([of('a b', 'c')])).not.toBe(digestOf([of('a', 'b c')]));
});
