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

const hasPostgres = (): boolean => Boolean(process.env.TEST_DATABASE_URL) || localBinaries() !== null;

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
export const makers: Record<Provider, () => Promise<Fresh>> = { sqlite: freshSqlite, postgresql: freshDatabase };

async function freshSqlite(): Promise<Fresh> {
  const folder = mkdtempSync(join(tmpdir(), 'subledger-'));
  return { url: `file:${folder}/store.db`, remove: async () => rmSync(folder, { recursive: true, force: true }) };
}

async function freshDatabase(): Promise<Fresh> {
  const server = await testServer();
  const name = `subledger_${randomUUID().replaceAll('-', '')}`;
  await administer(server, `CREATE DATABASE ${name}`);
  const url = new URL(server);
  url.pathname = `/${name}`;
  return { url: url.href, remove: () => administer(server, `DROP DATABASE ${name} WITH (FORCE)`) };
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
