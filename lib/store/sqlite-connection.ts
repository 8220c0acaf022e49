import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Client, InArgs, InStatement, ResultSet } from '@libsql/client';
import Libsql from 'libsql';
import { isBusy } from './failure';

/** How long one attempt waits for the lock, in ms. The wait is synchronous, so it is short. */
const LOCK_WAIT_MS = 50;

/** The path of a `file:` URL; relative ones count from the working directory. */
export function pathOf(url: string): string {
  const path = url.replace(/^file:(\/\/(?=\/))?/, '').replace(/[?#].*$/, '');
  return url.startsWith('file:///') ? decodeURIComponent(path) : path;
}

/** Opens a connection whose settings last as long as it does. Creates the file and its folder. */
export function openSqlite(path: string): Libsql.Database {
  mkdirSync(dirname(path), { recursive: true });
  const connection = new Libsql(path, { timeout: LOCK_WAIT_MS });
  connection.exec('PRAGMA cache_size = -32768');
  return connection;
}

/** Alone, these take the lock before they begin: one that is refused it midway would stay open and block the next COMMIT. */
const WRITES = /^\s*(INSERT|UPDATE|DELETE|REPLACE|WITH|CREATE|ALTER|DROP)\b/i;

/** One connection to a file, in the form of the client that Prisma's adapter drives. It lasts; libsql's own is replaced after each transaction. */
export class OneConnection {
  readonly #connection: Libsql.Database;

  constructor(path: string) {
    this.#connection = openSqlite(path);
  }

  /** The part of libsql's client that the adapter calls. */
  asClient(): Client {
    const part: Pick<Client, 'execute' | 'executeMultiple' | 'transaction' | 'close'> = {
      execute: async (statement: InStatement | string) => this.#run(statement),
      executeMultiple: async (sql) => void this.#connection.exec(sql),
      transaction: async () => {
        // Taken at once, so that nothing read in the transaction can be stale when it writes.
        this.#connection.exec('BEGIN IMMEDIATE');
        return this.#transaction();
      },
      close: () => this.#close(),
    };
    // The adapter calls nothing else of the client.
    return part as Client;
  }

  /** Leaves everything in the file itself, so that it may be copied or renamed, unless another process has it open. */
  #close(): void {
    try {
      this.#connection.prepare('PRAGMA wal_checkpoint(TRUNCATE)').all();
    } catch (error) {
      if (!isBusy(error)) throw error;
    } finally {
      this.#connection.close();
    }
  }

  #transaction(): Awaited<ReturnType<Client['transaction']>> {
    const end = (sql: string) => {
      // SQLite has rolled back by itself after a full disk.
      if (this.#connection.inTransaction) this.#connection.exec(sql);
      else if (sql === 'COMMIT') throw new Error('the transaction was rolled back');
    };
    const part = {
      execute: async (statement: InStatement) => this.#run(statement),
      commit: async () => {
        try {
          end('COMMIT');
        } catch (error) {
          if (this.#connection.inTransaction) this.#connection.exec('ROLLBACK');
          throw error;
        }
      },
      rollback: async () => end('ROLLBACK'),
    };
    return part as Awaited<ReturnType<Client['transaction']>>;
  }

  #run(given: InStatement): ResultSet {
    const sql = typeof given === 'string' ? given : given.sql;
    const args = bindable(typeof given === 'string' ? undefined : given.args);
    if (this.#connection.inTransaction || !WRITES.test(sql)) return this.#step(sql, args);
    this.#connection.exec('BEGIN IMMEDIATE');
    try {
      const result = this.#step(sql, args);
      this.#connection.exec('COMMIT');
      return result;
    } catch (error) {
      if (this.#connection.inTransaction) this.#connection.exec('ROLLBACK');
      throw error;
    }
  }

  #step(sql: string, args: readonly unknown[]): ResultSet {
    const statement = this.#connection.prepare(sql);
    statement.safeIntegers(true);
    const columns = statement.columns();
    if (columns.length === 0) return resultOf([], [], [], statement.run(args).changes);
    const rows = statement.raw(true).all(args);
    return resultOf(
      columns.map((column) => column.name),
      columns.map((column) => column.type ?? ''),
      rows,
      0,
    );
  }
}

const bindable = (args: InArgs | undefined): unknown[] =>
  (Array.isArray(args) ? args : []).map((value: unknown) => (typeof value === 'boolean' ? (value ? 1n : 0n) : value));

/** Rows are plain arrays: the adapter reads them by index and length. */
function resultOf(columns: string[], columnTypes: string[], rows: unknown[], rowsAffected: number): ResultSet {
  return {
    columns,
    columnTypes,
    rows: rows as ResultSet['rows'],
    rowsAffected,
    lastInsertRowid: undefined,
    toJSON: () => ({ columns, rows }),
  };
}
