import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { explainFailure } from './failure';
import type { MigrationOutcome } from './migrate';
import type { MigrationJob } from './migrate-sqlite';
import { listMigrationNames, type MigrationRecord, pendingOf, RECORDS_TABLE, readMigration } from './migrations';
import { postgresConfig } from './postgres-driver';

/** The advisory lock that Prisma's own migrate takes. */
const LOCK = 72707369;

/** Migrates a PostgreSQL schema in one transaction; servers that start at the same time take turns. */
export async function migratePostgres({ url, place, folder }: MigrationJob): Promise<MigrationOutcome> {
  const known = listMigrationNames(folder, 'postgresql');
  const { schema, ...config } = postgresConfig(url);
  const client = new pg.Client(config);
  // A connection that breaks while it waits tells here; the query that follows fails with it.
  client.on('error', () => undefined);
  try {
    await client.connect();
    if (pendingOf(known, await recordsOf(client), place).length === 0) return { applied: [], copiedTo: null };
    await client.query('BEGIN');
    await client.query(`SELECT pg_advisory_xact_lock(${LOCK})`);
    if (schema !== 'public') await client.query(`CREATE SCHEMA IF NOT EXISTS ${pg.escapeIdentifier(schema)}`);
    const pending = pendingOf(known, await recordsOf(client), place);
    for (const name of pending) await apply(client, readMigration(folder, 'postgresql', name));
    await client.query('COMMIT');
    return { applied: pending, copiedTo: null };
  } catch (error) {
    throw explainFailure(error, place);
  } finally {
    // Ends an open transaction too.
    await client.end();
  }
}

async function recordsOf(client: pg.Client): Promise<MigrationRecord[]> {
  // Read from the catalogue, since `to_regclass` may answer out of a cache that is older than the wait for the lock.
  const table = await client.query(
    `SELECT 1 FROM pg_catalog.pg_tables WHERE schemaname = current_schema() AND tablename = '_prisma_migrations'`,
  );
  if (table.rows.length === 0) return [];
  const { rows } = await client.query<MigrationRecord>(
    `SELECT migration_name AS name, finished_at IS NOT NULL AS finished FROM _prisma_migrations WHERE rolled_back_at IS NULL`,
  );
  return rows;
}

async function apply(client: pg.Client, { name, sql, checksum }: ReturnType<typeof readMigration>): Promise<void> {
  await client.query(RECORDS_TABLE.postgresql);
  await client.query(sql);
  await client.query(
    `INSERT INTO _prisma_migrations (id, checksum, migration_name, finished_at, applied_steps_count)
     VALUES ($1, $2, $3, now(), 1)`,
    [randomUUID(), checksum, name],
  );
}
