import { parse } from 'csv-parse/sync';
import { describe, expect, it } from 'vitest';
import { chartCsv } from './chart-table';
import { type CostTableInput, costTable } from './cost-table';

const input: CostTableInput = {
  title: 'Cost by service',
  rowName: 'Service',
  currency: 'USD',
  basis: 'amortized',
  months: [
    { month: '2026-07', state: 'final' },
    { month: '2026-08', state: 'final' },
    { month: '2026-09', state: 'missing' },
    { month: '2026-10', state: 'estimated' },
  ],
  rows: [
    { label: 'Lambda', amounts: ['1.005', '2.01', null, '4'] },
    { label: 'Credits', amounts: ['-0.5', '-1', null, '0'] },
    { label: 'Tax', amounts: ['0', '0.004', null, '0.0001'] },
  ],
  show: 'amounts',
};
const written = (given: CostTableInput) =>
  costTable(given).rows.map((row) =>
    row.map((cell) => (cell.kind === 'text' ? cell.text : cell.figure.text).replace('\u00a0', ' ')),
  );

describe('a table of costs by month', () => {
  it('adds up, keeps gaps, and leaves changes out where they have no meaning', () => {
    expect(costTable(input).head.map(({ label }) => label)).toEqual([
      ...['Service', 'Jul 2026', 'Aug 2026', 'Sep 2026', 'Oct 2026 est.', 'Change'],
    ]);
    expect(written(input)).toEqual([
      ['Lambda', '1.00', '2.01', 'missing', '4.00', 'n/a'],
      ['Credits', '(0.50)', '(1.00)', 'missing', '–', 'n/a'],
      ['Tax', '–', '0.00', 'missing', '0.00', 'n/a'],
      ['Total', '0.50', '1.01', 'missing', '4.00', 'n/a'],
    ]);
  });
  it('shows each month against the month before', () => {
    expect(written({ ...input, show: 'changes' })).toEqual([
      ['Lambda', '', '+100.0 %', 'n/a', 'n/a'],
      ['Credits', '', 'n/a', 'n/a', 'n/a'],
      ['Tax', '', 'n/a', 'n/a', 'n/a'],
      ['Total', '', '+100.8 %', 'n/a', 'n/a'],
    ]);
  });
  it('compares thirteen months with the same month a year ago', () => {
    const months = Array.from({ length: 13 }, (_, at) => ({
      month: `2026-${String(at + 1).padStart(2, '0')}`.replace('2026-13', '2027-01'),
      state: 'final' as const,
    }));
    const rows = [{ label: 'A', amounts: months.map((_, at) => String(10 + at)) }];
    expect(written({ ...input, months, rows })[0]?.slice(-2)).toEqual(['+4.8 %', '+120.0 %']);
  });
  it('has a file of exact amounts without the total', () => {
    const rows: string[][] = parse(chartCsv(costTable(input)));
    expect(rows[1]).toEqual(['Lambda', '1.005', '2.01', '', '4', 'n/a', 'USD', 'amortized']);
    expect(rows).toHaveLength(4);
  });
});
