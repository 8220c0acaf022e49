import { addMonths, firstDay, type Month, type MonthRange, monthOf } from '@/lib/finance/month';
import type { Rules } from '@/lib/finance/rules';
import type { Connection } from '@/lib/store/connections';
import type { Database } from '@/lib/store/database';
import { listCostCategories, listTagKeys } from '@/lib/store/discovery';
import { listLatestBooks, listLatestLoads } from '@/lib/store/latest';

import { listAccountsSeen } from '@/lib/store/organization';
import { findRules } from '@/lib/store/rule-sets';
import type { AccountScope } from '@/lib/store/scope';
import { tagCubesOf } from './chain-cubes';
import { findPageSize } from './cube-step';
import { type DetailReading, findDetailReading } from './detail-due';
import { expectedDetail } from './detail-steps';
import { type Discovery, findDiscovery } from './discovery-step';
import { DAY_AGE, type MonthReading, WEEK_AGE } from './due';
import { DEFAULT_PAGE_SIZE, expectedRequests, type ReplySize } from './expected-requests';
import type { Wanted } from './reading-set';
import { findRefusedCubes } from './refused-cubes';
import { chooseTagKeys } from './tag-choice';
import { dailyWindow, daysOfRange, servedMonths } from './window';

/** Above this many accounts the daily cube by account is off unless asked for (`finance.md` §5). */
export const MOST_DAILY_ACCOUNTS = 2_000;

/** Everything that the planner looks at, read from the store once. */
export type SyncState = {
  readonly wanted: Wanted;
  readonly size: ReplySize;
  readonly readings: ReadonlyMap<Month, MonthReading>;
  readonly discovery: Discovery;
  readonly rules: Rules;
  readonly ruleSetId: number;
  /** When `detail` was last asked, and under which rules. */
  readonly detail: DetailReading;
  readonly openMonth: Month;
  readonly previousMonth: Month;
  /** Active tag keys that are left unread, for a notice. */
  readonly unreadTagKeys: readonly string[];
};

/** Reads what a connection has and wants, as of `now`. No AWS request. */
export async function loadSyncState(
  db: Database,
  scope: AccountScope,
  connection: Connection,
  now: Date,
): Promise<SyncState> {
  const [published, books, accounts, keys, categories, discovery, detail, pageSize, refusedCubes, ruleSet] =
    await Promise.all([
      listLatestLoads(db, connection.id),
      listLatestBooks(scope, connection.id),
      listAccountsSeen(scope, connection.id),
      listTagKeys(scope, connection.id),
      listCostCategories(scope, connection.id),
      findDiscovery(db, connection.id),
      findDetailReading(db, connection.id),
      findPageSize(db, connection.id),
      findRefusedCubes(db, connection.id, now),
      findRules(db),
    ]);
  const rows = new Map<string, Map<Month, number>>();
  const loadedAt = new Map<Month, Map<string, string>>();
  for (const each of published) {
    rows.set(each.cube, (rows.get(each.cube) ?? new Map()).set(each.month, each.rows));
    loadedAt.set(each.month, (loadedAt.get(each.month) ?? new Map()).set(each.cube, each.loadedAt));
  }
  const book = new Map(books.map((each) => [each.month, each]));
  const readings = new Map<Month, MonthReading>();
  for (const month of new Set([...loadedAt.keys(), ...book.keys()])) {
    readings.set(month, { book: book.get(month) ?? null, loadedAt: loadedAt.get(month) ?? new Map() });
  }
  const openMonth = monthOf(now);
  const choice = chooseTagKeys(connection.settings.tagKeys, keys);
  const months = servedMonths(now, connection.historyMonths);
  const { id: ruleSetId, rules } = ruleSet;
  const size = { pageSize: pageSize ?? DEFAULT_PAGE_SIZE, accounts: Math.max(1, accounts.length), rows };
  return {
    wanted: {
      months,
      days: dailyWindow(now),
      tagCubes: tagCubesOf(rules, choice.keys),
      categories: categories.filter((each) => isInEffect(each, months)).map(({ name }) => name),
      detailRequests: expectedDetail(rules, rows.keys(), detail !== null, (cube) =>
        expectedRequests(size, cube, months, daysOfRange(months)),
      ),
      refusedCubes,
      dailyByAccount: connection.settings.dailyByAccount ?? accounts.length <= MOST_DAILY_ACCOUNTS,
    },
    size,
    readings,
    discovery,
    rules,
    ruleSetId,
    detail,
    openMonth,
    previousMonth: addMonths(openMonth, -1),
    unreadTagKeys: choice.unread.filter((key) => !isInChain(rules, key)),
  };
}

/** AWS's own start, an instant; a category that starts after the window has no month in it. */
const isInEffect = ({ effectiveStart }: { effectiveStart: string }, months: MonthRange): boolean =>
  effectiveStart < firstDay(months.to);

const isInChain = ({ dimensions }: Rules, key: string): boolean =>
  dimensions.project.includes(key) || dimensions.environment.includes(key);

const older = (at: string | null, now: Date, age: number): boolean =>
  at === null || now.getTime() - Date.parse(at) >= age;

/** Which discovery is due: tags and categories weekly, backfills daily while any tag key is, or may be, read. */
export function dueDiscovery(state: SyncState, now: Date, full: boolean): { definitions: boolean; backfills: boolean } {
  const definitions =
    older(state.discovery.definitionsAt, now, WEEK_AGE) || (full && older(state.discovery.definitionsAt, now, DAY_AGE));
  return {
    definitions,
    backfills: older(state.discovery.backfillsAt, now, DAY_AGE) && (definitions || state.wanted.tagCubes.length > 0),
  };
}

/** Billed requests of a discovery that is due: two lists of definitions, one of backfills. */
export const discoveryRequests = (due: { definitions: boolean; backfills: boolean }): number =>
  (due.definitions ? 2 : 0) + (due.backfills ? 1 : 0);
