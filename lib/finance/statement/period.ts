import { addMonths, type Month, type MonthRange, monthsIn } from '../month';

export const PERIOD_KINDS = ['month', 'quarter', 'year', 'ytd', 'custom'] as const;
export type PeriodKind = (typeof PERIOD_KINDS)[number];

/** What a statement covers: months `[from, to)`. */
export type Period = MonthRange & { readonly kind: PeriodKind };

export const TIME_STEPS = ['month', 'quarter', 'year'] as const;
export type TimeStep = (typeof TIME_STEPS)[number];

/** A step of time as a column: its months within the sheet's period. `key` is `2026-03`, `2026-Q1` or `FY2026`. */
export type TimeColumn = MonthRange & { readonly key: string };

const monthNumber = (month: Month): number => Number(month.slice(5, 7));

/** The fiscal year that holds a month; `start`, 1 to 12, is the month that it begins in. */
export function fiscalYearOf(month: Month, start: number): MonthRange {
  if (!Number.isInteger(start) || start < 1 || start > 12)
    throw new RangeError('a fiscal year starts in month 1 to 12');
  const from = addMonths(month, -((monthNumber(month) - start + 12) % 12));
  return { from, to: addMonths(from, 12) };
}

/** The fiscal quarter that holds a month. */
export function quarterOf(month: Month, start: number): MonthRange {
  const { from } = fiscalYearOf(month, start);
  const since = (monthNumber(month) - monthNumber(from) + 12) % 12;
  const first = addMonths(from, since - (since % 3));
  return { from: first, to: addMonths(first, 3) };
}

/** The period of a kind that holds a month; year to date ends with it. */
export function periodOf(kind: Exclude<PeriodKind, 'custom'>, month: Month, start: number): Period {
  const next = addMonths(month, 1);
  if (kind === 'month') return { kind, from: month, to: next };
  if (kind === 'quarter') return { kind, ...quarterOf(month, start) };
  const year = fiscalYearOf(month, start);
  return kind === 'year' ? { kind, ...year } : { kind, from: year.from, to: next };
}

/** A fiscal year is called by the calendar year in which it ends: `FY2027` for October 2026 to September 2027. */
const yearName = ({ to }: MonthRange): string => `FY${addMonths(to, -1).slice(0, 4)}`;

/** The quarter's place in its fiscal year: `FY2027-Q1`; with the calendar's year `2026-Q1`. */
function quarterName(range: MonthRange, start: number): string {
  const year = fiscalYearOf(range.from, start);
  const place = monthsIn({ from: year.from, to: range.from }).length / 3 + 1;
  return `${start === 1 ? year.from.slice(0, 4) : yearName(year)}-Q${place}`;
}

/** The steps of a period, in order; the first and the last may be cut by it. */
export function timeColumns({ from, to }: MonthRange, by: TimeStep, start: number): TimeColumn[] {
  const columns: TimeColumn[] = [];
  for (let month = from; month < to; month = columns.at(-1)?.to ?? to) {
    const whole =
      by === 'month'
        ? { from: month, to: addMonths(month, 1) }
        : by === 'quarter'
          ? quarterOf(month, start)
          : fiscalYearOf(month, start);
    const key = by === 'month' ? month : by === 'quarter' ? quarterName(whole, start) : yearName(whole);
    columns.push({ key, from: month, to: whole.to < to ? whole.to : to });
  }
  return columns;
}

/**
 * How many months before a period the one that it is compared with lies: a year for `lastYear` and for a year to date, else
 * the period's own length.
 */
export function monthsBack({ kind, from, to }: Period, compare: 'previous' | 'lastYear'): number {
  return compare === 'lastYear' || kind === 'ytd' ? 12 : monthsIn({ from, to }).length;
}

export const shiftRange = ({ from, to }: MonthRange, by: number): MonthRange => ({
  from: addMonths(from, by),
  to: addMonths(to, by),
});
