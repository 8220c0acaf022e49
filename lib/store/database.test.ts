import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, describe, expect, it } from 'vitest';
import { createConnection } from './connections';
import { closeDatabase, openDatabase, transaction } from './database';
import { cell, NOON } from './fixture';
import { createLoad, sumLoad, writeCells } from './loads';
import { migrate } from './migrate';
import { getSetting, saveSetting } from './settings';
import { pathOf } from './sqlite-connection';
import { eachDatabase, hasPostgres, makers } from './testing';

const folder = mkdtempSync(join(tmpdir(), 'subledger-open-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** A process that takes the file's write lock and gives it back after `ms`; resolves when it has it. */
async function holdLock(path: string, ms: number): Promise<ChildProcess> {
  const code = `
    const Libsql = require('libsql');
    const db = new Libsql(${JSON.stringify(path)}, { timeout: 5000 });
    db.exec('BEGIN IMMEDIATE');
    db.exec(\`INSERT INTO "Setting" VALUES ('other', '1')\`);
    console.log('locked');
    setTimeout(() => { db.exec('COMMIT'); db.close(); }, ${ms});`;
  const holder = spawn(process.execPath, ['-e', code], { stdio: ['ignore', 'pipe', 'inherit'] });
  await once(holder.stdout, 'data');
  return holder;
}

eachDatabase('transaction', (open) => {
  it('shows nothing outside before its end, and nothing at all after a failure', async () => {
    const db = await open();
    await transaction(db, async (tx) => {
      await saveSetting(tx, 'a', 1);
      expect(await getSetting(db, 'a')).toBeNull();
      expect(await getSetting(tx, 'a')).toBe(1);
      // One that is begun inside goes on in it.
      await transaction(tx, (inner) => saveSetting(inner, 'b', 2));
    });
    expect(await getSetting(db, 'b')).toBe(2);
    const failed = transaction(db, async (tx) => {
      await saveSetting(tx, 'a', 3);
      throw new Error('no');
    });
    await expect(failed).rejects.toThrow('no');
    expect(await getSetting(db, 'a')).toBe(1);
  });

  it('runs many at once, each whole', async () => {
    const db = await open();
    await saveSetting(db, 'count', 0);
    const work = Array.from({ length: 20 }, (_, at) =>
      transaction(db, async (tx) => {
        await saveSetting(tx, `mine:${at}`, at);
        await tx.prisma
          .$executeRaw`UPDATE "Setting" SET "value" = CAST(CAST("value" AS INTEGER) + 1 AS TEXT) WHERE "key" = 'count'`;
      }),
    );
    await Promise.all(work);
    expect(await getSetting(db, 'count')).toBe(20);
  });
});

describe('an SQLite file whose write lock another process holds for two seconds', () => {
  it('answers reads meanwhile, without stopping the event loop, and writes after', async () => {
    const db = await openDatabase(`file:${folder}/locked.db`);
    await migrate(db);
    await saveSetting(db, 'mine', 1);
    const holder = await holdLock(pathOf(db.url), 2_000);
    const began = Date.now();
    const writes = Promise.all([
      saveSetting(db, 'mine', 2),
      transaction(db, (tx) => saveSetting(tx, 'more', 3)),
      createConnection(db, { name: 'payer', kind: 'demo' }),
    ]);
    let reads = 0;
    let longest = 0;
    let done = false;
    void writes.finally(() => {
      done = true;
    });
    for (let at = Date.now(); !done; at = Date.now()) {
      expect([null, 3]).toContain(await getSetting(db, 'more'));
      reads += 1;
      await sleep(10);
      longest = Math.max(longest, Date.now() - at);
    }
    await writes;
    expect(Date.now() - began).toBeGreaterThan(1_500);
    expect(reads).toBeGreaterThan(15);
    expect(longest).toBeLessThan(1_000);
    expect(await getSetting(db, 'mine')).toBe(2);
    expect(await getSetting(db, 'other')).toBe(1);
    if (holder.exitCode === null) await once(holder, 'exit');
    await closeDatabase(db);
  });

  it('gives up after ten seconds and says so', async () => {
    const db = await openDatabase(`file:${folder}/stuck.db`);
    await migrate(db);
    const holder = await holdLock(pathOf(db.url), 20_000);
    await expect(saveSetting(db, 'a', 1)).rejects.toMatchObject({
      code: 'store-unavailable',
      message: expect.stringContaining('locked'),
    });
    holder.kill('SIGKILL');
    await saveSetting(db, 'a', 1);
    await closeDatabase(db);
  });
});

describe('a full disk', () => {
  it('refuses with the fix, keeps what was there, and takes more once there is room', async () => {
    const db = await openDatabase(`file:${folder}/full.db`);
    await migrate(db);
    const { id: connectionId } = await createConnection(db, { name: 'payer', kind: 'demo' });
    const load = await createLoad(db, {
      connectionId,
      cube: 'service',
      month: '2026-10',
      runId: null,
      stepId: null,
      createdAt: NOON,
    });
    await writeCells(db, load, [cell('1', 'S3', 1n)]);
    const [{ page_count: pages } = { page_count: 0n }] = await db.prisma.$queryRaw<
      { page_count: bigint }[]
    >`PRAGMA page_count`;
    await db.prisma.$queryRawUnsafe(`PRAGMA max_page_count = ${pages + 20n}`);
    const many = Array.from({ length: 20_000 }, (_, at) => cell(String(at), 'EC2', 1n));
    await expect(writeCells(db, load, many)).rejects.toMatchObject({
      code: 'disk-full',
      fix: expect.stringContaining('Free some space'),
    });
    expect(await sumLoad(db, load, 'all')).toMatchObject([{ cells: 1 }]);
    await saveSetting(db, 'still', 'writable');
    await db.prisma.$queryRawUnsafe('PRAGMA max_page_count = 1000000');
    await writeCells(db, load, many);
    expect(await sumLoad(db, load, 'all')).toMatchObject([{ cells: 20_001 }]);
    await closeDatabase(db);
  });
});

describe('what cannot be opened', () => {
  const failure = (url: string) =>
    openDatabase(url).then(
      () => 'opened',
      (error: unknown) => error,
    );

  it('names the kinds of store that there are, and no password', async () => {
    for (const url of ['mysql://root:secret@db/x', 'subledger.db', 'file:', 'file::memory:', '']) {
      expect(await failure(url)).toMatchObject({
        code: 'configuration',
        message: expect.not.stringContaining('secret'),
        fix: expect.stringContaining('file:./data/subledger.db'),
      });
    }
    expect(await failure('postgresql://[bad')).toMatchObject({ code: 'configuration' });
  });

  it('says that a server is not there, and where', async () => {
    const error = await failure('postgresql://me:secret@127.0.0.1:1/books');
    expect(error).toMatchObject({ code: 'store-unavailable', message: expect.stringContaining('127.0.0.1:1/books') });
    expect(error).toMatchObject({ message: expect.not.stringContaining('secret') });
  });

  it('says that a file is no database, or a damaged one, and points to the copies', async () => {
    writeFileSync(`${folder}/text.db`, 'not a database '.repeat(1_000));
    expect(await failure(`file:${folder}/text.db`)).toMatchObject({
      code: 'store-corrupt',
      fix: expect.stringContaining('text.db.before-'),
    });
    const db = await openDatabase(`file:${folder}/torn.db`);
    await migrate(db);
    for (let at = 0; at < 50; at += 1) await saveSetting(db, `key ${at}`, 'x'.repeat(2_000));
    await closeDatabase(db);
    truncateSync(`${folder}/torn.db`, 40_960);
    expect(await failure(`file:${folder}/torn.db`)).toMatchObject({ code: 'store-corrupt' });
  });

  it('says that a folder cannot be made, or is one', async () => {
    writeFileSync(`${folder}/plain`, '');
    expect(await failure(`file:${folder}/plain/store.db`)).toMatchObject({
      code: 'store-unavailable',
      message: expect.stringContaining(`${folder}/plain/store.db`),
    });
    mkdirSync(`${folder}/directory.db`);
    expect(await failure(`file:${folder}/directory.db`)).toMatchObject({ code: 'store-unavailable' });
  });
});

it('reads the path of a file URL', () => {
  expect(['file:./data/a.db', 'file:/tmp/a b.db', 'file:///tmp/a%20b.db', 'file:a.db?x=1'].map(pathOf)).toEqual([
    './data/a.db',
    '/tmp/a b.db',
    '/tmp/a b.db',
    'a.db',
  ]);
});

describe('a PostgreSQL that ends our connection', () => {
  it.skipIf(!hasPostgres())('says so, and lets us in again', async () => {
    const { url, remove } = await makers.postgresql();
    const db = await openDatabase(url);
    await migrate(db);
    const cut = transaction(db, async (tx) => {
      await saveSetting(tx, 'a', 1);
      await tx.prisma.$queryRawUnsafe('SELECT pg_terminate_backend(pg_backend_pid())').catch(() => undefined);
      await saveSetting(tx, 'b', 1);
    });
    await expect(cut).rejects.toMatchObject({ code: 'store-unavailable' });
    expect(await getSetting(db, 'a')).toBeNull();
    await saveSetting(db, 'a', 2);
    expect(await getSetting(db, 'a')).toBe(2);
    await closeDatabase(db);
    await remove();
  });
});
