import { existsSync, renameSync, rmSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import { machineAdministrator } from '@/lib/auth/machine-administrator';
import { HISTORY_MONTHS } from '@/lib/demo/calendar';
import type { Environment } from '@/lib/env';
import { AppError } from '@/lib/errors';
import { type Day, dayOf } from '@/lib/finance/month';
import { demoWorld } from '@/lib/sandbox/demo-world';
import { startSandbox } from '@/lib/sandbox/server';
import type { World } from '@/lib/sandbox/world';
import {
  type Connection,
  createConnection,
  listConnections,
  removeConnection,
  updateConnection,
} from '@/lib/store/connections';
import { closeDatabase, type Database, openDatabase } from '@/lib/store/database';
import { migrate } from '@/lib/store/migrate';
import { listRuns, type SyncRun } from '@/lib/store/runs';
import { runSync } from '@/lib/sync/sync';
import { log } from '@/lib/telemetry/log';
import { daysOfChange, recordDemoHistory } from './demo-history';
import { loadDemoInputs } from './demo-inputs';
import { loadDemoRules } from './demo-rules';
import { demoSince } from './demo-since';

/** The demo's requests cost nothing, whatever cap is set for real ones. */
const DEMO_CAP = 1_000_000;
/** How long an end waits for a sync under way. */
const CLOSE_WITHIN_MS = 5_000;
/** Among the last so many runs one must have succeeded. */
const RUNS_LOOKED_AT = 100;
const DEMO_NAME = 'Northwind Group';
/** Ninety days: a daily window before today's. */
const SEASON_MS = 90 * 24 * 60 * 60_000;
const SEASON_MONTHS = 4;

/** The demo company while it is served: a sandbox in this process, and a store of its own beside the real one. */
export type Demo = {
  readonly name: string;
  /** Where the sandbox answers. */
  readonly endpoint: string;
  /** Syncs a demo that has no figures yet, history first. True when it did. */
  readonly fillOnce: () => Promise<boolean>;
  /** Brings the figures up to today. What fails is logged: what is there stays good. */
  readonly refresh: () => Promise<void>;
  readonly close: () => Promise<void>;
};

/** Opens the demo's store and starts its sandbox on a free port of this machine. */
export async function openDemo(
  environment: Pick<Environment, 'demoDatabaseUrl'>,
  now = () => new Date(),
): Promise<Demo> {
  const db = await openDemoStore(environment.demoDatabaseUrl);
  try {
    const connection = await demoConnection(db, now());
    let clock = now;
    const world = whenAsked(() => demoWorld(() => clock(), demoSince(connection)));
    const sandbox = await startSandbox({ world });
    let busy: Promise<unknown> = Promise.resolve();
    const sync = () => {
      const run = runSync(db, connection.id, {
        trigger: 'connect',
        cap: DEMO_CAP,
        endpoint: sandbox.url,
        clock,
      });
      busy = run.catch(() => undefined);
      return run;
    };
    return {
      name: connection.name,
      endpoint: sandbox.url,
      fillOnce: async () => {
        if (await isFilled(db, connection)) return false;
        const since = demoSince(connection);
        const walks = daysOfChange(since, dayOf(now()));
        const record = (wanted: (day: Day) => boolean) =>
          recordDemoHistory(
            db,
            connection,
            since,
            now,
            walks.filter(({ day }) => wanted(day)),
          );
        // As if it had been connected a season ago: its days reach back far enough for a forecast with its band.
        clock = () => new Date(now().getTime() - SEASON_MS);
        const turn = dayOf(clock());
        // In the order of their days: a walk replaces what is recorded of later ones.
        await record((day) => day <= turn);
        // Before the first sync, which reads the tag keys that they name.
        await loadDemoRules(db, clock());
        await updateConnection(db, connection.id, { historyMonths: HISTORY_MONTHS - SEASON_MONTHS });
        await sync().then(demand);
        await record((day) => day > turn);
        clock = now;
        await updateConnection(db, connection.id, { historyMonths: HISTORY_MONTHS });
        await sync().then(demand);
        await loadDemoInputs(db, since, dayOf(now()));
        return true;
      },
      refresh: async () => {
        await loadDemoRules(db, now()).catch((err) => log.warn({ err }, "the demo's rules could not be loaded"));
        await bringUpToDate(sync);
        await loadDemoInputs(db, demoSince(connection), dayOf(now())).catch((err) =>
          log.warn({ err }, "the demo's inputs could not be brought up to date"),
        );
      },
      close: async () => {
        // A sync that is cut short keeps its lease for most of a minute.
        await Promise.race([busy, wait(CLOSE_WITHIN_MS)]);
        await sandbox.close();
        await closeDatabase(db);
      },
    };
  } catch (error) {
    await closeDatabase(db);
    throw error;
  }
}

async function bringUpToDate(sync: () => Promise<SyncRun>): Promise<void> {
  try {
    const { status, error, requests } = await sync();
    log.info({ status, requests, ...(error ? { error } : {}) }, 'the demo is up to date');
  } catch (error) {
    // A start that was killed in the middle of this, or a person who pressed the button: their lease ends by itself.
    if (error instanceof AppError && error.code === 'sync-running')
      log.info({ detail: error.message }, 'the demo is being synced');
    else log.warn({ err: error }, 'the demo could not be brought up to date');
  }
}

function demand({ status, error }: SyncRun): void {
  if (status === 'succeeded') return;
  throw new AppError('internal', `The demo could not be synced (${status}): ${error || 'no reason given'}`);
}

/** A world that is made at the first question: inventing a year of bills takes seconds, which a start should not wait for. */
function whenAsked(make: () => World): World {
  let made: World | undefined;
  const world = (): World => {
    made ??= make();
    return made;
  };
  return new Proxy<World>(Object.create(null), {
    get: (_, key) => Reflect.get(world(), key),
    set: (_, key, given) => Reflect.set(world(), key, given),
  });
}

/** The demo's only connection. One whose first filling was cut short is made anew: its history would have gaps. */
async function demoConnection(db: Database, now: Date): Promise<Connection> {
  for (const known of await listConnections(machineAdministrator(db))) {
    if (await isFilled(db, known)) return known;
    await removeConnection(db, known.id);
  }
  return createConnection(db, { name: DEMO_NAME, kind: 'demo', createdAt: now.toISOString() });
}

/** While the first half of a filling runs, the connection asks for fewer months. */
const isFilled = async (db: Database, { id, historyMonths }: Connection): Promise<boolean> =>
  historyMonths === HISTORY_MONTHS &&
  (await listRuns(machineAdministrator(db), id, RUNS_LOOKED_AT)).some(({ status }) => status === 'succeeded');

/** A demo store that is damaged, or newer than the program, is set aside: it holds nothing of anybody's. */
async function openDemoStore(url: string): Promise<Database> {
  try {
    return await openMigrated(url);
  } catch (error) {
    const path = url.slice('file:'.length);
    const isUseless = error instanceof AppError && ['store-newer', 'store-corrupt'].includes(error.code);
    if (!isUseless || !existsSync(path)) throw error;
    renameSync(path, `${path}.aside`);
    for (const extra of ['-wal', '-shm']) rmSync(`${path}${extra}`, { force: true });
    log.warn({ file: `${path}.aside`, reason: error.message }, 'the demo store was set aside and is made anew');
    return openMigrated(url);
  }
}

async function openMigrated(url: string): Promise<Database> {
  const db = await openDatabase(url);
  try {
    await migrate(db);
    return db;
  } catch (error) {
    await closeDatabase(db);
    throw error;
  }
}
