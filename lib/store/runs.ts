import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { AppError } from '@/lib/errors';
import { type Database, transaction, type Writer } from './database';
import type { Prisma as P } from './generated/sqlite/client';
import { anyColumn, noticesColumn, readJson } from './json-text';
import { Prisma, textList } from './rows';
import { type AccountScope, seesAll, seesConnection } from './scope';

const runStatus = z.enum(['queued', 'running', 'succeeded', 'partial', 'failed']);
const runTrigger = z.enum(['manual', 'schedule', 'connect', 'import']);
const stepStatus = z.enum(['pending', 'running', 'done', 'failed', 'skipped']);
export type RunStatus = z.infer<typeof runStatus>;
export type RunTrigger = z.infer<typeof runTrigger>;
export type StepStatus = z.infer<typeof stepStatus>;
export type Notice = { readonly code: string; readonly message: string };

export type SyncStep = {
  readonly id: string;
  readonly runId: string;
  /** From 0, in the order in which steps are taken. */
  readonly position: number;
  readonly name: string;
  /** As the caller gave it; a schema of the caller reads it back. */
  readonly query: unknown;
  readonly status: StepStatus;
  /** Token of the next page; '' at the start and at the end. */
  readonly cursor: string;
  readonly pages: number;
  /** Requests of the ledger that are booked on this step and count as billed. */
  readonly requests: number;
  readonly rows: number;
  readonly state: unknown;
  readonly error: string;
};

export type SyncRun = {
  readonly id: string;
  readonly connectionId: string;
  readonly status: RunStatus;
  readonly trigger: RunTrigger;
  readonly full: boolean;
  readonly plan: unknown;
  readonly notices: readonly Notice[];
  readonly error: string;
  readonly queuedAt: string;
  readonly startedAt: string | null;
  readonly finishedAt: string | null;
  /** Requests of the ledger that are booked on this run and count as billed: answered, or of unknown end. */
  readonly requests: number;
  readonly steps: readonly SyncStep[];
};

export type NewStep = { readonly name: string; readonly query: unknown };

export type StepPatch = {
  readonly status?: StepStatus;
  readonly cursor?: string;
  readonly pages?: number;
  readonly rows?: number;
  readonly state?: unknown;
  readonly error?: string;
};

/** Records a run that is to begin. */
export async function createRun(
  db: Writer,
  input: { connectionId: string; trigger: RunTrigger; full: boolean; queuedAt: string },
): Promise<SyncRun> {
  const row = await db.prisma.syncRun.create({ data: { ...input, id: randomUUID(), status: 'queued' } });
  return toRun(row, [], new Map());
}

/** Begins a run, or takes up again one that ended before its end: its steps stay, its end is taken back. */
export async function startRun(
  db: Writer,
  runId: string,
  { plan, steps, startedAt }: { plan?: unknown; steps?: readonly NewStep[]; startedAt: string },
): Promise<void> {
  await transaction(db, async (tx) => {
    await tx.prisma.syncRun.update({
      where: { id: runId },
      data: {
        status: 'running',
        startedAt,
        finishedAt: null,
        error: '',
        ...(plan === undefined ? {} : { plan: JSON.stringify(plan) }),
      },
    });
    await appendSteps(tx, runId, steps ?? []);
  });
}

/** Adds steps after those that the run has. */
export async function appendSteps(db: Writer, runId: string, steps: readonly NewStep[]): Promise<void> {
  if (steps.length === 0) return;
  await transaction(db, async ({ prisma }) => {
    const last = await prisma.syncStep.aggregate({ where: { runId }, _max: { position: true } });
    const first = (last._max.position ?? -1) + 1;
    await prisma.syncStep.createMany({
      data: steps.map(({ name, query }, at) => ({
        id: randomUUID(),
        runId,
        position: first + at,
        name,
        query: JSON.stringify(query),
        status: 'pending',
      })),
    });
  });
}

/** Moves a step on, best in the transaction of the rows that it describes. */
export async function updateStep(db: Writer, stepId: string, { state, ...columns }: StepPatch): Promise<void> {
  await db.prisma.syncStep.update({
    where: { id: stepId },
    data: { ...columns, ...(state === undefined ? {} : { state: JSON.stringify(state) }) },
  });
}

export async function saveNotices(db: Writer, runId: string, notices: readonly Notice[]): Promise<void> {
  await db.prisma.syncRun.update({ where: { id: runId }, data: { notices: JSON.stringify(notices) } });
}

/** Ends a run. */
export async function finishRun(
  db: Writer,
  runId: string,
  end: {
    status: 'succeeded' | 'partial' | 'failed';
    error?: string;
    notices: readonly Notice[];
    finishedAt: string;
  },
): Promise<void> {
  const { status, error, notices, finishedAt } = end;
  await db.prisma.syncRun.update({
    where: { id: runId },
    data: { status, error: error ?? '', notices: JSON.stringify(notices), finishedAt },
  });
}

/** The steps of a run, in order. */
export async function listSteps(db: Database, runId: string): Promise<SyncStep[]> {
  const [rows, requests] = await Promise.all([
    db.prisma.syncStep.findMany({ where: { runId }, orderBy: { position: 'asc' } }),
    countRequests(db, [runId]),
  ]);
  return rows.map((row) => toStep(row, requests));
}

/** The newest run of a connection that is queued or running: its process may be at work, or dead. */
export async function findUnfinishedRun(db: Database, connectionId: string): Promise<SyncRun | null> {
  return first(db, { connectionId, status: { in: ['queued', 'running'] } });
}

/** The newest run of a connection that has ended. */
export async function lastFinishedRun(scope: AccountScope, connectionId: string): Promise<SyncRun | null> {
  if (!(await seesConnection(scope, connectionId))) return null;
  const run = await first(scope.db, { connectionId, finishedAt: { not: null } });
  return run && withinSight(scope, run);
}

/** A run, when the scope may see its connection. */
export async function findRun(scope: AccountScope, id: string): Promise<SyncRun | null> {
  const run = await first(scope.db, { id });
  return run && (await seesConnection(scope, run.connectionId)) ? withinSight(scope, run) : null;
}

/** The newest runs of a connection, newest first. */
export async function listRuns(scope: AccountScope, connectionId: string, limit: number): Promise<SyncRun[]> {
  if (!(await seesConnection(scope, connectionId))) return [];
  return (await newest(scope.db, { connectionId }, limit)).map((run) => withinSight(scope, run));
}

/** Notices, errors and queries may name accounts and tags: they are for readers of everything. */
const withinSight = (scope: AccountScope, run: SyncRun): SyncRun =>
  seesAll(scope)
    ? run
    : {
        ...run,
        plan: {},
        notices: [],
        error: '',
        steps: run.steps.map((step) => ({ ...step, query: {}, state: {}, error: '' })),
      };

const first = async (db: Database, where: P.SyncRunWhereInput): Promise<SyncRun | null> =>
  (await newest(db, where, 1))[0] ?? null;

async function newest(db: Database, where: P.SyncRunWhereInput, limit: number): Promise<SyncRun[]> {
  const orderBy: P.SyncRunOrderByWithRelationInput[] = [{ queuedAt: 'desc' }, { id: 'desc' }];
  const rows = await db.prisma.syncRun.findMany({ where, orderBy, take: limit });
  if (rows.length === 0) return [];
  const ids = rows.map(({ id }) => id);
  const [steps, requests] = await Promise.all([
    db.prisma.syncStep.findMany({ where: { runId: { in: ids } }, orderBy: { position: 'asc' } }),
    countRequests(db, ids),
  ]);
  return rows.map((row) =>
    toRun(
      row,
      steps.filter(({ runId }) => runId === row.id),
      requests,
    ),
  );
}

/** Billed requests by run id and by step id, from the ledger. */
async function countRequests(db: Database, runIds: readonly string[]): Promise<Map<string, number>> {
  const rows: { runId: string; stepId: string | null; billed: bigint }[] = await db.prisma.$queryRaw(
    Prisma.sql`SELECT "runId", "stepId", count(*) AS billed FROM "AwsRequest"
      WHERE "runId" IN ${textList(db.provider, runIds)} AND "outcome" IN ('answered', 'sent') GROUP BY "runId", "stepId"`,
  );
  const counts = new Map<string, number>();
  for (const { runId, stepId, billed } of rows) {
    counts.set(runId, (counts.get(runId) ?? 0) + Number(billed));
    if (stepId !== null) counts.set(stepId, (counts.get(stepId) ?? 0) + Number(billed));
  }
  return counts;
}

function toRun(row: P.SyncRunModel, steps: readonly P.SyncStepModel[], requests: ReadonlyMap<string, number>): SyncRun {
  return {
    ...row,
    status: runStatus.parse(row.status),
    trigger: runTrigger.parse(row.trigger),
    plan: readJson(anyColumn, row.plan, 'SyncRun.plan'),
    notices: readJson(noticesColumn, row.notices, 'SyncRun.notices'),
    requests: requests.get(row.id) ?? 0,
    steps: steps.map((step) => toStep(step, requests)),
  };
}

const toStep = (row: P.SyncStepModel, requests: ReadonlyMap<string, number>): SyncStep => ({
  ...row,
  status: stepStatus.parse(row.status),
  query: readJson(anyColumn, row.query, 'SyncStep.query'),
  state: readJson(anyColumn, row.state, 'SyncStep.state'),
  requests: requests.get(row.id) ?? 0,
});

/** The run of that id. @throws AppError `not-found`. */
export async function getRun(scope: AccountScope, id: string): Promise<SyncRun> {
  const run = await findRun(scope, id);
  if (!run) throw new AppError('not-found', `There is no sync run ${id}.`);
  return run;
}
