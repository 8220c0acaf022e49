import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach } from 'vitest';
import type { Knobs } from '@/lib/sandbox/knobs';
import { type Sandbox, startSandbox } from '@/lib/sandbox/server';
import type { World } from '@/lib/sandbox/world';
import { createConnection, type NewConnection } from '@/lib/store/connections';
import { closeDatabase, type Database, openDatabase } from '@/lib/store/database';
import { migrate } from '@/lib/store/migrate';
import type { SyncRun } from '@/lib/store/runs';
import { type AccountScope, mintScope } from '@/lib/store/scope';
import { runSync, type SyncOptions } from './sync';

/** A payer in the sandbox, a fresh store, and a sync between them, over real HTTP. Test support. */
export type SyncFixture = {
  readonly db: Database;
  readonly scope: AccountScope;
  readonly sandbox: Sandbox;
  readonly connectionId: string;
  /** Syncs as of the world's clock. */
  readonly sync: (options?: Partial<SyncOptions>) => Promise<SyncRun>;
  /** GetCostAndUsage requests that the sandbox has answered since the last call. */
  readonly asked: () => number;
};

export type FixtureOptions = {
  readonly connection?: Partial<NewConnection>;
  /** Opens the store; a new SQLite file when absent. It stays open after the test. */
  readonly open?: () => Promise<Database>;
};

/** What AWS serves without the opt-in to more. */
const SERVED_MONTHS = 14;

const cleanups: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const clean of cleanups.splice(0).reverse()) await clean();
});

/** Starts it all; everything is ended after the test. */
export async function syncFixture(
  world: World,
  knobs: Partial<Knobs> = {},
  options: FixtureOptions = {},
): Promise<SyncFixture> {
  const sandbox = await startSandbox({ world, knobs });
  cleanups.push(() => sandbox.close());
  const db = await (options.open ?? openFile)();
  const historyMonths = Math.min(world.historyMonths ?? SERVED_MONTHS, SERVED_MONTHS);
  const connection = await createConnection(db, { name: 'payer', kind: 'demo', historyMonths, ...options.connection });
  let counted = 0;
  return {
    db,
    scope: mintScope(db, 'all'),
    sandbox,
    connectionId: connection.id,
    sync: (more = {}) =>
      runSync(db, connection.id, {
        trigger: 'manual',
        cap: 100_000,
        endpoint: sandbox.url,
        clock: () => sandbox.world.now(),
        ...more,
      }),
    asked: () => {
      const all = sandbox.requests.filter(
        (request) => request.billed && request.operation.endsWith('GetCostAndUsage'),
      ).length;
      const since = all - counted;
      counted = all;
      return since;
    },
  };
}

async function openFile(): Promise<Database> {
  const folder = mkdtempSync(join(tmpdir(), 'subledger-sync-'));
  const db = await openDatabase(`file:${join(folder, 'store.db')}`);
  await migrate(db);
  cleanups.push(async () => rmSync(folder, { recursive: true, force: true }));
  cleanups.push(() => closeDatabase(db));
  return db;
}
