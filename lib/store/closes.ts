import type { Month } from '@/lib/finance/month';
import type { Writer } from './database';
import { type AccountScope, seesConnection } from './scope';

/** A closed month of a connection. Its figures stay; what AWS says later stands beside them. */
export type MonthClose = {
  readonly connectionId: string;
  readonly month: Month;
  /** ISO instant, UTC. */
  readonly closedAt: string;
  readonly closedBy: string;
  /** Why it was forced; '' when it was not. */
  readonly reason: string;
  /** The rules that count for the month from now on. */
  readonly ruleSetId: number;
};

/** The closed months of a connection, in order. */
export async function listCloses(scope: AccountScope, connectionId: string): Promise<MonthClose[]> {
  if (!(await seesConnection(scope, connectionId))) return [];
  return listClosesOf(scope.db, connectionId);
}

/** The same for whoever sees everything. */
export const listClosesOf = (db: Writer, connectionId: string): Promise<MonthClose[]> =>
  db.prisma.monthClose.findMany({ where: { connectionId }, orderBy: { month: 'asc' } });

/** The close of a month, or null while it is open. */
export const findClose = (db: Writer, connectionId: string, month: Month): Promise<MonthClose | null> =>
  db.prisma.monthClose.findUnique({ where: { connectionId_month: { connectionId, month } } });

export type CloseEvent = {
  readonly connectionId: string;
  readonly month: Month;
  readonly kind: 'close' | 'reopen';
  readonly at: string;
  readonly by: string;
  readonly reason: string;
};

/** Records that a month closes. */
export async function saveClose(tx: Writer, close: MonthClose): Promise<void> {
  await tx.prisma.monthClose.create({ data: close });
  const { connectionId, month, closedAt: at, closedBy: by, reason } = close;
  await tx.prisma.closeEvent.create({ data: { connectionId, month, kind: 'close', at, by, reason } });
}

/** Records that a month is open again. */
export async function removeClose(tx: Writer, event: Omit<CloseEvent, 'kind'>): Promise<void> {
  const { connectionId, month } = event;
  await tx.prisma.monthClose.delete({ where: { connectionId_month: { connectionId, month } } });
  await tx.prisma.closeEvent.create({ data: { ...event, kind: 'reopen' } });
}

/** Who closed and reopened what, newest first. */
export async function listCloseEvents(scope: AccountScope, connectionId: string): Promise<CloseEvent[]> {
  if (!(await seesConnection(scope, connectionId))) return [];
  const rows = await scope.db.prisma.closeEvent.findMany({ where: { connectionId }, orderBy: { id: 'desc' } });
  return rows.map(({ id: _, kind, ...event }) => ({ ...event, kind: kind === 'reopen' ? 'reopen' : 'close' }));
}
