import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { AppError } from '@/lib/errors';
import type { Provider } from './database';

/** A migration's folder name, which begins with its time, and its statements. */
export type Migration = { readonly name: string; readonly sql: string; readonly checksum: string };

/** A row of `_prisma_migrations`, the table that Prisma's own `migrate deploy` reads and writes. */
export type MigrationRecord = { readonly name: string; readonly finished: boolean };

/** Where the migrations are kept: the product is started from the folder that holds them. */
export const migrationsFolder = (): string => join(/* turbopackIgnore: true */ process.cwd(), 'prisma', 'migrations');

/** The names of a provider's migrations, oldest first. */
export function listMigrationNames(folder: string, provider: Provider): string[] {
  const path = join(folder, provider);
  if (!existsSync(path)) {
    throw new AppError('configuration', `The migrations are not at ${path}.`, {
      fix: 'Start the product from its own folder.',
    });
  }
  return readdirSync(path)
    .filter((name) => existsSync(join(path, name, 'migration.sql')))
    .sort();
}

export function readMigration(folder: string, provider: Provider, name: string): Migration {
  const sql = readFileSync(join(folder, provider, name, 'migration.sql'), 'utf8');
  return { name, sql, checksum: createHash('sha256').update(sql).digest('hex') };
}

/**
 * The migrations that a store lacks.
 * @throws AppError `store-newer` when it has one that this program does not know, `store-corrupt` when one was cut off
 */
export function pendingOf(known: readonly string[], records: readonly MigrationRecord[], place: string): string[] {
  const unknown = records.find(({ name }) => !known.includes(name));
  if (unknown) {
    throw new AppError('store-newer', `${place} was brought to ${unknown.name} by a newer version of this program.`, {
      fix: 'Start that version or a later one; or restore the copy that it left beside the store before it migrated. Nothing was changed.',
    });
  }
  const broken = records.find(({ finished }) => !finished);
  if (broken) {
    throw new AppError('store-corrupt', `The migration ${broken.name} of ${place} began and did not end.`, {
      fix: 'Restore a copy from before it.',
    });
  }
  const applied = new Set(records.map(({ name }) => name));
  return known.filter((name) => !applied.has(name));
}

/** The table as Prisma makes it, so that its own tools agree with what is applied here. */
export const RECORDS_TABLE: Record<Provider, string> = {
  sqlite: `CREATE TABLE IF NOT EXISTS "_prisma_migrations" ("id" TEXT PRIMARY KEY NOT NULL, "checksum" TEXT NOT NULL,
    "finished_at" DATETIME, "migration_name" TEXT NOT NULL, "logs" TEXT, "rolled_back_at" DATETIME,
    "started_at" DATETIME NOT NULL DEFAULT current_timestamp, "applied_steps_count" INTEGER UNSIGNED NOT NULL DEFAULT 0)`,
  postgresql: `CREATE TABLE IF NOT EXISTS _prisma_migrations (id VARCHAR(36) PRIMARY KEY NOT NULL, checksum VARCHAR(64) NOT NULL,
    finished_at TIMESTAMPTZ, migration_name VARCHAR(255) NOT NULL, logs TEXT, rolled_back_at TIMESTAMPTZ,
    started_at TIMESTAMPTZ NOT NULL DEFAULT now(), applied_steps_count INTEGER NOT NULL DEFAULT 0)`,
};
