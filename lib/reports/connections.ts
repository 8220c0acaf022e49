import { requireViewer } from '@/lib/auth/page-viewer';
import type { Viewer } from '@/lib/auth/viewer';
import { addMonths } from '@/lib/finance/month';
import { listPublishedMonths } from '@/lib/store/books';
import { type Connection, listConnections } from '@/lib/store/connections';
import { listAccountsSeen } from '@/lib/store/organization';
import { refOf } from './books';
import { lastSyncOf } from './connection-summary';
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
