import { type Database, placeOfStore } from './database';
import { migratePostgres } from './migrate-postgres';
import { migrateSqlite } from './migrate-sqlite';
import { listMigrationNames, migrationsFolder, pendingOf } from './migrations';

export type MigrationOutcome = {
  /** Names of the migrations that were applied now, oldest first. */
  readonly applied: readonly string[];
  /** The copy of the SQLite file as it was before; null when nothing was applied, or there was nothing to keep. */
  readonly copiedTo: string | null;
};

/**
 * Brings a store to this program's tables: all pending migrations in one transaction, under a lock, so that several
 * processes may start at once. Cheap when nothing is pending.
 * @throws AppError `store-newer` for a store that a newer version migrated, which stays untouched
 */
export function migrate(db: Database, folder: string = migrationsFolder()): Promise<MigrationOutcome> {
  const job = { url: db.url, place: placeOfStore(db), folder };
  return db.provider === 'sqlite' ? migrateSqlite(job) : migratePostgres(job);
}

/** The migrations that a store which is in use lacks. @throws AppError `store-newer`, `store-unavailable` */
export async function pendingMigrations(db: Database, folder: string = migrationsFolder()): Promise<string[]> {
  const rows = await db.prisma.$queryRaw<{ name: string }[]>`
    SELECT migration_name AS name FROM _prisma_migrations WHERE rolled_back_at IS NULL AND finished_at IS NOT NULL`;
  const records = rows.map(({ name }) => ({ name, finished: true }));
  return pendingOf(listMigrationNames(folder, db.provider), records, placeOfStore(db));
}
