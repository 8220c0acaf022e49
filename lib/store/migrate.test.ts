import { execFile } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { PrismaLibSql } from '@prisma/adapter-libsql';
import { PrismaPg } from '@prisma/adapter-pg';
import Libsql from 'libsql';
import pg from 'pg';
import { afterAll, afterEach, describe, expect, it, vi } from 'vitest';
import { FILTERS, openEngine } from '../../prisma/engine.mjs';
import { schemaOf } from '../../prisma/generate.mjs';
import { closeDatabase, type Database, openDatabase, type Provider } from './database';
import { migrate, pendingMigrations } from './migrate';
import { migrationsFolder } from './migrations';
import { postgresConfig } from './postgres-driver';
import { getSetting, saveSetting } from './settings';
import { pathOf } from './sqlite-connection';
import { testServer } from './test-server';
import { makers } from './testing';

const scratch = mkdtempSync(join(tmpdir(), 'subledger-migrate-'));
const ends: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end();
});
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

async function empty(provider: Provider): Promise<Database> {
  const { url, remove } = await makers[provider]();
  ends.push(remove);
  return reopen(url);
}

async function reopen(url: string): Promise<Database> {
  const db = await openDatabase(url);
  ends.push(() => closeDatabase(db));
  return db;
}

async function migrated(provider: Provider): Promise<Database> {
  const db = await empty(provider);
  await migrate(db);
  return db;
}

/** Every column as table, name, kind of type, and whether it must have a value. */
async function columnsOf(db: Database): Promise<string[]> {
  const query =
    db.provider === 'sqlite'
      ? `SELECT t.name AS "table", c.name AS "column", c.type, c."notnull" = 1 AS needed FROM sqlite_master t
          JOIN pragma_table_info(t.name) c WHERE t.type = 'table' AND t.name NOT LIKE 'sqlite_%'`
      : `SELECT table_name AS "table", column_name AS "column", data_type AS type, is_nullable = 'NO' AS needed
          FROM information_schema.columns WHERE table_schema = current_schema()`;
  const rows =
    await db.prisma.$queryRawUnsafe<{ table: string; column: string; type: string; needed: unknown }[]>(query);
  return rows
    .filter(({ table }) => !table.startsWith('_'))
    .map(({ table, column, type, needed }) => `${table}.${column} ${type.toLowerCase()} ${Boolean(needed)}`)
    .sort();
}

let folders = 0;

/** The product's migrations and some more, by name. */
function folderWith(more: Readonly<Record<string, string>>): string {
  folders += 1;
  const folder = join(scratch, String(folders));
  cpSync(migrationsFolder(), folder, { recursive: true });
  for (const provider of ['sqlite', 'postgresql']) {
    for (const [name, sql] of Object.entries(more)) {
      mkdirSync(join(folder, provider, name));
      writeFileSync(join(folder, provider, name, 'migration.sql'), sql);
    }
  }
  return folder;
}

const NEXT = '20990101000000_next';
const ADD_TABLE = 'CREATE TABLE "Extra" ("a" TEXT); INSERT INTO "Extra" VALUES (\'x;y\');';

describe.each(['sqlite', 'postgresql'] as const)('migrate on %s', (provider) => {
  const names = readdirSync(join(migrationsFolder(), provider)).sort();

  it('makes all tables once, quickly when there is nothing to do', async () => {
    const db = await empty(provider);
    expect(await migrate(db)).toEqual({ applied: names, copiedTo: null });
    const began = performance.now();
    expect(await migrate(db)).toEqual({ applied: [], copiedTo: null });
    expect(await pendingMigrations(db)).toEqual([]);
    expect(await pendingMigrations(db, folderWith({ [NEXT]: ADD_TABLE }))).toEqual([NEXT]);
    expect(performance.now() - began).toBeLessThan(500);
    await saveSetting(db, 'a', 1);
    expect(await getSetting(db, 'a')).toBe(1);
  });

  it('agrees with Prisma: the tables are those of the models, and the records say that nothing is left', async () => {
    const db = await empty(provider);
    await migrate(db);
    const files = [{ path: 'schema.prisma', content: schemaOf(provider) }];
    const adapter =
      provider === 'sqlite'
        ? new PrismaLibSql({ url: db.url })
        : new PrismaPg(postgresConfig(db.url), { schema: postgresConfig(db.url).schema });
    const engine = await openEngine(schemaOf(provider), adapter);
    const migrationDirectories = names.map((name) => ({
      path: name,
      migrationFile: {
        path: 'migration.sql',
        content: { tag: 'ok', value: readFileSync(join(migrationsFolder(), provider, name, 'migration.sql'), 'utf8') },
      },
    }));
    const lockfile = { path: 'migration_lock.toml', content: `provider = "${provider}"\n` };
    const migrationsList = { baseDir: migrationsFolder(), lockfile, shadowDbInitScript: '', migrationDirectories };
    const { appliedMigrationNames } = await engine.applyMigrations({ migrationsList, filters: FILTERS });
    expect(appliedMigrationNames).toEqual([]);
    // The engine cannot describe a PostgreSQL through its adapter (type "char"): its tables are held against SQLite's.
    if (provider === 'postgresql')
      return expect(await columnsOf(db)).toEqual(await columnsOf(await migrated('sqlite')));
    const { stdout } = await engine.diff({
      from: { tag: 'schemaDatasource', files, configDir: '.' },
      to: { tag: 'schemaDatamodel', files },
      script: false,
      exitCode: null,
      filters: FILTERS,
    });
    expect(stdout).toMatch(/No difference detected|empty migration/i);
  });

  it('applies a new one to a store that is in use', async () => {
    const db = await empty(provider);
    await migrate(db);
    await saveSetting(db, 'a', 1);
    const folder = folderWith({ [NEXT]: ADD_TABLE });
    const { applied, copiedTo } = await migrate(db, folder);
    expect(applied).toEqual([NEXT]);
    expect(copiedTo === null).toBe(provider === 'postgresql');
    expect(await getSetting(db, 'a')).toBe(1);
    expect(await db.prisma.$queryRawUnsafe('SELECT "a" FROM "Extra"')).toEqual([{ a: 'x;y' }]);
  });

  it('applies all that is pending, or none of it', async () => {
    const db = await empty(provider);
    await migrate(db);
    const folder = folderWith({
      [NEXT]: ADD_TABLE,
      [`${NEXT}_b`]: 'CREATE TABLE "Half" ("a" TEXT); SELECT wrong FROM nowhere;',
    });
    await expect(migrate(db, folder)).rejects.toThrow(/nowhere/);
    await expect(db.prisma.$queryRawUnsafe('SELECT * FROM "Extra"')).rejects.toThrow();
    expect(await migrate(db)).toEqual({ applied: [], copiedTo: null });
  });

  it('refuses a store that a newer program migrated, and leaves it as it is', async () => {
    const db = await empty(provider);
    await migrate(db, folderWith({ [NEXT]: ADD_TABLE }));
    const content = () => db.prisma.$queryRawUnsafe('SELECT migration_name, checksum FROM _prisma_migrations');
    const before = await content();
    await expect(migrate(db)).rejects.toMatchObject({
      code: 'store-newer',
      message: expect.stringContaining(NEXT),
      fix: expect.stringContaining('version'),
    });
    expect(await content()).toEqual(before);
  });

  it('is safe when several processes start at once', async () => {
    const db = await empty(provider);
    const module = (name: string) => JSON.stringify(pathToFileURL(`lib/store/${name}.ts`).href);
    const code = `
      const { openDatabase, closeDatabase } = await import(${module('database')});
      const { migrate } = await import(${module('migrate')});
      const db = await openDatabase(${JSON.stringify(db.url)});
      console.log(JSON.stringify((await migrate(db)).applied));
      await closeDatabase(db);`;
    const start = () => promisify(execFile)(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', code]);
    const results = await Promise.all([start(), start(), start()]);
    expect(results.map(({ stdout }) => JSON.parse(stdout)).sort()).toEqual([[], [], names]);
  });
});

describe('two servers that wait for each other', () => {
  it('migrate a PostgreSQL once, though both found nothing before they waited', async () => {
    // A database of its own: in the schema `public` no statement between lock and look refreshes what was looked up.
    const server = new pg.Client(await testServer());
    await server.connect();
    ends.push(() => server.end());
    const name = `race${process.pid}`;
    await server.query(`CREATE DATABASE ${name}`);
    ends.push(async () => void (await server.query(`DROP DATABASE ${name}`)));
    const named = new URL(await testServer());
    named.pathname = name;
    const url = named.href;
    named.searchParams.set('application_name', `race-${process.pid}`);
    const servers = [await reopen(named.href), await reopen(named.href)];
    const holder = new pg.Client(url);
    await holder.connect();
    ends.push(() => holder.end());
    await holder.query('SELECT pg_advisory_lock(72707369)');
    // A small one: many changes at once would make PostgreSQL itself refresh those who wait.
    const folder = join(scratch, 'small');
    mkdirSync(join(folder, 'postgresql', NEXT), { recursive: true });
    writeFileSync(join(folder, 'postgresql', NEXT, 'migration.sql'), ADD_TABLE);
    const outcomes = Promise.all(servers.map((each) => migrate(each, folder)));
    const waiting = `SELECT 1 FROM pg_stat_activity WHERE application_name = 'race-${process.pid}' AND wait_event = 'advisory'`;
    await vi.waitFor(async () => expect((await holder.query(waiting)).rows).toHaveLength(2), { timeout: 10_000 });
    await holder.query('SELECT pg_advisory_unlock(72707369)');
    expect((await outcomes).map(({ applied }) => applied).sort()).toEqual([[], [NEXT]]);
  });
});

describe('the copies of an SQLite file', () => {
  const copiesOf = (db: Database) =>
    readdirSync(dirname(pathOf(db.url))).filter(
      (name) => name.startsWith(`${basename(pathOf(db.url))}.before-`) && !/-(wal|shm)$/.test(name),
    );

  it('hold what the store held, and the newest three are kept', async () => {
    const db = await empty('sqlite');
    await migrate(db);
    const more: Record<string, string> = {};
    for (const number of [1, 2, 3, 4]) {
      await saveSetting(db, 'count', number);
      more[`2099010100000${number}_more`] = `CREATE TABLE "More${number}" ("a" TEXT)`;
      const { copiedTo } = await migrate(db, folderWith(more));
      expect(copiedTo).toBe(`${pathOf(db.url)}.before-2099010100000${number}_more`);
      const copy = await reopen(`file:${copiedTo}`);
      expect(await getSetting(copy, 'count')).toBe(number);
    }
    expect(copiesOf(db).sort()).toHaveLength(3);
    expect(existsSync(`${pathOf(db.url)}.before-20990101000001_more`)).toBe(false);
  });

  it('bring a store back that a newer program migrated', async () => {
    const db = await empty('sqlite');
    await migrate(db);
    await saveSetting(db, 'a', 1);
    const { copiedTo } = await migrate(db, folderWith({ [NEXT]: ADD_TABLE }));
    const copy = await reopen(`file:${copiedTo}`);
    expect(await migrate(copy)).toEqual({ applied: [], copiedTo: null });
    expect(await getSetting(copy, 'a')).toBe(1);
  });

  it('are not made of an empty store', async () => {
    const db = await empty('sqlite');
    await migrate(db);
    expect(copiesOf(db)).toEqual([]);
  });
});

it('refuses a file of another program', async () => {
  const path = join(scratch, 'other.db');
  const other = new Libsql(path);
  other.exec('CREATE TABLE songs (title TEXT)');
  other.close();
  const db = await reopen(`file:${path}`);
  await expect(migrate(db)).rejects.toMatchObject({ code: 'configuration', message: expect.stringContaining('songs') });
});

it('refuses a store in which a migration did not end', async () => {
  const db = await empty('sqlite');
  await migrate(db);
  await db.prisma.$executeRawUnsafe('UPDATE _prisma_migrations SET finished_at = NULL');
  await expect(migrate(db)).rejects.toMatchObject({ code: 'store-corrupt' });
});
