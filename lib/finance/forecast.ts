import { divideHalfEven } from './money';
import { addDays, type Day, daysIn, daysInMonth, firstDay, type Month, monthOf } from './month';

/** One day's cost in units of 10⁻⁹: what recurs from day to day, and what happened once. */
export type DayCost = { readonly day: Day; readonly recurring: bigint; readonly oneOff: bigint };

/** Where a month is heading (`finance.md` §13). Amounts in units of 10⁻⁹. */
export type Forecast =
  | { readonly kind: 'not-enough-history'; readonly days: number }
  | {
      readonly kind: 'forecast';
      readonly month: Month;
      /** Complete days whose cost is an actual; the day that has begun is not one of them. */
      readonly actualDays: number;
      readonly actual: bigint;
      /** Expected of the days that remain, the one that has begun among them. */
      readonly remaining: bigint;
      readonly total: bigint;
      /** From the method's own errors in completed months; null with fewer than three of them. */
      readonly band: { readonly low: bigint; readonly high: bigint; readonly months: number } | null;
    };

const HISTORY_DAYS = 14;
const PATTERN_DAYS = 56;
const BAND_MONTHS = 3;
/** Errors are kept as parts of a million. */
const PPM = 1_000_000n;

/** 0 is Sunday. */
const weekdayOf = (day: Day): number => new Date(`${day}T00:00:00Z`).getUTCDay();

/**
 * month-end = actual to date + expected remaining days + one-offs as actuals. A remaining day is expected to cost the
 * mean of its weekday over the last eight weeks. `today` has begun and is not complete. No AWS request.
 */
export function forecastMonth(costs: readonly DayCost[], today: Day): Forecast {
  const byDay = new Map(costs.filter(({ day }) => day < today).map((cost) => [cost.day, cost]));
  const point = projectFrom(byDay, today);
  if (point === null) return { kind: 'not-enough-history', days: byDay.size };
  const elapsed = Number(today.slice(8)) - 1;
  return {
    kind: 'forecast',
    month: monthOf(today),
    actualDays: elapsed,
    ...point,
    band: bandOf(byDay, monthOf(today), elapsed, point.total),
  };
}

type Point = { readonly actual: bigint; readonly remaining: bigint; readonly total: bigint };

/** The method itself, as of the start of `today`; null with under fourteen days of history before it. */
function projectFrom(byDay: ReadonlyMap<Day, DayCost>, today: Day): Point | null {
  const known = [...byDay.values()].filter(({ day }) => day < today);
  if (known.length < HISTORY_DAYS) return null;
  const from = addDays(today, -PATTERN_DAYS);
  const pattern = known.filter(({ day }) => day >= from);
  const month = monthOf(today);
  let actual = 0n;
  for (const { day, recurring, oneOff } of known) if (monthOf(day) === month) actual += recurring + oneOff;
  let remaining = 0n;
  for (const day of remainingDays(today)) remaining += meanOf(pattern, weekdayOf(day));
  return { actual, remaining, total: actual + remaining };
}

const remainingDays = (today: Day): Day[] =>
  daysIn({ from: today, to: addDays(firstDay(monthOf(today)), daysInMonth(monthOf(today))) });

/** The mean of one weekday's recurring cost; of all days where that weekday has none in the pattern. */
function meanOf(pattern: readonly DayCost[], weekday: number): bigint {
  const same = pattern.filter(({ day }) => weekdayOf(day) === weekday);
  const days = same.length > 0 ? same : pattern;
  const sum = days.reduce((total, { recurring }) => total + recurring, 0n);
  return days.length === 0 ? 0n : divideHalfEven(sum, BigInt(days.length));
}

/** The range between the method's best and worst miss at the same point of completed months, around `total`. */
function bandOf(byDay: ReadonlyMap<Day, DayCost>, month: Month, elapsed: number, total: bigint) {
  const errors: bigint[] = [];
  for (const completed of completedMonths(byDay, month)) {
    const asOf = addDays(firstDay(completed), Math.min(elapsed, daysInMonth(completed) - 1));
    const point = projectFrom(byDay, asOf);
    if (point === null || point.total <= 0n) continue;
    const actual = monthDays(completed).reduce((sum, day) => sum + costOf(byDay, day), 0n);
    errors.push((actual * PPM) / point.total);
  }
  if (errors.length < BAND_MONTHS) return null;
  const sorted = [...errors, PPM].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));
  const edges = [sorted[0] ?? PPM, sorted.at(-1) ?? PPM].map((ppm) => divideHalfEven(total * ppm, PPM));
  const [low = total, high = total] = total < 0n ? edges.reverse() : edges;
  return { low, high, months: errors.length };
}

const costOf = (byDay: ReadonlyMap<Day, DayCost>, day: Day): bigint => {
  const cost = byDay.get(day);
  return cost ? cost.recurring + cost.oneOff : 0n;
};

const monthDays = (month: Month): Day[] =>
  daysIn({ from: firstDay(month), to: addDays(firstDay(month), daysInMonth(month)) });

/** The months before `month` of which every day is known. */
function completedMonths(byDay: ReadonlyMap<Day, DayCost>, month: Month): Month[] {
  const months = new Set([...byDay.keys()].map((day) => monthOf(day)).filter((each) => each < month));
  return [...months].filter((each) => monthDays(each).every((day) => byDay.has(day))).sort();
}
