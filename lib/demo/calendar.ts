import { addMonths, type Day, daysInMonth, type Month } from '@/lib/finance/month';

/** Months of history that the company has on its first day, the open one included. */
export const HISTORY_MONTHS = 14;

/** Turns "the 12th of last month" into a day, counting from the month in which the demo began. */
export type Calendar = {
  /** The first month of the bill. */
  readonly since: Month;
  /** A day of the month `offset` months after the opening month (negative: before it); a day too late is its last. */
  readonly at: (offset: number, day: number) => Day;
  /** Months from the last full month before the demo began: −12 for the first month, 0 for that one, 1 for the opening month. */
  readonly age: (month: Month) => number;
};

const indexOf = (month: Month): number => Number(month.slice(0, 4)) * 12 + Number(month.slice(5, 7));

/** `since` is the first month; the opening month is thirteen later. All the company's events hang on it. */
export function calendarFrom(since: Month): Calendar {
  const opening = addMonths(since, HISTORY_MONTHS - 1);
  return {
    since,
    at: (offset, day) => {
      const month = addMonths(opening, offset);
      return `${month}-${String(Math.min(day, daysInMonth(month))).padStart(2, '0')}`;
    },
    age: (month) => indexOf(month) - indexOf(opening) + 1,
  };
}
