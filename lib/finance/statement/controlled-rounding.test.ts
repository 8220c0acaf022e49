import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { floorTo } from '../largest-remainder';
import { roundTable, type TableRow } from './controlled-rounding';

const CENT = 10_000_000n;
const sum = (list: readonly bigint[]): bigint => list.reduce((all, each) => all + each, 0n);

/** A table from the amounts of its leaves and, for every row but the first, the row above that it adds to. */
function tableOf(parents: readonly number[], leaves: (row: number) => readonly bigint[], columns: number): TableRow[] {
  const place = (at: number): number | null => (at === 0 ? null : (parents[at - 1] ?? 0) % at);
  const count = parents.length + 1;
  const amounts = Array.from({ length: count }, () => Array.from({ length: columns }, () => 0n));
  for (let at = count - 1; at >= 0; at -= 1) {
    const isLeaf = !Array.from({ length: count }, (_, each) => place(each)).includes(at);
    if (isLeaf) amounts[at] = [...leaves(at)].slice(0, columns);
    const above = place(at);
    if (above === null) continue;
    amounts[above] = (amounts[above] ?? []).map((units, column) => units + (amounts[at]?.[column] ?? 0n));
  }
  return amounts.map((list, at) => ({ parent: place(at), amounts: list, total: sum(list) }));
}

const units = fc.oneof(
  fc.bigInt({ min: -(10n ** 12n), max: 10n ** 12n }),
  fc.constantFrom(0n, CENT / 2n, -CENT / 2n, CENT / 3n, CENT, 1n, -1n),
);
const table = fc
  .tuple(fc.array(fc.nat({ max: 40 }), { maxLength: 30 }), fc.integer({ min: 1, max: 10 }))
  .chain(([parents, columns]) =>
    fc
      .array(fc.array(units, { minLength: columns, maxLength: columns }), {
        minLength: parents.length + 1,
        maxLength: parents.length + 1,
      })
      .map((leaves) => tableOf(parents, (row) => leaves[row] ?? [], columns)),
  );

describe('a rounded table', () => {
  it('adds across and down in every row, each figure beside the true one, the total the nearest', () => {
    fc.assert(
      fc.property(table, fc.constantFrom(CENT, 1_000_000n, 1_000_000_000n), (rows, unit) => {
        const rounded = roundTable(rows, unit);
        const isBeside = (count: bigint | undefined, exact: bigint) => {
          const floor = floorTo(exact, unit);
          return count === floor || (floor * unit !== exact && count === floor + 1n);
        };
        for (const [at, { amounts, total }] of rounded.entries()) {
          expect(sum(amounts)).toBe(total);
          const exact = rows[at];
          expect(exact?.amounts.every((each, column) => isBeside(amounts[column], each))).toBe(true);
          expect(isBeside(total, exact?.total ?? 0n)).toBe(true);
          const children = rounded.filter((_, each) => rows[each]?.parent === at);
          if (children.length === 0) continue;
          expect(amounts.map((_, column) => sum(children.map((child) => child.amounts[column] ?? 0n)))).toEqual(
            amounts,
          );
        }
        const moved = 2n * ((rounded[0]?.total ?? 0n) * unit - (rows[0]?.total ?? 0n));
        expect(moved <= unit && moved >= -unit).toBe(true);
      }),
      { numRuns: 300 },
    );
  });

  it('rounds what no rounding of each by itself would add up', () => {
    const half = CENT / 2n;
    const rows: TableRow[] = [
      { parent: null, amounts: [CENT, CENT], total: 2n * CENT },
      { parent: 0, amounts: [half, half], total: CENT },
      { parent: 0, amounts: [half, half], total: CENT },
    ];
    const rounded = roundTable(rows, CENT);
    expect(rounded.map(({ total }) => total)).toEqual([2n, 1n, 1n]);
    expect(sum(rounded[1]?.amounts ?? [])).toBe(1n);
    expect(rounded[0]?.amounts).toEqual([1n, 1n]);
  });

  it('refuses a table that does not add up', () => {
    expect(() => roundTable([{ parent: null, amounts: [1n], total: 2n }], CENT)).toThrow('across');
    const rows = [
      { parent: null, amounts: [2n], total: 2n },
      { parent: 0, amounts: [1n], total: 1n },
    ];
    expect(() => roundTable(rows, CENT)).toThrow('children');
  });

  it('takes a sheet of four hundred services and thirteen months in no time', () => {
    const parents = [...Array.from({ length: 18 }, () => 0), ...Array.from({ length: 400 }, (_, at) => 1 + (at % 18))];
    const rows = tableOf(
      parents.map((parent, at) => (at < 18 ? 0 : parent)),
      (row) =>
        Array.from({ length: 13 }, (_, column) => BigInt((row * 7_919_317 + column * 104_729_333) % 982_451_653)),
      13,
    );
    const start = process.cpuUsage();
    const rounded = roundTable(rows, CENT);
    const taken = process.cpuUsage(start).user / 1000;
    expect(rounded).toHaveLength(419);
    expect(taken).toBeLessThan(500);
  });
});
