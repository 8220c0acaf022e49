import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { SharedCosts } from '@/lib/finance/shared-cost';
import { type BeforeAfterRow, prepareBeforeAfter } from './before-after';
import { printedText } from './printed-amount';

const costs = (projects: [string, bigint, bigint][], unallocated = 0n, untagged = 0n): SharedCosts => ({
  projects: projects.map(([project, direct, shared]) => ({ project, direct, shared })),
  ...{ pools: [], flows: [], notices: [], unallocated, untagged },
});
const shown = { currency: 'USD', names: { a: 'Alpha' }, totalLabel: 'AWS total' };
const words = ({ label, cells }: BeforeAfterRow) => [
  label,
  ...Object.values(cells).map((cell) => (cell ? printedText(cell) : '')),
];

describe('prepareBeforeAfter', () => {
  it('puts both sides of a change beside each other, the costliest first', () => {
    const before = costs(
      [
        ['a', 10_000_000_000n, 1_000_000_000n],
        ['b', 20_000_000_000n, 0n],
      ],
      5_000_000_000n,
      2_000_000_000n,
    );
    const after = costs([
      ['a', 10_000_000_000n, 3_000_000_000n],
      ['b', 20_000_000_000n, 3_000_000_000n],
    ]);
    const table = prepareBeforeAfter({ ...shown, before, after, residual: 500_000_000n });
    expect(table.rows.map(words)).toEqual([
      ['b', '20.00', '–', '20.00', '20.00', '3.00', '23.00', '3.00'],
      ['Alpha', '10.00', '1.00', '11.00', '10.00', '3.00', '13.00', '2.00'],
      ['All projects', '30.00', '1.00', '31.00', '30.00', '6.00', '36.00', '5.00'],
      ['Untagged', '', '', '2.00', '', '', '–', '(2.00)'],
      ['Unallocated', '', '', '3.00', '', '', '–', '(3.00)'],
      ['Residual', '', '', '0.50', '', '', '0.50', '–'],
      ['AWS total', '', '', '36.50', '', '', '36.50', '–'],
    ]);
    expect([table.changes, table.directChanges]).toEqual([true, false]);
  });

  it('shows a reader of a part no total of all', () => {
    const { rows, changes } = prepareBeforeAfter({
      ...shown,
      ...{ before: costs([['a', 1n, 0n]], 9n), after: costs([['a', 1n, 0n]], 9n), residual: null },
    });
    expect(rows.map(({ key }) => key)).toEqual(['project:a', 'projects']);
    expect(changes).toBe(false);
  });

  it('adds up as printed, across and down, whatever the fractions', () => {
    const units = fc.bigInt({ min: -50_000_000_000n, max: 90_000_000_000n });
    const side = fc.array(fc.tuple(fc.constantFrom('a', 'b', 'c', 'd', 'e'), units, units), { maxLength: 5 });
    fc.assert(
      fc.property(side, side, units, units, (first, second, rest, residual) => {
        const unique = (list: [string, bigint, bigint][]) => [...new Map(list.map((each) => [each[0], each])).values()];
        const table = prepareBeforeAfter({
          ...shown,
          ...{ before: costs(unique(first), rest), after: costs(unique(second), rest), residual },
        });
        const cents = (row: BeforeAfterRow | undefined, column: keyof BeforeAfterRow['cells']) =>
          row?.cells[column]?.cents ?? 0n;
        const sum = (rows: readonly BeforeAfterRow[], column: keyof BeforeAfterRow['cells']) =>
          rows.reduce((all, row) => all + cents(row, column), 0n);
        const of = (kind: BeforeAfterRow['kind']) => table.rows.filter((row) => row.kind === kind);
        for (const row of [...of('project'), ...of('projects')]) {
          expect(cents(row, 'direct') + cents(row, 'shared')).toBe(cents(row, 'total'));
          expect(cents(row, 'directAfter') + cents(row, 'sharedAfter')).toBe(cents(row, 'totalAfter'));
        }
        for (const row of table.rows) expect(cents(row, 'totalAfter') - cents(row, 'total')).toBe(cents(row, 'change'));
        for (const column of ['direct', 'shared', 'total', 'directAfter', 'sharedAfter', 'totalAfter'] as const) {
          expect(sum(of('project'), column)).toBe(cents(of('projects')[0], column));
        }
        for (const column of ['total', 'totalAfter', 'change'] as const) {
          expect(sum([...of('projects'), ...of('rest')], column)).toBe(cents(of('total')[0], column));
        }
      }),
      { numRuns: 200 },
    );
  });
});
