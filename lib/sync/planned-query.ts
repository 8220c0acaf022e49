import { categoryCube } from '@/lib/finance/cube';
import { type DayRange, type Month, type MonthRange, monthOf, monthsIn } from '@/lib/finance/month';
import { priceOf } from '@/lib/finance/request-price';
import { dailyCubes, groupKeysOf, isDaily, monthlyCubes } from './cost-cubes';
import { expectedRequests, type ReplySize } from './expected-requests';
import { daysToAsk, type ReadingSet, type Wanted } from './reading-set';
import { daysOfRange, rangesOf } from './window';

/** One Cost Explorer query of a plan; `from` and `to` are days, half-open. */
export type PlannedQuery = {
  readonly cube: string;
  readonly groupBy: readonly string[];
  readonly from: string;
  readonly to: string;
  readonly expectedRequests: number;
};

/** What a sync would ask of AWS and what AWS would charge for it, in USD. */
export type SyncPlan = {
  readonly requests: number;
  readonly price: string;
  readonly queries: readonly PlannedQuery[];
  readonly notices: readonly { readonly code: string; readonly message: string }[];
};

export const noPlan: SyncPlan = { requests: 0, price: '0', queries: [], notices: [] };

/** The group keys of a cube, as a reader of the plan knows them. */
const groupsOf = (cube: string): string[] =>
  groupKeysOf(cube).map(({ type, key }) => (type === 'DIMENSION' ? key : `${type} ${key}`));

/** The ranges in which the due months are asked: a gap is read along where that takes no more requests. */
export function rangesToAsk(set: ReadingSet, size: ReplySize): Map<string, MonthRange[]> {
  const cubes = [...set.months.keys()].filter((cube) => !isDaily(cube));
  const cost = (range: MonthRange) =>
    cubes.reduce((sum, cube) => sum + expectedRequests(size, cube, range, daysOfRange(range)), 0);
  const cheaper = (joined: MonthRange, apart: readonly [MonthRange, MonthRange]) =>
    cost(joined) <= cost(apart[0]) + cost(apart[1]);
  return new Map(
    [...set.months].map(([cube, months]) => [cube, rangesOf(months, isDaily(cube) ? undefined : cheaper)]),
  );
}

/** Each query of a reading set, priced: what will be asked after `control`. */
export function planQueries(
  set: ReadingSet,
  wanted: Wanted,
  size: ReplySize,
  dailyKnown: (cube: string, month: Month) => boolean,
): PlannedQuery[] {
  return [...rangesToAsk(set, size)].flatMap(([cube, ranges]) =>
    ranges.map((range) => {
      const days: DayRange = isDaily(cube)
        ? daysToAsk(range, wanted.days, dailyKnown(cube, range.from))
        : daysOfRange(range);
      return {
        cube,
        groupBy: groupsOf(cube),
        from: days.from,
        to: days.to,
        expectedRequests: expectedRequests(size, cube, range, days),
      };
    }),
  );
}

/** A plan of queries with its request count and price; `discovery` counts the tag and category requests due now. */
export function planOf(
  queries: readonly PlannedQuery[],
  wanted: Wanted,
  discovery: number,
  notices: SyncPlan['notices'] = [],
): SyncPlan {
  const control: PlannedQuery = { cube: 'control', groupBy: [], ...daysOfRange(wanted.months), expectedRequests: 1 };
  const asked =
    discovery > 0
      ? [{ cube: 'discovery', groupBy: [], ...daysOfRange(wanted.months), expectedRequests: discovery }]
      : [];
  const all = [control, ...asked, ...queries];
  const requests = all.reduce((sum, query) => sum + query.expectedRequests, 0);
  return { requests, price: priceOf(requests), queries: all, notices };
}

/**
 * Requests of a month of daily syncs: thirty normal days that read the open and the previous month, and four weekly
 * readings of everything that AWS serves, cost categories and `detail` among it. An upper estimate for `connect` and `plan`
 * to hold against the cap.
 */
export function requestsOfMonth(wanted: Wanted, size: ReplySize): number {
  const daily = [...monthlyCubes(wanted.tagCubes), ...dailyCubes(wanted.dailyByAccount)];
  const sum = (cubes: readonly string[], months: readonly Month[]) => {
    const asked = cubes.map((cube): [string, Month[]] => [
      cube,
      months.filter((month) => !isDaily(cube) || month >= monthOf(wanted.days.from)),
    ]);
    return planQueries({ months: new Map(asked), reasons: new Map() }, wanted, size, () => true).reduce(
      (requests, query) => requests + query.expectedRequests,
      1,
    );
  };
  const served = monthsIn(wanted.months);
  const weekly = sum([...daily, ...wanted.categories.map(categoryCube)], served) + wanted.detailRequests;
  return 26 * (sum(daily, served.slice(-2)) + 1) + 4 * (weekly + 3);
}
