import type { Viewer } from '@/lib/auth/viewer';
import { type Connection, listConnections } from '@/lib/store/connections';
import { lastFinishedRun } from '@/lib/store/runs';

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
