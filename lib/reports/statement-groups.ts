import type { Viewer } from '@/lib/auth/viewer';
import { dayOf, type Month } from '@/lib/finance/month';
import type { AccountPlace } from '@/lib/finance/statement/input';
import { type DayPlacements, listAccountNames, listPlacementDays } from '@/lib/store/placement-days';
import type { AccountGroup } from '@/lib/store/sums-apart';
import { placementDay } from './placement-day';

/** What a sheet tells accounts apart by. */
export type Apart = {
  /** OUs that are columns, or that finance entered a line for. */
  readonly units: ReadonlySet<string>;
  /** Accounts that are told by themselves. */
  readonly accounts: ReadonlySet<string>;
  /** Whether OUs are as they were in each month, or as they are now. */
  readonly as: 'then' | 'now';
};

export type Grouping = {
  /** The accounts of each month that something tells from the others. */
  readonly groups: readonly AccountGroup[];
  /** The place of a group in a month; of '' that of all other accounts. Null for an account that is told by itself. */
  readonly placeOf: (group: string) => AccountPlace | null;
  /** The place of an account that is told by itself: where it lies of what is asked. */
  readonly placeAlone: (month: Month, account: string) => AccountPlace | null;
  /** By `account:…` and `ou:…`. */
  readonly names: ReadonlyMap<string, string>;
};

const ELSEWHERE: AccountPlace = { path: [], pathNow: [], home: null, environment: null, several: true };
export const NO_GROUPS: Grouping = {
  groups: [],
  placeOf: (group) => (group === '' ? ELSEWHERE : null),
  placeAlone: () => null,
  names: new Map(),
};

/**
 * Puts the accounts of some months into groups that no column tells apart: by the OUs that are asked about, of those above
 * them. An account that is told by itself is a group under its own id.
 */
export async function groupAccounts(
  { scope }: Viewer,
  connectionId: string,
  months: readonly Month[],
  { units, accounts, as }: Apart,
  now: Date,
): Promise<Grouping> {
  if (units.size + accounts.size === 0) return NO_GROUPS;
  const today = dayOf(now);
  const dayIn = (month: Month) => (as === 'now' ? today : placementDay(month, now));
  const days = [...new Set([...months.map(dayIn), today])].sort();
  const placements = await listPlacementDays(scope, connectionId, days);
  const ways = new Map([...new Set(placements.values())].map((placed) => [placed, waysTo(placed, units)]));
  const places = new Map<string, AccountPlace>([['', ELSEWHERE]]);
  const alone = new Map<string, AccountPlace>();
  const groups: AccountGroup[] = [];
  for (const month of months) {
    const placed = placements.get(dayIn(month));
    const wayTo = (placed && ways.get(placed)) ?? (() => NOWHERE);
    for (const account of accounts) {
      const path = wayTo(placed?.accounts.get(account)?.parentId ?? null);
      alone.set(`${month} ${account}`, { path, pathNow: path, home: null, environment: null });
      groups.push({ month, account, group: account });
    }
    for (const [account, { parentId }] of units.size === 0 ? [] : (placed?.accounts ?? [])) {
      const path = wayTo(parentId);
      if (path.length === 0 || accounts.has(account)) continue;
      const group = JSON.stringify(path);
      if (!places.has(group)) places.set(group, { path, pathNow: path, home: null, environment: null, several: true });
      groups.push({ month, account, group });
    }
  }
  return {
    groups,
    placeOf: (group) => places.get(group) ?? null,
    placeAlone: (month, account) => alone.get(`${month} ${account}`) ?? null,
    names: namesOf(placements, await formerNames(scope, connectionId, accounts, placements.get(today))),
  };
}

/** The names of the told accounts that are not in the organization any more. */
async function formerNames(
  scope: Viewer['scope'],
  connectionId: string,
  accounts: ReadonlySet<string>,
  placed: DayPlacements | undefined,
): Promise<ReadonlyMap<string, string>> {
  const former = [...accounts].filter((id) => !placed?.accounts.has(id));
  return former.length === 0 ? new Map() : listAccountNames(scope, connectionId, former);
}

const NOWHERE: readonly string[] = [];

/** Finds of a unit and those above it the ones that are asked about, the highest first. */
function waysTo({ units }: DayPlacements, asked: ReadonlySet<string>): (unit: string | null) => readonly string[] {
  const ways = new Map<string, readonly string[]>();
  const wayTo = (id: string | null): readonly string[] => {
    if (id === null) return NOWHERE;
    const known = ways.get(id);
    if (known) return known;
    // A ring of units, which AWS does not make, ends where it began.
    ways.set(id, NOWHERE);
    const above = wayTo(units.get(id)?.parentId ?? null);
    const way = asked.has(id) ? [...above, id] : above;
    ways.set(id, way);
    return way;
  };
  return wayTo;
}

function namesOf(
  placements: ReadonlyMap<string, DayPlacements>,
  former: ReadonlyMap<string, string>,
): Map<string, string> {
  const names = new Map<string, string>();
  for (const { accounts, units } of new Set(placements.values())) {
    for (const [id, { name }] of units) names.set(`ou:${id}`, name);
    for (const [id, { name }] of accounts) names.set(`account:${id}`, name || id);
  }
  for (const [id, name] of former) names.set(`account:${id}`, name || id);
  return names;
}
