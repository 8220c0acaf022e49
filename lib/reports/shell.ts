import { requireViewer } from '@/lib/auth/page-viewer';
import type { Viewer } from '@/lib/auth/viewer';
import { type Month, monthOf } from '@/lib/finance/month';
import { priceOf } from '@/lib/finance/request-price';
import { listPublishedMonths } from '@/lib/store/books';
import { type Connection, listConnections } from '@/lib/store/connections';
import { countAccountsSeen } from '@/lib/store/organization';
import { lastFinishedRun } from '@/lib/store/runs';
import { refOf } from './books';
import type { ShellReport } from './shapes';

/** What the frame of every page shows: the organizations, their months, and how fresh they are. */
export async function loadShell(): Promise<ShellReport> {
  return reportShell(await requireViewer());
}

export async function reportShell(viewer: Viewer, now: Date = new Date()): Promise<ShellReport> {
  const connections = await listConnections(viewer.scope);
  const rows = await Promise.all(connections.map((each) => rowOf(viewer, each)));
  return {
    demo: connections.some(({ kind }) => kind === 'demo'),
    signedIn: viewer.via === 'token' || viewer.via === 'session',
    viewer: viewer.name,
    now: now.toISOString(),
    connections: rows,
    defaultMonth: defaultMonthOf(
      rows.flatMap(({ months }) => months.map(({ month }) => month)),
      monthOf(now),
    ),
  };
}

async function rowOf({ scope }: Viewer, connection: Connection): Promise<ShellReport['connections'][number]> {
  const [accounts, months, run] = await Promise.all([
    countAccountsSeen(scope, connection.id),
    listPublishedMonths(scope, connection.id),
    lastFinishedRun(scope, connection.id),
  ]);
  const { finishedAt = null, status = 'failed', requests = 0, trigger = 'import' } = run ?? {};
  return {
    ...refOf(connection),
    accounts,
    months: months.map(({ month, estimated }) => ({ month, estimated })),
    lastSync:
      finishedAt === null ? null : { at: finishedAt, status, price: trigger === 'import' ? null : priceOf(requests) },
  };
}

/** The last full month that is stored, else the latest. */
export function defaultMonthOf(months: readonly Month[], open: Month): Month | null {
  const known = [...new Set(months)].sort();
  return known.findLast((month) => month < open) ?? known.at(-1) ?? null;
}
