import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { closeDatabase, openDatabase } from './database';
import { migrate } from './migrate';
import { getSetting, saveSetting } from './settings';
import { backupSqlite, restoreSqlite } from './sqlite-backup';
import { openSqlite } from './sqlite-connection';

const NOW = new Date('2026-11-24T12:00:00Z');
const folder = mkdtempSync(join(tmpdir(), 'subledger-backup-'));
const at = (name: string) => join(folder, name);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

beforeAll(async () => {
  const db = await openDatabase(`file:${at('store.db')}`);
  await migrate(db);
  await saveSetting(db, 'kept', 'what was written last');
  // Copied while it is open, its last write still in the log.
  expect(backupSqlite(at('store.db'), at('backup.db'))).toBeGreaterThan(10_000);
  await closeDatabase(db);
});

it('holds everything that was written, and replaces no file', async () => {
  expect(restoreSqlite(at('backup.db'), at('new/store.db'), NOW)).toBeNull();
  const db = await openDatabase(`file:${at('new/store.db')}`);
  expect(await getSetting(db, 'kept')).toBe('what was written last');
  await closeDatabase(db);
  expect(() => backupSqlite(at('store.db'), at('backup.db'))).toThrow(/there already/);
  expect(() => backupSqlite(at('none.db'), at('other.db'))).toThrow(/no store/);
  expect(readdirSync(folder).filter((name) => name.endsWith('.part'))).toEqual([]);
});

it.each([
  ['cut short', () => readFileSync(at('backup.db')).subarray(0, 30_000)],
  ['no database', () => Buffer.from('month,entity,amount\n')],
  ['empty', () => Buffer.alloc(0)],
  [
    'damaged in the middle',
    () => {
      const bytes = readFileSync(at('backup.db'));
      return bytes.fill(0x5a, 8192, 60_000);
    },
  ],
])('is refused when it is %s, and leaves nothing behind', (_, content) => {
  writeFileSync(at('bad.db'), content());
  expect(() => restoreSqlite(at('bad.db'), at('bad/store.db'), NOW)).toThrow(
    expect.objectContaining({ code: 'invalid-input' }),
  );
  expect(readdirSync(at('bad'))).toEqual([]);
});

it('is refused when a newer version wrote it, or another program', () => {
  restoreSqlite(at('backup.db'), at('newer.db'), NOW);
  const newer = openSqlite(at('newer.db'));
  newer.exec(
    `INSERT INTO _prisma_migrations (id, checksum, migration_name, finished_at) VALUES ('x', 'x', '20990101_next', 1)`,
  );
  newer.close();
  expect(() => restoreSqlite(at('newer.db'), at('bad/store.db'), NOW)).toThrow(
    expect.objectContaining({ code: 'store-newer' }),
  );
  const other = openSqlite(at('other.db'));
  other.exec('CREATE TABLE notes (text TEXT)');
  other.close();
  expect(() => restoreSqlite(at('other.db'), at('bad/store.db'), NOW)).toThrow(/no whole backup/);
  expect(existsSync(at('bad/store.db'))).toBe(false);
});
