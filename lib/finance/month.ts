/** A calendar month in UTC, `'2026-10'`. */
export type Month = string;
/** A calendar day in UTC, `'2026-10-05'`. */
export type Day = string;
/** A half-open range of months, `[from, to)`. */
export type MonthRange = { readonly from: Month; readonly to: Month };
/** A half-open range of days, `[from, to)`. */
export type DayRange = { readonly from: Day; readonly to: Day };

const DAY_MS = 86_400_000;

export const isMonth = (text: string): boolean => /^\d{4}-(0[1-9]|1[0-2])$/.test(text);

/** True for a day that the calendar has: `2026-02-30` is not one. */
export const isDay = (text: string): boolean =>
  /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text)) && dayOf(new Date(`${text}T00:00:00Z`)) === text;

/** The UTC day of an instant; the machine's time zone has no say. */
export const dayOf = (instant: Date): Day => instant.toISOString().slice(0, 10);

export const monthOf = (day: Day | Date): Month => (typeof day === 'string' ? day : dayOf(day)).slice(0, 7);

/** Moves a month by whole months, on year and month integers: no days are added. */
export function addMonths(month: Month, count: number): Month {
  const index = Number(month.slice(0, 4)) * 12 + Number(month.slice(5, 7)) - 1 + count;
  return `${String(Math.floor(index / 12)).padStart(4, '0')}-${String((index % 12) + 1).padStart(2, '0')}`;
}

export const addDays = (day: Day, count: number): Day =>
  dayOf(new Date(Date.parse(`${day}T00:00:00Z`) + count * DAY_MS));

/** The first day of a month; also the exclusive end of the month before. */
export const firstDay = (month: Month): Day => `${month}-01`;

/** The last day that belongs to a month. */
export const lastDay = (month: Month): Day => addDays(firstDay(addMonths(month, 1)), -1);

export const daysInMonth = (month: Month): number => Number(lastDay(month).slice(8));

/** The months of `[from, to)`, in order; none when `to` is not after `from`. */
export function monthsIn({ from, to }: MonthRange): Month[] {
  const months: Month[] = [];
  for (let month = from; month < to; month = addMonths(month, 1)) months.push(month);
  return months;
}

/** The days of `[from, to)`, in order. */
export function daysIn({ from, to }: DayRange): Day[] {
  const days: Day[] = [];
  for (let day = from; day < to; day = addDays(day, 1)) days.push(day);
  return days;
}
