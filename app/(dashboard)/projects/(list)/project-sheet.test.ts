import fc from 'fast-check';
import { expect, it } from 'vitest';
import { drawStrip } from '@/components/tables/strip';
import { formatDecimal } from '@/lib/finance/money';
import type { ProjectFigures, ProjectsReport } from '@/lib/reports/project-shapes';
import { projectBars } from './project-bars';
import { projectSheet } from './project-sheet';

const units = fc.bigInt({ min: -(10n ** 12n), max: 10n ** 14n });
const figures = fc.record({ direct: units, moved: fc.array(units, { minLength: 2, maxLength: 2 }), revenue: units });
const input = fc.record({
  rows: fc.array(figures, { maxLength: 8 }),
  ...{ untagged: units, other: units, residual: units },
});

function reportOf({ rows, untagged, other, residual }: typeof input extends fc.Arbitrary<infer T> ? T : never) {
  const list = rows.map(({ direct, moved, revenue }, at): ProjectFigures => {
    const shared = moved.reduce((sum, each) => sum + each, 0n);
    return {
      ...{
        project: `p${at}`,
        name: `P ${at}`,
        class: null,
        owner: null,
        direct,
        shared,
        total: direct + shared,
        revenue,
      },
      pools: moved.map((each, place) => ({ key: `pool ${place}`, units: each })),
      environments: [{ key: 'prod', units: direct }],
      ...{ accounts: 1, coverage: null, previous: null, change: null, perDayChange: null, spark: [] },
      ...{ profit: revenue - direct - shared, margin: null },
    };
  });
  const sum = (of: (row: ProjectFigures) => bigint) => list.reduce((all, row) => all + of(row), 0n);
  const [direct, shared, unallocated] = [sum((row) => row.direct), sum((row) => row.shared), untagged + other];
  const control = direct + shared + unallocated + residual;
  const part = (name: 'direct' | 'shared' | 'unallocated' | 'residual', amount: bigint) => ({
    name,
    amount: formatDecimal(amount),
  });
  const frame = {
    months: { from: '2026-10', to: '2026-11' },
    basis: 'amortized',
    currency: 'USD',
    estimated: false,
  } as const;
  return {
    ...{
      kind: 'projects',
      asOf: null,
      whole: true,
      ruled: true,
      mayChange: true,
      rows: list,
      unallocated: [],
      previous: null,
      behind: [],
    },
    books: { ...frame, kind: 'books', connections: [], missing: [] },
    sums: { direct, shared, unallocated, untagged, residual, control },
    history: [{ month: '2026-10', state: 'final' }],
    strip: {
      ...{ ...frame, kind: 'strip', invoice: null, source: 'aws', state: 'holds', reason: '' },
      parts: [
        part('direct', direct),
        part('shared', shared),
        part('unallocated', unallocated),
        part('residual', residual),
      ],
      controlTotal: formatDecimal(control),
      difference: '0',
    },
  } satisfies ProjectsReport;
}

it('the table adds up as printed, down and across, to what the strip shows', () => {
  fc.assert(
    fc.property(input, (given) => {
      const report = reportOf(given);
      const sheet = projectSheet(report, []);
      const cents = (column: string) => sheet.rows.reduce((sum, row) => sum + (row.amounts[column]?.cents ?? 0n), 0n);
      const rest = new Map(sheet.rest.map(({ key, total }) => [key, total.cents]));
      const of = (key: 'untagged' | 'unallocated' | 'residual') => rest.get(key) ?? 0n;
      const shown = drawStrip(report.strip).terms.map(({ figure }) => figure.text);
      const text = (value: bigint) => {
        const size = value < 0n ? -value : value;
        const digits = `${String(size / 100n).replace(/\B(?=(\d{3})+$)/g, ',')}.${String(size % 100n).padStart(2, '0')}`;
        return value < 0n ? `(${digits})` : digits;
      };
      const dashed = (list: readonly bigint[]) => list.map(text);
      const terms = [
        cents('direct'),
        cents('shared'),
        of('untagged') + of('unallocated'),
        of('residual'),
        sheet.total.cents,
      ];
      expect(shown.map((each) => (each === '–' ? '0.00' : each))).toEqual(dashed(terms));
      expect(cents('total') + of('untagged') + of('unallocated') + of('residual')).toBe(sheet.total.cents);
      for (const { amounts } of sheet.rows) {
        const at = (column: string) => amounts[column]?.cents ?? 0n;
        expect(at('direct') + at('shared')).toBe(at('total'));
        expect(at('pool:pool 0') + at('pool:pool 1')).toBe(at('shared'));
        expect(at('revenue') - at('total')).toBe(at('profit'));
      }
      const bars = projectBars(report, sheet, []).bars.map(({ total }) =>
        total.kind === 'amount' ? total.figure.text : '',
      );
      expect(bars.at(-1)?.replace('–', '0.00')).toBe(text(of('residual')));
    }),
  );
});
