import { machineAdministrator } from '@/lib/auth/machine-administrator';
import type { Connection } from '@/lib/store/connections';
import type { Database } from '@/lib/store/database';
import { lastFinishedRun, type SyncRun } from '@/lib/store/runs';
import type { SyncPlan } from '@/lib/sync/plan';
import { priceOf } from '@/lib/sync/price';

/** A connection as `/connections` gives it. */
export async function connectionDocument(db: Database, { id, name, kind, currency, managementAccountId }: Connection) {
  const last = await lastFinishedRun(machineAdministrator(db), id);
  const lastSync = last?.finishedAt ? { at: last.finishedAt, status: last.status } : null;
  return { id, name, kind, currency, managementAccountId, lastSync };
}

/** A plan as `/sync-plan` gives it. */
export const planDocument = ({ requests, price, queries }: SyncPlan) => ({ requests, price, queries });

/** A run as `/sync-runs/{id}` gives it. */
export const runDocument = ({ id, status, startedAt, finishedAt, requests, steps }: SyncRun) => ({
  id,
  status,
  startedAt,
  finishedAt,
  requests,
  price: priceOf(requests),
  steps: steps.map(({ name, status: stepStatus, requests: asked, rows, error }) => ({
    name,
    status: stepStatus,
    requests: asked,
    rows,
    ...(error === '' ? {} : { error }),
  })),
});
