import { z } from 'zod';
import type { Writer } from './database';
import type { Prisma } from './generated/sqlite/client';
import { type AccountScope, seesAll } from './scope';

const outcome = z.enum(['sent', 'answered', 'refused', 'failed']);
/** `sent` is a request whose end was never seen: it counts as billed. */
export type RequestOutcome = z.infer<typeof outcome>;

/** An attempt at Cost Explorer. */
export type AwsRequest = {
  readonly id: number;
  readonly connectionId: string;
  readonly runId: string | null;
  readonly stepId: string | null;
  readonly operation: string;
  readonly subject: string;
  readonly sentAt: string;
  readonly outcome: RequestOutcome;
  readonly httpStatus: number | null;
  readonly error: string;
  readonly durationMs: number | null;
};

export type NewRequest = Pick<AwsRequest, 'connectionId' | 'runId' | 'stepId' | 'operation' | 'subject' | 'sentAt'>;

export type RequestEnd = {
  readonly outcome: Exclude<RequestOutcome, 'sent'>;
  readonly httpStatus: number | null;
  readonly error: string;
  readonly durationMs: number | null;
};

/** Books a request before it is sent. Returns its id. */
export async function recordSent(db: Writer, request: NewRequest): Promise<number> {
  return (await db.prisma.awsRequest.create({ data: { ...request, outcome: 'sent' } })).id;
}

/** Books how a request ended. */
export async function recordOutcome(db: Writer, id: number, end: RequestEnd): Promise<void> {
  await db.prisma.awsRequest.update({ where: { id }, data: end });
}

const BILLED = { outcome: { in: ['answered', 'sent'] } };

/** Requests of a connection that AWS bills, sent in `[from, to)`: instants, ISO, UTC. */
export const countBilled = (
  db: Writer,
  connectionId: string,
  { from, to }: { from: string; to: string },
): Promise<number> => db.prisma.awsRequest.count({ where: { ...BILLED, connectionId, sentAt: { gte: from, lt: to } } });

export const countBilledOfRun = (db: Writer, runId: string): Promise<number> =>
  db.prisma.awsRequest.count({ where: { ...BILLED, runId } });

/** When AWS last answered an operation of a connection; null when it never did. */
export async function lastAnswered(db: Writer, connectionId: string, operation: string): Promise<string | null> {
  const where = { connectionId, operation, outcome: 'answered' };
  return (await db.prisma.awsRequest.aggregate({ where, _max: { sentAt: true } }))._max.sentAt;
}

/** The newest requests of a connection, or of one run, newest first. A scope of some accounts gets none. */
export async function listRequests(
  scope: AccountScope,
  connectionId: string,
  { runId, limit }: { runId?: string; limit: number },
): Promise<AwsRequest[]> {
  if (!seesAll(scope)) return [];
  const rows = await scope.db.prisma.awsRequest.findMany({
    where: { connectionId, ...(runId === undefined ? {} : { runId }) },
    orderBy: { id: 'desc' },
    take: limit,
  });
  return rows.map(toRequest);
}

const toRequest = (row: Prisma.AwsRequestModel): AwsRequest => ({ ...row, outcome: outcome.parse(row.outcome) });

/** Every attempt that the ledger has of a connection. A scope of some accounts gets none. */
export const countRequests = async (scope: AccountScope, connectionId: string): Promise<number> =>
  seesAll(scope) ? scope.db.prisma.awsRequest.count({ where: { connectionId } }) : 0;
