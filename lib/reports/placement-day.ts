import { type Day, dayOf, lastDay, type Month } from '@/lib/finance/month';

/** The day whose placements a month shows: its last, or today while it lasts (`finance.md` §6). */
export function placementDay(month: Month, now: Date): Day {
  return [lastDay(month), dayOf(now)].sort()[0] ?? lastDay(month);
}
