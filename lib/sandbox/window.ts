import { z } from 'zod';
import { addDays, addMonths, type Day, dayOf, daysIn, firstDay, isDay, monthOf } from '@/lib/finance/month';
import { invalid } from './request';
import type { World } from './world';

const DEFAULT_MONTHS = 14;
const DEFAULT_FINAL_DAY = 5;

export const TIME_PERIOD = z.object({ Start: z.string(), End: z.string() });
export const GRANULARITY = z.enum(['DAILY', 'MONTHLY', 'HOURLY']);

/** One time bucket `[from, to)`, labelled as AWS labels it: an unaligned month keeps its odd days. */
export type Bucket = { readonly from: Day; readonly to: Day };

/** Checks a TimePeriod by Cost Explorer's rules and cuts it into buckets. @throws Refusal in AWS's words. */
export function bucketsOf(
  period: z.infer<typeof TIME_PERIOD>,
  granularity: z.infer<typeof GRANULARITY>,
  world: World,
): Bucket[] {
  const { Start: from, End: to } = period;
  const today = dayOf(world.now());
  if (!isDay(from) || !isDay(to)) throw invalid('Start and end dates must be of the form yyyy-MM-dd.');
  if (from >= to) throw invalid('Start date (and hour) should be before end date (and hour)');
  if (from > today)
    throw invalid('start date must be equal to or no later than the current date to avoid a validation error');
  if (to > firstDay(addMonths(monthOf(today), 1))) throw invalid('end date past the beginning of next month');
  checkHistory(from, granularity, world);
  return granularity === 'DAILY'
    ? daysIn({ from, to }).map((day) => ({ from: day, to: addDays(day, 1) }))
    : cut(from, to);
}

function checkHistory(from: Day, granularity: z.infer<typeof GRANULARITY>, world: World): void {
  const now = world.now();
  if (granularity === 'HOURLY') {
    if (from < addDays(dayOf(now), -14)) {
      throw invalid('start date is too old for hourly, the max supported days for hourly granularity is 14 days');
    }
    throw invalid('Hourly data is not enabled. Enable hourly granularity in Cost Management preferences.');
  }
  const months = granularity === 'MONTHLY' ? (world.historyMonths ?? DEFAULT_MONTHS) : DEFAULT_MONTHS;
  if (from >= firstDay(addMonths(monthOf(now), 1 - months))) return;
  throw invalid(`You haven't enabled historical data beyond ${months} months.`);
}

function cut(from: Day, to: Day): Bucket[] {
  const buckets: Bucket[] = [];
  for (let start = from; start < to; ) {
    const next = firstDay(addMonths(monthOf(start), 1));
    const end = next < to ? next : to;
    buckets.push({ from: start, to: end });
    start = end;
  }
  return buckets;
}

/** True while AWS still marks a bucket's month as an estimate. */
export function isEstimated({ from }: Bucket, world: World): boolean {
  const now = world.now();
  const open = monthOf(now);
  if (monthOf(from) >= open) return true;
  return monthOf(from) === addMonths(open, -1) && now.getUTCDate() < (world.finalDay ?? DEFAULT_FINAL_DAY);
}
