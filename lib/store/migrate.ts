import { type Database, placeOfStore } from './database';
import { migratePostgres } from './migrate-postgres';
import { migrateSqlite } from './migrate-sqlite';
import { migrationsFolder } from './migrations';

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
