import { type AwsTarget, createAwsClients, destroyAwsClients } from '@/lib/aws/clients';
import { AppError } from '@/lib/errors';
import { type Actor, recordAudit } from '@/lib/store/audit';
import { type Connection, getConnection } from '@/lib/store/connections';
import type { Database } from '@/lib/store/database';
import {
  createRun,
  findRun,
  findUnfinishedRun,
  finishRun,
  lastFinishedRun,
  type SyncRun,
  startRun,
} from '@/lib/store/runs';
import { mintScope } from '@/lib/store/scope';
import type { Notice, SyncContext } from './context';
import { holdLease, type LeaseKeeper } from './lease-keeper';
import { assertSamePayer } from './payer-check';
import { makePlan } from './plan';
import { requestMeter } from './request-meter';
import { closeRun, mayResume, NOT_READ, runSteps, textOf } from './run';

export type SyncOptions = {
  readonly trigger: 'manual' | 'schedule' | 'connect';
  readonly full?: boolean;
  /** Billed Cost Explorer requests a calendar month, from the environment; a connection's own setting comes first. */
  readonly cap: number;
  /** The demo's own endpoint; null for a real payer. */
  readonly endpoint: string | null;
  /** A person who starts it, for the audit log; absent for the schedule. */
  readonly actor?: Actor;
  readonly clock?: () => Date;
  readonly onProgress?: () => void;
  /** Aborted: the run ends before its next billed request, where the next sync resumes it. */
  readonly signal?: AbortSignal;
};

/**
 * A sync that has begun: its run exists, and `done` resolves with the finished run, whatever its status. It rejects with
 * AppError `conflict` when another process took the run over.
 */
export type BegunSync = { readonly runId: string; readonly done: Promise<SyncRun> };

/** Where a connection's payer is reached; only the demo has an endpoint of its own. */
export const targetOf = (connection: Connection, endpoint: string | null): AwsTarget => ({
  region: connection.region,
  roleArn: connection.roleArn,
  externalId: connection.externalId,
  endpoint,
});

/**
 * Takes the lease, then begins a sync or resumes the one that a dead process, or a failure, left unfinished.
 * @throws AppError `sync-running` when another process holds the lease; no request is made then.
 */
export async function beginSync(db: Database, connectionId: string, options: SyncOptions): Promise<BegunSync> {
  const scope = mintScope(db, 'all');
  const connection = await getConnection(scope, connectionId);
  if (connection.kind !== 'aws' && connection.kind !== 'demo') {
    throw new AppError('invalid-input', `${connection.name} is a bill from a file; it has nothing to sync.`, {
      fix: 'Import a newer version of the file instead.',
    });
  }
  const lease = await holdLease(db, connection.id);
  try {
    const clock = options.clock ?? (() => new Date());
    const run = await openRun(db, connection, options, clock());
    if (options.actor) {
      await recordAudit(db, {
        ...{ ...options.actor, at: clock().toISOString(), action: 'sync.start', subject: connection.name },
        ...{ before: null, after: { run: run.id, full: options.full ?? false } },
      });
    }
    return { runId: run.id, done: execute(db, connection, run, options, lease, clock) };
  } catch (error) {
    await lease.release();
    throw error;
  }
}

/** Begins a sync and waits for its end. */
export const runSync = async (db: Database, connectionId: string, options: SyncOptions): Promise<SyncRun> =>
  (await beginSync(db, connectionId, options)).done;

async function openRun(db: Database, connection: Connection, options: SyncOptions, now: Date): Promise<SyncRun> {
  const full = options.full ?? false;
  const scope = mintScope(db, 'all');
  const left = (await findUnfinishedRun(db, connection.id)) ?? (await failedRun(db, connection.id));
  if (left && left.full === full && mayResume(left, now)) {
    await startRun(db, left.id, { startedAt: left.startedAt ?? now.toISOString() });
    return left;
  }
  if (left && left.finishedAt === null) {
    await finishRun(db, left.id, {
      status: 'failed',
      error: 'Its process ended before it was complete; a newer sync took its place.',
      notices: left.notices,
      finishedAt: now.toISOString(),
    });
  }
  const run = await createRun(db, {
    connectionId: connection.id,
    trigger: options.trigger,
    full,
    queuedAt: now.toISOString(),
  });
  const plan = await makePlan(db, scope, connection, { now, full, cap: options.cap });
  await startRun(db, run.id, { plan, startedAt: now.toISOString() });
  return (await findRun(scope, run.id)) ?? run;
}

/** The last run, when it ended on a step that it could not take: the next sync goes on with that step. */
async function failedRun(db: Database, connectionId: string): Promise<SyncRun | null> {
  const last = await lastFinishedRun(mintScope(db, 'all'), connectionId);
  return last &&
    last.status !== 'succeeded' &&
    last.steps.some((step) => step.status === 'pending' || step.status === 'running')
    ? last
    : null;
}

async function execute(
  db: Database,
  connection: Connection,
  run: SyncRun,
  options: SyncOptions,
  lease: LeaseKeeper,
  clock: () => Date,
): Promise<SyncRun> {
  const scope = mintScope(db, 'all');
  const cap = connection.settings.monthlyRequestCap ?? options.cap;
  const clients = createAwsClients(
    targetOf(connection, options.endpoint),
    requestMeter(db, { connectionId: connection.id, cap, clock, signal: options.signal }),
  );
  const notices = new Map<string, Notice>(
    run.notices.filter(({ code }) => code !== NOT_READ).map((notice) => [notice.message, notice]),
  );
  const context: SyncContext = {
    db,
    scope,
    connection: { ...connection },
    runId: run.id,
    full: run.full,
    clock,
    clients,
    lease,
    notify: (notice) => void notices.set(notice.message, notice),
    notices: () => [...notices.values()],
    onProgress: options.onProgress ?? (() => undefined),
  };
  try {
    await assertSamePayer(context);
    const end = await runSteps(context, new Date(run.startedAt ?? clock()));
    await closeRun(context, end);
  } catch (error) {
    // The run is another process's now; how it ends is for that one to say.
    if (lease.isLost()) throw error;
    const failure =
      error instanceof AppError
        ? error
        : new AppError('internal', error instanceof Error ? error.message : String(error), { cause: error });
    await finishRun(db, run.id, {
      status: 'failed',
      error: textOf(failure),
      notices: [...notices.values()],
      finishedAt: clock().toISOString(),
    });
  } finally {
    destroyAwsClients(clients);
    await lease.release();
  }
  const finished = await findRun(scope, run.id);
  if (!finished) throw new AppError('internal', `the run ${run.id} is gone`);
  return finished;
}
