import { existsSync, statSync } from 'node:fs';
import { AppError } from '@/lib/errors';
import { carried, corrupt, explainFailure } from './failure';
import { PrismaClient as PostgresClient } from './generated/postgresql/client';
import { type Prisma, PrismaClient } from './generated/sqlite/client';
import { placeOf, postgresAdapter } from './postgres-driver';
import { retryWhile } from './retry';
import { openSqlite, pathOf } from './sqlite-connection';
import { sqliteAdapter } from './sqlite-driver';

export type Provider = 'sqlite' | 'postgresql';

/** An open store. Its tables are there after `migrate`. */
export type Database = { readonly provider: Provider; readonly url: string; readonly prisma: PrismaClient };

/** A store inside one transaction: what is written shows to others at its end, or never. */
export type Transaction = { readonly provider: Provider; readonly prisma: Prisma.TransactionClient };

/** Where a write may go: by itself, or with others in one transaction. */
export type Writer = Database | Transaction;

/** Files up to this size are checked when they are opened: it takes some hundredths of a second. */
const CHECKED_BYTES = 8_000_000;

/** Waiting for one's turn includes the ten seconds that another process may hold SQLite's lock. */
const TRANSACTION = { maxWait: 15_000, timeout: 120_000 };

/**
 * Opens the store that `url` names: `file:…` is SQLite (file and folder are created), `postgresql://…` PostgreSQL.
 * @throws AppError `configuration`, `store-unavailable` or `store-corrupt`, with the fix.
 */
export async function openDatabase(url: string): Promise<Database> {
  if (url.startsWith('file:') && pathOf(url) !== '' && !pathOf(url).includes(':memory:')) return openFile(url);
  if (/^postgres(ql)?:\/\//.test(url)) return openServer(url);
  throw new AppError('configuration', `DATABASE_URL names no kind of store: ${url.replace(/\/\/[^@/]*@/, '//')}`, {
    fix: 'Write file:./data/subledger.db, or postgresql://USER:PASSWORD@HOST:5432/DATABASE.',
  });
}

export async function closeDatabase(db: Database): Promise<void> {
  await db.prisma.$disconnect();
}

/** The file or the server of a store, as a message may name it. */
export const placeOfStore = (db: Database): string => (db.provider === 'sqlite' ? pathOf(db.url) : placeOf(db.url));

/**
 * Runs `work` in one transaction: all of it or none. A transaction goes on in the one that it is given. SQLite's
 * takes the write lock when it begins, so it does not run twice; on PostgreSQL one that lost a conflict runs again.
 */
export async function transaction<T>(db: Writer, work: (tx: Transaction) => Promise<T>): Promise<T> {
  if (!('url' in db)) return work(db);
  const once = () => db.prisma.$transaction((prisma) => work({ provider: db.provider, prisma }), TRANSACTION);
  return retryWhile(isConflict, once).catch((error) => Promise.reject(carried(error)));
}

/** A deadlock or a lost race, which PostgreSQL ends by undoing one of the two. */
const isConflict = (error: unknown): boolean =>
  error instanceof Error &&
  (('code' in error && error.code === 'P2034') || /TransactionWriteConflict/.test(error.message));

async function openFile(url: string): Promise<Database> {
  const path = pathOf(url);
  try {
    const isNew = !existsSync(path);
    const connection = openSqlite(path);
    try {
      await retryWhile(
        (error) => error instanceof Error && /locked|busy/i.test(error.message),
        async () => {
          const [mode] = values(connection.prepare('PRAGMA journal_mode').all());
          if (mode !== 'wal') connection.prepare('PRAGMA journal_mode = WAL').all();
        },
      );
      if (!isNew && statSync(path).size <= CHECKED_BYTES) {
        const found = values(connection.prepare('PRAGMA quick_check(3)').all());
        if (found[0] !== 'ok') throw corrupt(path, found.join('; '));
      }
    } finally {
      connection.close();
    }
  } catch (error) {
    throw explainFailure(error, path);
  }
  return { provider: 'sqlite', url, prisma: plainSpoken(new PrismaClient({ adapter: sqliteAdapter(path) })) };
}

/** The only column of each row. */
const values = (rows: readonly unknown[]): unknown[] => rows.map((row) => Object.values(Object(row))[0]);

async function openServer(url: string): Promise<Database> {
  // Two clients of the same models: what one offers beyond the other is not used.
  const prisma = plainSpoken(new PostgresClient({ adapter: postgresAdapter(url) }) as unknown as PrismaClient);
  try {
    await prisma.$queryRaw`SELECT 1`;
  } catch (error) {
    await prisma.$disconnect();
    throw explainFailure(error, placeOf(url));
  }
  return { provider: 'postgresql', url, prisma };
}

/** A client whose failures are the AppErrors that its adapter found. */
function plainSpoken(client: PrismaClient): PrismaClient {
  const spoken = client.$extends({
    query: { $allOperations: ({ args, query }) => query(args).catch((error) => Promise.reject(carried(error))) },
  });
  // The extension changes no type.
  return spoken as unknown as PrismaClient;
}
