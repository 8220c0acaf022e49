import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Scale, scaledWorld } from '@/lib/sandbox/scaled-world';
import { type Sandbox, startSandbox } from '@/lib/sandbox/server';
import { createConnection } from '@/lib/store/connections';
import { closeDatabase, type Database, openDatabase } from '@/lib/store/database';
import { migrate } from '@/lib/store/migrate';
import type { SyncRun } from '@/lib/store/runs';
import { runSync } from '@/lib/sync/sync';

/** A synthetic company in the sandbox, and a fresh SQLite store that it can be synced to. */
export type StoredCompany = {
  readonly db: Database;
  readonly path: string;
  readonly connectionId: string;
  readonly sandbox: Sandbox;
  /** Syncs as of `days` after the world's first moment. */
  readonly sync: (days?: number) => Promise<SyncRun>;
  readonly close: () => Promise<void>;
};

const DAY_MS = 86_400_000;
const START = new Date('2026-11-20T06:00:00Z');

export async function storedCompany(scale: Scale): Promise<StoredCompany> {
  const folder = mkdtempSync(join(tmpdir(), 'subledger-bench-'));
  const path = join(folder, 'store.db');
  let now = START;
  const world = Object.assign(scaledWorld({ ...scale, now: START }), { now: () => now });
  const sandbox = await startSandbox({ world });
  const db = await openDatabase(`file:${path}`);
  await migrate(db);
  const { id } = await createConnection(db, { name: 'bench', kind: 'demo' });
  return {
    db,
    path,
    connectionId: id,
    sandbox,
    sync: (days = 0) => {
      now = new Date(START.getTime() + days * DAY_MS);
      return runSync(db, id, { trigger: 'manual', cap: 1_000_000, endpoint: sandbox.url, clock: () => now });
    },
    close: async () => {
      await sandbox.close();
      await closeDatabase(db);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
