import { monthsIn } from '@/lib/finance/month';
import { priceOf } from '@/lib/finance/request-price';
import type { Connection } from '@/lib/store/connections';
import type { Database } from '@/lib/store/database';
import type { AccountScope } from '@/lib/store/scope';
import type { Notice } from './context';
import { dueDetail } from './detail-due';
import { planDetailCubes } from './detail-queries';
import { areChainsRead, detailFactsOf, detailSet, expectedDetail } from './detail-steps';
import { type PlannedQuery, planOf, planQueries, requestsOfMonth, type SyncPlan } from './planned-query';
import { readingSet } from './reading-set';
import { discoveryRequests, dueDiscovery, loadSyncState, type SyncState } from './sync-state';
import { daysOfRange } from './window';

export { planTagKeys, type TagKeyPlan, type TagPlan } from './tag-plan';
export type { SyncPlan };
export type PlanOptions = { readonly now: Date; readonly full: boolean; readonly cap: number };

/**
 * The requests that a sync would make now and their price, from the store alone: AWS is not asked.
 * Months that AWS has restated since are not known yet; the sync finds them by its control total and reads them too.
 */
export async function makePlan(
  db: Database,
  scope: AccountScope,
  connection: Connection,
  { now, full, cap }: PlanOptions,
): Promise<SyncPlan> {
  const state = await loadSyncState(db, scope, connection, now);
  const set = readingSet(
    state.wanted,
    {
      now,
      full,
      openMonth: state.openMonth,
      previousMonth: state.previousMonth,
      controls: null,
      definitionsChangedAt: state.discovery.changedAt,
      categoriesChangedAt: state.discovery.categoriesChangedAt,
    },
    state.readings,
  );
  const known = (cube: string, month: string) => state.readings.get(month)?.loadedAt.has(cube) ?? false;
  const notices: Notice[] = [];
  const limit = connection.settings.monthlyRequestCap ?? cap;
  const monthly = requestsOfMonth(state.wanted, state.size);
  if (monthly > limit) {
    notices.push({
      code: 'over-cap',
      message: `A month of daily syncs takes about ${monthly} requests ($${priceOf(monthly)}), above the cap of ${limit}. Raise SUBLEDGER_MONTHLY_REQUEST_CAP to at least ${monthly}.`,
    });
  }
  if (state.unreadTagKeys.length > 0) {
    notices.push({
      code: 'unread-tag-keys',
      message: `${state.unreadTagKeys.length} active tag keys are not read: ${state.unreadTagKeys.slice(0, 8).join(', ')}. Choose the keys to read in the settings.`,
    });
  }
  if (state.readings.size === 0) {
    notices.push({
      code: 'estimated-plan',
      message: `The first reading of ${monthsIn(state.wanted.months).length} months is estimated from ${state.size.accounts} accounts.`,
    });
  }
  const detail = await planDetailQueries(scope, connection, state, { now, full, known });
  return planOf(
    [...planQueries(set, state.wanted, state.size, known), ...detail],
    state.wanted,
    discoveryRequests(dueDiscovery(state, now, full)),
    notices,
  );
}

/** `detail` by the chains that the store shows; before they were read once, the most that the rules allow. */
async function planDetailQueries(
  scope: AccountScope,
  connection: Connection,
  state: SyncState,
  { now, full, known }: { now: Date; full: boolean; known: (cube: string, month: string) => boolean },
): Promise<PlannedQuery[]> {
  if (dueDetail(detailFactsOf(state), now, full) === null) return [];
  if (!areChainsRead(state)) {
    const most = expectedDetail(state.rules, [], false, () => 0);
    const query = { cube: 'detail', groupBy: [], ...daysOfRange(state.wanted.months), expectedRequests: most };
    return most === 0 ? [] : [query];
  }
  const set = await detailSet(state, now, full, () => planDetailCubes(scope, connection.id, state));
  return set ? planQueries(set, state.wanted, state.size, known) : [];
}
