import {
  addDays,
  addMonths,
  type DayRange,
  dayOf,
  firstDay,
  type Month,
  type MonthRange,
  monthOf,
} from '@/lib/finance/month';

/** Days that the daily cubes reach back, today included (`finance.md` §5). */
export const DAILY_DAYS = 93;

/**
 * The months that Cost Explorer serves, `[from, to)`: `historyMonths` of them, the open month the last.
 * Taken from the UTC clock at run time; the end is the first of next month, the latest that AWS accepts.
 */
export function servedMonths(now: Date, historyMonths: number): MonthRange {
  const open = monthOf(now);
  return { from: addMonths(open, 1 - historyMonths), to: addMonths(open, 1) };
}

/** The days of the daily cubes, `[from, to)`, today included. */
export function dailyWindow(now: Date): DayRange {
  const today = dayOf(now);
  return { from: addDays(today, 1 - DAILY_DAYS), to: addDays(today, 1) };
}

/** A month as days: `[first, first of next)`. */
export const daysOf = (month: Month): DayRange => ({ from: firstDay(month), to: firstDay(addMonths(month, 1)) });

/** A range of months as days. */
export const daysOfRange = (range: MonthRange): DayRange => ({ from: firstDay(range.from), to: firstDay(range.to) });

/**
 * Joins months into contiguous half-open ranges, in order. Two ranges with a gap become one where
 * `cheaper(joined, apart)` says that reading the gap as well takes no more requests.
 */
export function rangesOf(
  months: readonly Month[],
  cheaper: (joined: MonthRange, apart: readonly [MonthRange, MonthRange]) => boolean = () => false,
): MonthRange[] {
  const ranges: MonthRange[] = [];
  for (const month of [...new Set(months)].sort()) {
    const next: MonthRange = { from: month, to: addMonths(month, 1) };
    const last = ranges.at(-1);
    const joined = last ? { from: last.from, to: next.to } : next;
    if (last && (last.to === next.from || cheaper(joined, [last, next]))) ranges[ranges.length - 1] = joined;
    else ranges.push(next);
  }
  return ranges;
}
