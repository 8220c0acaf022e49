import { addMonths, type Day, dayOf, type Month, type MonthRange } from '@/lib/finance/month';

const LOCALE = 'en-GB';
const MONTH = new Intl.DateTimeFormat(LOCALE, { month: 'long', year: 'numeric', timeZone: 'UTC' });
const MONTH_NAME = new Intl.DateTimeFormat(LOCALE, { month: 'long', timeZone: 'UTC' });
const DAY = new Intl.DateTimeFormat(LOCALE, { day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' });
const CLOCK = new Intl.DateTimeFormat(LOCALE, {
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
  timeZone: 'UTC',
});

const firstOf = (month: Month): Date => new Date(`${month}-01T00:00:00Z`);

/** `October 2026`. */
export const formatMonth = (month: Month): string => MONTH.format(firstOf(month));

/** `October`. */
export const formatMonthName = (month: Month): string => MONTH_NAME.format(firstOf(month));

/** A half-open range of months in words, its last month included: `October 2026`, `August 2026 – October 2026`. */
export function formatMonths({ from, to }: MonthRange): string {
  const last = addMonths(to, -1);
  return last <= from ? formatMonth(from) : `${formatMonth(from)} – ${formatMonth(last)}`;
}

/** The same for a narrow column: `Oct 2026`, `Oct 2025 – Sep 2026`. */
export function formatMonthsShort({ from, to }: MonthRange): string {
  const last = addMonths(to, -1);
  const [first, end] = [from, last].map((month) => formatDay(`${month}-01`).slice(2));
  return last <= from ? `${first}` : `${first} – ${end}`;
}

/** `5 Oct 2026`. */
export const formatDay = (day: Day): string => DAY.format(new Date(`${day}T00:00:00Z`)).replace('Sept', 'Sep');

/** An ISO instant in UTC: `5 Oct 2026, 05:21 UTC`. */
export function formatInstant(instant: string): string {
  const date = new Date(instant);
  return `${formatDay(dayOf(date))}, ${CLOCK.format(date)} UTC`;
}

/** An ISO instant as seen from `now`: `05:21 UTC today`, `05:21 UTC yesterday`, else as `formatInstant`. */
export function formatFreshness(instant: string, now: Date): string {
  const date = new Date(instant);
  const days = Math.round((Date.parse(dayOf(now)) - Date.parse(dayOf(date))) / 86_400_000);
  const clock = `${CLOCK.format(date)} UTC`;
  if (days === 0) return `${clock} today`;
  return days === 1 ? `${clock} yesterday` : formatInstant(instant);
}
