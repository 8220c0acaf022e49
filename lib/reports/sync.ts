import { requireViewer } from '@/lib/auth/page-viewer';
import { requireOrganization, seesOrganization, type Viewer } from '@/lib/auth/viewer';
import { priceOf } from '@/lib/finance/request-price';
import { countRequests, listRequests } from '@/lib/store/ledger';
import { findUnfinishedRun, listRuns, type SyncRun } from '@/lib/store/runs';
import { refOf, selectConnections } from './books';
import { readCap } from './request-cap';
import type { Restricted, SyncOutcome, SyncReport, SyncRunRow } from './shapes';
import { isSynced, planOfConnection } from './sync-plan';
import { progressOf } from './sync-progress';

const RUNS = 30;
const LEDGER_ROWS = 100;

/** @param connection an id or a name; null is the only connection, or the first that asks AWS. */
export async function loadSync(connection: string | null): Promise<SyncOutcome | Restricted> {
  const viewer = await requireViewer();
  return seesOrganization(viewer) ? reportSync(viewer, connection) : { kind: 'restricted' };
}

export async function reportSync(viewer: Viewer, name: string | null, now: Date = new Date()): Promise<SyncOutcome> {
  requireOrganization(viewer);
  const { scope } = viewer;
  const chosen = await selectConnections(viewer, { connection: name, currency: null });
  if ('kind' in chosen) return chosen;
  const connection = chosen.find(isSynced) ?? chosen[0];
  if (!connection) return { kind: 'no-connection' };
  const [plan, cap, unfinished, runs, ledger, ledgerTotal] = await Promise.all([
    isSynced(connection) ? planOfConnection(viewer, connection, now) : null,
    readCap(viewer, connection, now),
    findUnfinishedRun(scope.db, connection.id),
    listRuns(scope, connection.id, RUNS),
    listRequests(scope, connection.id, { limit: LEDGER_ROWS }),
    countRequests(scope, connection.id),
  ]);
  return {
    kind: 'sync',
    connection: refOf(connection),
    plan: plan && planRow(plan),
    cap,
    running: unfinished && progressOf(unfinished),
    runs: runs.map(toRow),
    ledger,
    ledgerTotal,
  };
}

function planRow({
  requests,
  price,
  queries,
  notices,
}: Awaited<ReturnType<typeof planOfConnection>>): SyncReport['plan'] {
  return { requests, price, queries, warning: notices.map(({ message }) => message).join(' ') };
}

const toRow = (run: SyncRun): SyncRunRow => ({
  id: run.id,
  status: run.status,
  trigger: run.trigger,
  startedAt: run.startedAt,
  finishedAt: run.finishedAt,
  requests: run.requests,
  price: priceOf(run.requests),
  rows: run.steps.reduce((sum, step) => sum + step.rows, 0),
  error: run.error,
  notices: run.notices.map(({ message }) => message),
});
