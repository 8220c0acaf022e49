import { monthsIn } from '@/lib/finance/month';
import { priceOf } from '@/lib/finance/request-price';
import type { Connection } from '@/lib/store/connections';
import type { Database } from '@/lib/store/database';
import type { AccountScope } from '@/lib/store/scope';
import type { Notice } from './context';
import { planOf, planQueries, requestsOfMonth, type SyncPlan } from './planned-query';
import { readingSet } from './reading-set';
import { discoveryRequests, dueDiscovery, loadSyncState } from './sync-state';

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
  return planOf(
    planQueries(set, state.wanted, state.size, known),
    state.wanted,
    discoveryRequests(dueDiscovery(state, now, full)),
    notices,
  );
}
