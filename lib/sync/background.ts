import { readEnvironment } from '@/lib/env';
import { AppError } from '@/lib/errors';
import type { Actor } from '@/lib/store/audit';
import type { Connection } from '@/lib/store/connections';
import type { Database } from '@/lib/store/database';
import { log } from '@/lib/telemetry/log';
import { stopSignal, waitAtStop } from './hand-over';
import { beginSync } from './sync';

/**
 * Begins a sync that goes on in this process while its caller answers; returns the run's id.
 * @throws AppError `sync-running`; `invalid-input` for a bill from a file; `conflict` when the demo's AWS is not there
 */
export async function startSync(
  db: Database,
  connection: Connection,
  { full, actor }: { full: boolean; actor: Actor },
): Promise<string> {
  const { monthlyRequestCap, demoEndpoint } = readEnvironment();
  const isDemo = connection.kind === 'demo';
  if (isDemo && demoEndpoint === null) {
    throw new AppError('conflict', 'This server does not run the AWS endpoint of the demo company.', {
      fix: 'Start it with npm start, which does, or sync from the command line.',
    });
  }
  const endpoint = isDemo ? demoEndpoint : null;
  const { runId, done } = await beginSync(db, connection.id, {
    trigger: 'manual',
    full,
    actor,
    cap: monthlyRequestCap,
    endpoint,
    signal: stopSignal(),
  });
  waitAtStop(done).then(
    ({ status, requests }) => log.info({ connection: connection.name, run: runId, status, requests }, 'sync ended'),
    (err) => log.error({ err, connection: connection.name, run: runId }, 'sync failed'),
  );
  return runId;
}
