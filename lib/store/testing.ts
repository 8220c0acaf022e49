import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, describe } from 'vitest';
import { closeDatabase, type Database, openDatabase, type Provider } from './database';
import { migrate } from './migrate';
import { localBinaries, testServer } from './test-server';

/** Opens a new, empty, migrated store; it is closed and removed after the suite. */
export type OpenFresh = () => Promise<Database>;

type Fresh = { readonly url: string; readonly remove: () => Promise<void> };

/**
 * Runs one contract suite on a real SQLite file and on a real PostgreSQL: `TEST_DATABASE_URL`, else a local server.
 * Without either, PostgreSQL's half is skipped and says so; in CI it fails.
 */
export function eachDatabase(name: string, suite: (open: OpenFresh) => void): void {
  run(name, 'sqlite', suite);
  if (hasPostgres() || process.env.CI) run(name, 'postgresql', suite);
  else describe.skip(`${name} on postgresql`, () => suite(() => Promise.reject(new Error('no PostgreSQL'))));
}

/** True when there is a PostgreSQL for the tests. */
export const hasPostgres = (): boolean => Boolean(process.env.TEST_DATABASE_URL) || localBinaries() !== null;

function run(name: string, provider: Provider, suite: (open: OpenFresh) => void): void {
  describe(`${name} on ${provider}`, () => {
    const ends: (() => Promise<void>)[] = [];
    afterAll(async () => {
      for (const end of ends.reverse()) await end();
    });
    suite(async () => {
      const { url, remove } = await makers[provider]();
      ends.push(remove);
      const db = await openDatabase(url);
      ends.push(() => closeDatabase(db));
      await migrate(db);
      return db;
    });
  });
}

/** The URL of a new, empty database, and how to remove it. */
export const makers: Record<Provider, () => Promise<Fresh>> = { sqlite: freshSqlite, postgresql: freshSchema };

async function freshSqlite(): Promise<Fresh> {
  const folder = mkdtempSync(join(tmpdir(), 'subledger-'));
  return { url: `file:${folder}/store.db`, remove: async () => rmSync(folder, { recursive: true, force: true }) };
}

/** A schema of its own in the server's database: made in a fraction of the time of a database. */
async function freshSchema(): Promise<Fresh> {
  const url = new URL(await testServer());
  const server = url.href;
  const name = `t${randomUUID().replaceAll('-', '')}`;
  url.searchParams.set('schema', name);
  await administer(server, `CREATE SCHEMA ${name}`);
  return { url: url.href, remove: () => administer(server, `DROP SCHEMA ${name} CASCADE`) };
}

let announced = false;

async function administer(server: string, statement: string): Promise<void> {
  const client = new pg.Client(server);
  await client.connect();
  try {
    if (!announced) {
      const { rows } = await client.query<{ server_version: string }>('SHOW server_version');
      const source = process.env.TEST_DATABASE_URL ? 'TEST_DATABASE_URL' : 'a local server';
      process.stderr.write(`PostgreSQL of the tests: ${rows[0]?.server_version}, ${source}\n`);
      announced = true;
    }
    await client.query(statement);
  } finally {
    await client.end();
  }
}
