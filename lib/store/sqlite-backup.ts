import {
  chmodSync,
  closeSync,
  copyFileSync,
  existsSync,
  fsyncSync,
  openSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs';
import { AppError } from '@/lib/errors';
import { corrupt, explainFailure, isBusy } from './failure';
import { listMigrationNames, migrationsFolder, pendingOf } from './migrations';
import { openSqlite } from './sqlite-connection';

/**
 * Copies a store that may be in use into one file, as it is at one moment, and checks the copy. Returns its size in bytes.
 * @throws AppError `not-found` without a store, `conflict` when the file is there already, `store-corrupt`, `disk-full`
 */
export function backupSqlite(path: string, file: string): number {
  if (!existsSync(path)) throw new AppError('not-found', `There is no store at ${path}.`);
  if (existsSync(file)) {
    throw new AppError('conflict', `${file} is there already; a backup replaces nothing.`, {
      fix: 'Name another file.',
    });
  }
  const partial = `${file}.part`;
  rmSync(partial, { force: true });
  try {
    const store = openSqlite(path);
    try {
      store.prepare('VACUUM INTO ?').run(partial);
    } finally {
      store.close();
    }
    // Whoever may read it may read every figure.
    chmodSync(partial, 0o600);
    checkBackup(partial);
    settle(partial);
    renameSync(partial, file);
    return statSync(file).size;
  } catch (error) {
    rmSync(partial, { force: true });
    throw explainFailure(error, file);
  }
}

/**
 * Puts a backup in the place of a store. What was there stays beside it, under the name that is returned; null when
 * nothing was.
 * @throws AppError `conflict` while another process has the store open; `invalid-input` for what is no backup;
 *   `store-newer` for one of a newer version; nothing is changed then
 */
export function restoreSqlite(file: string, path: string, now: Date): string | null {
  if (!existsSync(file)) throw new AppError('not-found', `There is no file ${file}.`);
  const partial = `${path}.restored`;
  rmSync(partial, { force: true });
  try {
    // Opens the folder and the file, and takes both away again where there was no store.
    const before = existsSync(path);
    if (before) requireUnused(path);
    else openSqlite(partial).close();
    rmSync(partial, { force: true });
    copyFileSync(file, partial);
    chmodSync(partial, 0o600);
    checkBackup(partial);
    settle(partial);
    const aside = before ? `${path}.before-restore-${now.toISOString().replace(/\D/g, '').slice(0, 14)}` : null;
    if (aside !== null) renameSync(path, aside);
    for (const log of [`${path}-wal`, `${path}-shm`]) rmSync(log, { force: true });
    renameSync(partial, path);
    return aside;
  } catch (error) {
    for (const left of [partial, `${partial}-wal`, `${partial}-shm`]) rmSync(left, { force: true });
    throw explainFailure(error, path);
  }
}

/** Leaving WAL takes the file for oneself alone, and moves the log into it: refused while anybody else has it open. */
function requireUnused(path: string): void {
  const store = openSqlite(path);
  try {
    store.prepare('PRAGMA journal_mode = DELETE').all();
  } catch (error) {
    if (!isBusy(error)) throw error;
    throw new AppError('conflict', `${path} is in use by another process.`, {
      cause: error,
      fix: 'Stop the server and every command first; then restore again.',
    });
  } finally {
    store.close();
  }
}

/** Reads every page, and holds the tables to this program. */
function checkBackup(path: string): void {
  let connection: ReturnType<typeof openSqlite> | null = null;
  try {
    connection = openSqlite(path);
    const found = connection.prepare('PRAGMA integrity_check(3)').pluck(true).all().map(String);
    if (found[0] !== 'ok') throw corrupt(path, found.join('; '));
    const names = connection
      .prepare('SELECT migration_name FROM _prisma_migrations WHERE rolled_back_at IS NULL')
      .pluck(true)
      .all();
    const records = names.map((name) => ({ name: String(name), finished: true }));
    pendingOf(listMigrationNames(migrationsFolder(), 'sqlite'), records, path);
  } catch (cause) {
    if (cause instanceof AppError && cause.code === 'store-newer') throw cause;
    throw new AppError('invalid-input', 'The file is no whole backup of a Subledger store.', { cause });
  } finally {
    connection?.close();
  }
}

/** Has the disk keep it before it gets its name. */
function settle(path: string): void {
  const file = openSync(path, 'r+');
  try {
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}
