import { requireViewer } from '@/lib/auth/page-viewer';
import type { Viewer } from '@/lib/auth/viewer';
import { addMonths } from '@/lib/finance/month';
import { listPublishedMonths } from '@/lib/store/books';
import { type Connection, listConnections } from '@/lib/store/connections';
import { listAccountsSeen } from '@/lib/store/organization';
import { lastFinishedRun } from '@/lib/store/runs';
import { refOf } from './books';
import { readCap } from './request-cap';
import type { ConnectionRow, ConnectionsReport } from './shapes';

/** The connections of the settings page. */
export async function loadConnections(): Promise<ConnectionsReport> {
  const viewer = await requireViewer();
  const connections = await listConnections(viewer.scope);
  return { rows: await Promise.all(connections.map((each) => rowOf(viewer, each, new Date()))) };
}

async function rowOf(viewer: Viewer, connection: Connection, now: Date): Promise<ConnectionRow> {
  const { currency, managementAccountId, organizationId, roleArn, region } = connection;
  const [accounts, months, lastSync, cap] = await Promise.all([
    listAccountsSeen(viewer.scope, connection.id),
    listPublishedMonths(viewer.scope, connection.id),
    lastSyncOf(viewer, connection),
    readCap(viewer, connection, now),
  ]);
  const [first, last] = [months[0], months.at(-1)];
  return {
    ...refOf(connection),
    ...{ currency, managementAccountId, organizationId, roleArn, region },
    accounts: accounts.length,
    months: first && last ? { from: first.month, to: addMonths(last.month, 1) } : null,
    lastSync,
    cap,
  };
}

/** When the last sync or import of a connection ended, and how; null when none did. */
export async function lastSyncOf(
  { scope }: Viewer,
  connection: Connection,
): Promise<{ readonly at: string; readonly status: 'succeeded' | 'partial' | 'failed' } | null> {
  const run = await lastFinishedRun(scope, connection.id);
  if (!run || run.finishedAt === null || run.status === 'queued' || run.status === 'running') return null;
  return { at: run.finishedAt, status: run.status };
}

/** A connection as the API tells of it. */
export type ConnectionSummary = Pick<Connection, 'id' | 'name' | 'kind' | 'currency' | 'managementAccountId'> & {
  readonly lastSync: Awaited<ReturnType<typeof lastSyncOf>>;
};

/** The connections of which the reader may see an account. */
export async function readConnections(viewer: Viewer): Promise<ConnectionSummary[]> {
  return Promise.all((await listConnections(viewer.scope)).map((each) => summaryOf(viewer, each)));
}

export async function summaryOf(viewer: Viewer, connection: Connection): Promise<ConnectionSummary> {
  const { id, name, kind, currency, managementAccountId } = connection;
  return { id, name, kind, currency, managementAccountId, lastSync: await lastSyncOf(viewer, connection) };
}
