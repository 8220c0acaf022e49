import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatDecimal, parseDecimal } from '@/lib/finance/money';
import { type ChartCell, chartCsv } from './chart-table';
import { type ColumnsInput, prepareColumns } from './prepare-columns';

const input = (changes: Partial<ColumnsInput> = {}): ColumnsInput => ({
  title: 'Cost by unit',
  currency: 'USD',
  basis: 'amortized',
  months: [
    { month: '2026-08', state: 'final' },
    { month: '2026-09', state: 'missing' },
    { month: '2026-10', state: 'estimated' },
  ],
  series: [
    { entity: 'b', label: 'Beta', amounts: ['10', '99', '20.004'] },
    { entity: 'a', label: 'Alpha', amounts: ['30.005', null, '40'] },
  ],
  ...changes,
});
const figures = (cells: readonly ChartCell[] | undefined) =>
  (cells ?? []).map((cell) => (cell.kind === 'text' ? cell.text : cell.figure.text));

describe('stacked columns', () => {
  it('stand the costliest at the bottom and leave a missing month out, whatever is given for it', () => {
    const model = prepareColumns(input());
    expect(model.series.map(({ label }) => label)).toEqual(['Alpha', 'Beta']);
    expect(model.columns.map(({ amounts }) => amounts)).toEqual([
      { s0: 30.005, s1: 10 },
      { s0: null, s1: null },
      { s0: 40, s1: 20.004 },
    ]);
    expect(model.unit).toBe('US dollars · amortized · October 2026 estimated · September 2026 not in the books');
  });
  it('have a table in whole units, whatever the scale of the axis', () => {
    const model = prepareColumns(input({ series: [{ entity: 'a', label: 'A', amounts: ['90000', null, '1'] }] }));
    expect(model.unit).toMatch(/^thousand US dollars/);
    expect(model.table.unit).toBe('US dollars · amortized · October 2026 estimated · September 2026 not in the books');
  });
  it('have a table that adds up, and says what is missing', () => {
    expect(prepareColumns(input()).table.rows.map(figures)).toEqual([
      ['August 2026', 'final', '30.00', '10.00', '40.00'],
      ['September 2026', 'not in the books', 'missing', 'missing', 'missing'],
      ['October 2026', 'estimated', '40.00', '20.00', '60.00'],
    ]);
  });
  it('have a file with exact amounts, empty where they are missing, and no formula', () => {
    const series = [{ entity: 'x', label: '=HYPERLINK("x")', amounts: ['-1.000000001', null, '0'] }];
    const rows: string[][] = parse(chartCsv(prepareColumns(input({ series })).table));
    expect(rows).toEqual([
      ['Month', 'State', `'=HYPERLINK("x")`, 'Total', 'currency', 'basis'],
      ['August 2026', 'final', '-1.000000001', '-1.000000001', 'USD', 'amortized'],
      ['September 2026', 'not in the books', '', '', 'USD', 'amortized'],
      ['October 2026', 'estimated', '0', '0', 'USD', 'amortized'],
    ]);
  });
  it('show an unknown amount as unknown, and its total too', () => {
    const model = prepareColumns(input({ series: [{ entity: 'a', label: 'A', amounts: [null, null, '1'] }] }));
    expect(figures(model.table.rows[0])).toEqual(['August 2026', 'final', 'unknown', 'unknown']);
    expect(model.columns[0]?.amounts).toEqual({ s0: null });
  });
  it('outline what is forecast to be added, with its band, and nothing when it is less than was spent', () => {
    const forecast = { month: '2026-10', total: '100', low: '90.5', high: '120' };
    const model = prepareColumns(input({ forecast }));
    expect(model.columns[2]).toMatchObject({ outline: 39.996, band: { low: 90.5, high: 120 } });
    expect(model.axis.max).toBeGreaterThanOrEqual(120);
    expect(model.unit).toContain('outline is forecast');
    expect(figures(model.table.rows[2])).toEqual(['October 2026', 'estimated', '40.00', '20.00', '60.00', '100.00']);
    expect(prepareColumns(input({ forecast: { ...forecast, total: '50' } })).columns[2]?.outline).toBeNull();
  });
  it('keep what is pinned by itself, last, and hide no single series in the rest', () => {
    const many = Array.from({ length: 9 }, (_, n) => ({
      entity: `e${n}`,
      label: `E${n}`,
      amounts: [`${n + 1}`, null, '0'],
    }));
    const pinned = { entity: '(untagged)', label: 'Untagged', amounts: ['0.01', null, '0'], pinned: true };
    const labels = (series: ColumnsInput['series']) =>
      prepareColumns(input({ series })).series.map(({ label }) => label);
    expect(labels([pinned, ...many])).toEqual(['E8', 'E7', 'E6', 'E5', 'E4', 'E3', 'Everything else', 'Untagged']);
    expect(labels(many.slice(0, 7))).toHaveLength(7);
  });
  it('lose nothing, to the unit, whatever is shown by itself', () => {
    const amount = fc.bigInt({ min: -(10n ** 15n), max: 10n ** 15n }).map((units) => formatDecimal(units));
    fc.assert(
      fc.property(fc.array(amount, { maxLength: 15 }), fc.integer({ min: 1, max: 8 }), (amounts, most) => {
        const series = amounts.map((each, n) => ({ entity: `e${n}`, label: `E${n}`, amounts: [each] }));
        const months = [{ month: '2026-10', state: 'final' as const }];
        const [row = []] = prepareColumns(input({ months, series, most })).table.rows;
        const exact = row.flatMap((cell) =>
          cell.kind === 'amount' && cell.amount !== null ? [parseDecimal(cell.amount)] : [],
        );
        const sum = amounts.reduce((total, each) => total + parseDecimal(each), 0n);
        expect(exact.at(-1)).toBe(sum);
        expect(exact.slice(0, -1).reduce((a, b) => a + b, 0n)).toBe(sum);
      }),
    );
  });
});
