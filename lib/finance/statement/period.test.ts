import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addMonths, monthsIn } from '../month';
import { fiscalYearOf, monthsBack, periodOf, quarterOf, shiftRange, timeColumns } from './period';

describe('a fiscal year', () => {
  it.each([
    ['2026-10', 1, '2026-01', '2027-01'],
    ['2026-10', 10, '2026-10', '2027-10'],
    ['2026-09', 10, '2025-10', '2026-10'],
    ['2026-03', 4, '2025-04', '2026-04'],
  ])('that holds %s and starts in month %d is [%s, %s)', (month, start, from, to) => {
    expect(fiscalYearOf(month, start)).toEqual({ from, to });
  });

  it('starts in a month that there is', () => {
    for (const start of [0, 13, 1.5]) expect(() => fiscalYearOf('2026-10', start)).toThrow(RangeError);
  });

  it.each([
    ['2026-11', 1, '2026-10', '2027-01'],
    ['2026-11', 2, '2026-11', '2027-02'],
    ['2026-01', 2, '2025-11', '2026-02'],
    ['2026-09', 10, '2026-07', '2026-10'],
  ])('has quarters that follow it: %s with start %d lies in [%s, %s)', (month, start, from, to) => {
    expect(quarterOf(month, start)).toEqual({ from, to });
  });
});

describe('a period', () => {
  it('of each kind holds its month; year to date ends with it', () => {
    expect(periodOf('month', '2026-12', 1)).toEqual({ kind: 'month', from: '2026-12', to: '2027-01' });
    expect(periodOf('ytd', '2026-03', 10)).toEqual({ kind: 'ytd', from: '2025-10', to: '2026-04' });
    expect(periodOf('year', '2026-03', 10)).toEqual({ kind: 'year', from: '2025-10', to: '2026-10' });
    expect(periodOf('quarter', '2026-03', 1)).toEqual({ kind: 'quarter', from: '2026-01', to: '2026-04' });
  });

  it('is compared with the one before it, the same of last year, and a year to date with that of last year', () => {
    const quarter = periodOf('quarter', '2026-03', 1);
    expect(shiftRange(quarter, -monthsBack(quarter, 'previous'))).toEqual({ from: '2025-10', to: '2026-01' });
    expect(monthsBack(quarter, 'lastYear')).toBe(12);
    expect(monthsBack(periodOf('ytd', '2026-03', 1), 'previous')).toBe(12);
  });

  it('falls into steps with names of their year', () => {
    const range = { from: '2026-08', to: '2027-02' };
    expect(timeColumns(range, 'quarter', 10).map(({ key, from, to }) => [key, from, to])).toEqual([
      ['FY2026-Q4', '2026-08', '2026-10'],
      ['FY2027-Q1', '2026-10', '2027-01'],
      ['FY2027-Q2', '2027-01', '2027-02'],
    ]);
    expect(timeColumns(range, 'year', 1).map(({ key }) => key)).toEqual(['FY2026', 'FY2027']);
    expect(timeColumns({ from: '2026-01', to: '2026-05' }, 'quarter', 1).map(({ key }) => key)).toEqual([
      '2026-Q1',
      '2026-Q2',
    ]);
  });

  it('is covered by its steps, without gap or overlap, whatever the year starts in', () => {
    const step = fc.constantFrom('month' as const, 'quarter' as const, 'year' as const);
    fc.assert(
      fc.property(fc.nat(100), fc.nat(40), step, fc.integer({ min: 1, max: 12 }), (at, length, by, start) => {
        const range = { from: addMonths('2020-01', at), to: addMonths('2020-01', at + length) };
        const columns = timeColumns(range, by, start);
        expect(columns.flatMap((each) => monthsIn(each))).toEqual(monthsIn(range));
        expect(new Set(columns.map(({ key }) => key)).size).toBe(columns.length);
      }),
    );
  });
});
