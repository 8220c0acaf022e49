import { AppError } from '@/lib/errors';
import { listConnections } from '@/lib/store/connections';
import type { Database } from '@/lib/store/database';
import { findUnfinishedRun, finishRun } from '@/lib/store/runs';
import { mintScope } from '@/lib/store/scope';
import { log } from '@/lib/telemetry/log';
import { holdLease } from './lease-keeper';

const EVERY_MS = 30_000;

/**
 * Ends the runs whose process died: nobody holds their connection's lease any more. They read as failed from then on;
 * the next sync takes them up where they stood. Returns how many there were.
 */
export async function closeDeadRuns(db: Database, clock: () => Date = () => new Date()): Promise<number> {
  let closed = 0;
  for (const { id } of await listConnections(mintScope(db, 'all'))) {
    if (!(await findUnfinishedRun(db, id))) continue;
    const lease = await holdLease(db, id).catch((error: unknown) => {
      if (error instanceof AppError && error.code === 'sync-running') return null;
      throw error;
    });
    if (!lease) continue;
    try {
      // Asked again under the lease: the run may have ended, or a new owner come and gone, in between.
      const run = await findUnfinishedRun(db, id);
      if (!run) continue;
      const error =
        'The process that ran this sync ended before it was complete. The next sync goes on where it stood.';
      await finishRun(db, run.id, { status: 'failed', error, notices: run.notices, finishedAt: clock().toISOString() });
      closed += 1;
    } finally {
      await lease.release();
    }
  }
  return closed;
}

/** Looks for dead runs now and every half minute, for as long as this process lives. */
export function startSweep(open: () => Promise<Database>): void {
  const sweep = () =>
    open()
      .then((db) => closeDeadRuns(db))
      .then((closed) => closed > 0 && log.warn({ closed }, 'ended the syncs of processes that died'))
      .catch((err) => log.error({ err }, 'could not look for syncs of processes that died'));
  void sweep();
  setInterval(() => void sweep(), EVERY_MS).unref();
}
