import { requireOrganization, type Viewer } from '@/lib/auth/viewer';
import { readEnvironment } from '@/lib/env';
import { priceOf } from '@/lib/finance/request-price';
import type { Connection } from '@/lib/store/connections';
import { makePlan, type SyncPlan } from '@/lib/sync/plan';
import { selectConnections } from './books';
import type { Unavailable } from './shapes';

export type { SyncPlan };
export type PlanReport = { readonly kind: 'plan'; readonly plan: SyncPlan };

export const isSynced = ({ kind }: Connection): boolean => kind === 'aws' || kind === 'demo';

/** What a sync of one connection would ask of AWS now. */
export function planOfConnection({ scope }: Viewer, connection: Connection, now: Date): Promise<SyncPlan> {
  return makePlan(scope.db, scope, connection, { now, full: false, cap: readEnvironment().monthlyRequestCap });
}

/**
 * What a sync would ask of AWS now, of one connection or of all that are synced; a bill in a file asks nothing.
 * @throws AppError `forbidden` for a reader of some accounts
 */
export async function readPlan(
  viewer: Viewer,
  connection: string | null,
  now: Date = new Date(),
): Promise<PlanReport | Extract<Unavailable, { kind: 'unknown-connection' }>> {
  requireOrganization(viewer);
  const chosen = await selectConnections(viewer, { connection, currency: null });
  if ('kind' in chosen) {
    if (chosen.kind === 'unknown-connection') return chosen;
    return { kind: 'plan', plan: joined([]) };
  }
  return {
    kind: 'plan',
    plan: joined(await Promise.all(chosen.filter(isSynced).map((each) => planOfConnection(viewer, each, now)))),
  };
}

function joined(plans: readonly SyncPlan[]): SyncPlan {
  const [only] = plans;
  if (plans.length === 1 && only) return only;
  const requests = plans.reduce((sum, plan) => sum + plan.requests, 0);
  return {
    requests,
    price: priceOf(requests),
    queries: plans.flatMap(({ queries }) => queries),
    notices: plans.flatMap(({ notices }) => notices),
  };
}
