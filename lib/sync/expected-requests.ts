import { detailShapeOf } from '@/lib/finance/detail-cube';
import { type DayRange, daysIn, type Month, type MonthRange, monthsIn } from '@/lib/finance/month';
import { isDaily } from './cost-cubes';

/** What is known about the size of replies. */
export type ReplySize = {
  /** Groups on a page, as measured; AWS documents none. */
  readonly pageSize: number;
  /** Accounts of the connection, the guess's base where a cube was never read. */
  readonly accounts: number;
  /** Rows of the published reading, by cube and month. */
  readonly rows: ReadonlyMap<string, ReadonlyMap<Month, number>>;
};

/** AWS's page size where none was measured yet: the largest that is reported. */
export const DEFAULT_PAGE_SIZE = 5_000;

/** Groups that one month of a cube is expected to have: the last reading's, else the nearest month's, else a guess by accounts. */
function groupsOfMonth(size: ReplySize, cube: string, month: Month): number {
  const known = size.rows.get(cube);
  const own = known?.get(month);
  if (own !== undefined) return own;
  const nearest = known ? [...known.keys()].sort((a, b) => distance(a, month) - distance(b, month))[0] : undefined;
  return (nearest !== undefined ? known?.get(nearest) : undefined) ?? guess(cube, size.accounts);
}

const distance = (a: Month, b: Month): number =>
  Math.abs(Number(a.slice(0, 4)) * 12 + Number(a.slice(5)) - Number(b.slice(0, 4)) * 12 - Number(b.slice(5)));

/** Groups a month (a day for daily cubes) in a company of this size, after `aws.md` § B. */
function guess(cube: string, accounts: number): number {
  const services = accounts <= 100 ? 20 : accounts <= 1_000 ? 15 : 12;
  if (cube === 'recordType') return accounts * (accounts <= 1_000 ? 5 : 4);
  if (cube === 'service') return accounts * services;
  const detail = detailShapeOf(cube);
  if (detail) return detail.account === null ? accounts * 2 : services * 3;
  if (cube === 'daily.account') return accounts;
  if (cube === 'daily.charge') return services * 5;
  return accounts * (accounts <= 1_000 ? 3 : 2);
}

/** The Cost Explorer requests that a query is expected to take: one for each page, at least one. */
export function expectedRequests(size: ReplySize, cube: string, months: MonthRange, days: DayRange): number {
  const groups = isDaily(cube)
    ? daysIn(days).length * guessOfDay(size, cube)
    : monthsIn(months).reduce((sum, month) => sum + groupsOfMonth(size, cube, month), 0);
  return Math.max(1, Math.ceil(groups / size.pageSize));
}

/** Groups of one day: the largest daily average of any month that was read, else a guess. */
function guessOfDay(size: ReplySize, cube: string): number {
  const rows = [...(size.rows.get(cube)?.values() ?? [])];
  return rows.length > 0 ? Math.max(...rows) / 30 : guess(cube, size.accounts);
}
