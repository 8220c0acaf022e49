import { Cron } from 'croner';
import type { Environment } from '@/lib/env';
import { AppError } from '@/lib/errors';
import { listConnections } from '@/lib/store/connections';
import type { Database } from '@/lib/store/database';
import { lastFinishedRun } from '@/lib/store/runs';
import { mintScope } from '@/lib/store/scope';
import { log } from '@/lib/telemetry/log';
import { stopSignal, waitAtStop } from './hand-over';
import { runSync } from './sync';

type ScheduleOptions = Pick<Environment, 'syncCron' | 'monthlyRequestCap'>;

/** A schedule that runs; `stop` lets a sync under way finish. */
export type Schedule = { stop(): void };

/**
 * Syncs every payer of the main store at the times of SUBLEDGER_SYNC_CRON (UTC); null when that is empty.
 * A round that is not over when the next one is due goes on alone.
 */
export function startSchedule(open: () => Promise<Database>, options: ScheduleOptions): Schedule | null {
  if (options.syncCron === null) return null;
  const job = new Cron(
    options.syncCron,
    {
      timezone: 'UTC',
      protect: true,
      // The timer alone keeps no process alive.
      unref: true,
      catch: (error) => log.error({ err: error }, 'the scheduled sync could not run'),
    },
    async () => syncAll(await open(), options.monthlyRequestCap),
  );
  log.info({ cron: options.syncCron, next: job.nextRun()?.toISOString() }, 'daily sync scheduled');
  return { stop: () => job.stop() };
}

/**
 * Syncs the payers one after the other. What fails is logged and the next one goes on; a payer that another
 * server is syncing, or has synced since this round began, is left to it.
 */
export async function syncAll(db: Database, cap: number, clock: () => Date = () => new Date()): Promise<void> {
  const scope = mintScope(db, 'all');
  const began = clock().toISOString();
  for (const connection of await listConnections(scope)) {
    if (connection.kind !== 'aws' || stopSignal().aborted) continue;
    const named = { connection: connection.name };
    try {
      const last = await lastFinishedRun(scope, connection.id);
      if (last?.status === 'succeeded' && last.finishedAt !== null && last.finishedAt > began) continue;
      const how = { trigger: 'schedule', cap, endpoint: null, clock, signal: stopSignal() } as const;
      const run = await waitAtStop(runSync(db, connection.id, how));
      const end = { ...named, run: run.id, status: run.status, requests: run.requests };
      if (run.status === 'succeeded') log.info(end, 'scheduled sync done');
      else log.error({ ...end, error: run.error }, 'scheduled sync did not succeed');
    } catch (error) {
      if (error instanceof AppError && error.code === 'sync-running')
        log.info({ ...named, detail: error.message }, 'already syncing');
      else log.error({ ...named, err: error }, 'scheduled sync failed');
    }
  }
}
