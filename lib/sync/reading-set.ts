import { type CubeName, categoryCube } from '@/lib/finance/cube';
import { type DayRange, firstDay, type Month, type MonthRange, monthOf, monthsIn } from '@/lib/finance/month';
import { dailyCubes, monthlyCubes } from './cost-cubes';
import { type DueInput, type DueReason, dueReason, type MonthReading } from './due';

/** What a connection wants to keep current. */
export type Wanted = {
  readonly months: MonthRange;
  readonly days: DayRange;
  /** The cubes of the tag keys and chains that are read. */
  readonly tagCubes: readonly CubeName[];
  /** Cost categories that are read, weekly. */
  readonly categories: readonly string[];
  /** Requests that the weekly reading of `detail` is expected to take. */
  readonly detailRequests: number;
  /** Cubes that AWS refused lately: their months are not asked again only because they are missing. */
  readonly refusedCubes: ReadonlySet<string>;
  readonly dailyByAccount: boolean;
};

/** The months to ask, by cube, and why. */
export type ReadingSet = {
  readonly months: ReadonlyMap<string, readonly Month[]>;
  readonly reasons: ReadonlyMap<Month, DueReason>;
};

/**
 * Which months of which cube must be asked. A month is read as a whole, so that its faces are of one moment;
 * only a tag key that was added, or whose history AWS rewrote, is read by itself.
 */
export function readingSet(wanted: Wanted, input: DueInput, readings: ReadonlyMap<Month, MonthReading>): ReadingSet {
  const cubes = monthlyCubes(wanted.tagCubes);
  const months = new Map<string, Month[]>();
  const reasons = new Map<Month, DueReason>();
  const add = (cube: string, month: Month) => months.set(cube, [...(months.get(cube) ?? []), month]);
  for (const month of monthsIn(wanted.months)) {
    const daily = month >= monthOf(wanted.days.from) ? dailyCubes(wanted.dailyByAccount) : [];
    const due = [...cubes, ...daily]
      .map((cube) => ({ cube, reason: dueReason(input, month, cube, readings.get(month)) }))
      .filter((each) => each.reason !== 'missing' || !wanted.refusedCubes.has(each.cube));
    const whole = due.find(({ cube, reason }) => reason !== null && !isTagOnly(cube, reason));
    const alone = due.filter(({ reason }) => reason !== null);
    if (whole?.reason) reasons.set(month, whole.reason);
    else if (alone[0]?.reason) reasons.set(month, alone[0].reason);
    for (const { cube } of whole ? [...due, ...refused(wanted, cubes, due)] : alone) add(cube, month);
    for (const cube of dueCategories(wanted, input, month, readings.get(month))) add(cube, month);
  }
  return { months, reasons };
}

const isTagOnly = (cube: string, reason: DueReason): boolean =>
  (reason === 'missing' && cube !== 'recordType' && cube !== 'service') || reason === 'backfill';

/** Cost categories are read weekly, once a month is final, and after their definitions changed; not with every reading. */
function dueCategories(wanted: Wanted, input: DueInput, month: Month, reading: MonthReading | undefined): CubeName[] {
  return wanted.categories.map(categoryCube).filter((cube) => {
    const reason = dueReason(input, month, cube, reading);
    return reason !== null && reason !== 'control' && reason !== 'day' && reason !== 'unsettled';
  });
}

/** A month that is read as a whole asks refused keys again, too. */
const refused = (wanted: Wanted, cubes: readonly string[], due: readonly { cube: string }[]) =>
  cubes
    .filter((cube) => wanted.refusedCubes.has(cube) && !due.some((each) => each.cube === cube))
    .map((cube) => ({ cube, reason: null }));

/**
 * The days that a daily cube asks for a range of months, `[from, to)`: whole months, cut at today, and at the start of
 * the daily window where the first month was never read before.
 */
export function daysToAsk(range: MonthRange, window: DayRange, firstMonthKnown: boolean): DayRange {
  const start = firstDay(range.from);
  const end = firstDay(range.to);
  return {
    from: firstMonthKnown || start > window.from ? start : window.from,
    to: [end, window.to].sort()[0] ?? end,
  };
}
