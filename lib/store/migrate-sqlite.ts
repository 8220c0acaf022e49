import { randomUUID } from 'node:crypto';
import { readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type Libsql from 'libsql';
import { AppError } from '@/lib/errors';
import { explainFailure, isBusy } from './failure';
import type { MigrationOutcome } from './migrate';
import { listMigrationNames, type MigrationRecord, pendingOf, RECORDS_TABLE, readMigration } from './migrations';
import { retryWhile } from './retry';
import { openSqlite } from './sqlite-connection';

/** Copies that are kept of a file, the newest ones. */
const COPIES_KEPT = 3;

export type MigrationJob = { readonly url: string; readonly place: string; readonly folder: string };

/** Migrates an SQLite file while holding its write lock; readers go on, another process that wants to migrate waits. */
export async function migrateSqlite({ place: path, folder }: MigrationJob): Promise<MigrationOutcome> {
  const known = listMigrationNames(folder, 'sqlite');
  const connection = openSqlite(path);
  try {
    const patiently = <T>(work: () => T) => retryWhile(isBusy, async () => work());
    const before = await patiently(() => recordsOf(connection, path));
    if (pendingOf(known, before, path).length === 0) return { applied: [], copiedTo: null };
    await patiently(() => connection.exec('BEGIN IMMEDIATE'));
    const records = recordsOf(connection, path);
    const pending = pendingOf(known, records, path);
    const copiedTo = records.length > 0 && pending[0] !== undefined ? copyAside(path, pending[0]) : null;
    for (const name of pending) apply(connection, readMigration(folder, 'sqlite', name));
    connection.exec('COMMIT');
    return { applied: pending, copiedTo };
  } catch (error) {
    if (connection.inTransaction) connection.exec('ROLLBACK');
    throw explainFailure(error, path);
  } finally {
    connection.close();
  }
}

function recordsOf(connection: Libsql.Database, path: string): MigrationRecord[] {
  const tables = column(connection, `SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'`);
  if (tables.length > 0 && !tables.includes('_prisma_migrations')) {
    throw new AppError('configuration', `${path} is a database of another program: it has the table ${tables[0]}.`, {
      fix: 'Let DATABASE_URL name a file of its own for Subledger.',
    });
  }
  if (tables.length === 0) return [];
  const rows = connection
    .prepare(`SELECT migration_name, finished_at IS NOT NULL FROM _prisma_migrations WHERE rolled_back_at IS NULL`)
    .raw(true)
    .all();
  return rows.map((row) => {
    const [name, finished] = Array.isArray(row) ? row : [];
    return { name: String(name), finished: Boolean(finished) };
  });
}

const column = (connection: Libsql.Database, sql: string): string[] =>
  connection.prepare(sql).pluck(true).all().map(String);

function apply(connection: Libsql.Database, { name, sql, checksum }: ReturnType<typeof readMigration>): void {
  connection.exec(RECORDS_TABLE.sqlite);
  connection.exec(sql);
  connection
    .prepare(
      `INSERT INTO _prisma_migrations (id, checksum, migration_name, started_at, finished_at, applied_steps_count)
       VALUES (?, ?, ?, ?, ?, 1)`,
    )
    .run(randomUUID(), checksum, name, Date.now(), Date.now());
}

/** Copies the file as it is, the write-ahead log included, beside itself; the oldest copies beyond three go. */
function copyAside(path: string, firstPending: string): string {
  const copy = `${path}.before-${firstPending}`;
  const partial = `${copy}.partial`;
  rmSync(partial, { force: true });
  const reader = openSqlite(path);
  try {
    reader.prepare('VACUUM INTO ?').run(partial);
    renameSync(partial, copy);
  } catch (error) {
    rmSync(partial, { force: true });
    throw error;
  } finally {
    reader.close();
  }
  removeOldCopies(path);
  return copy;
}

/** Keeps the newest copies; the logs of one that was opened go with it. */
function removeOldCopies(path: string): void {
  const folder = dirname(path);
  const copies = readdirSync(folder)
    .filter((name) => name.startsWith(`${basename(path)}.before-`) && !/-(wal|shm)$|\.partial$/.test(name))
    .map((name) => ({ copy: join(folder, name), at: statSync(join(folder, name)).mtimeMs }))
    .sort((a, b) => b.at - a.at);
  for (const { copy } of copies.slice(COPIES_KEPT)) {
    for (const file of [copy, `${copy}-wal`, `${copy}-shm`]) rmSync(file, { force: true });
  }
}
