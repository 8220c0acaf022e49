import type { Amounts } from '@/lib/finance/basis';
import type { Month } from '@/lib/finance/month';
import { AMOUNT_SUMS, type AmountTuple, amountsOfTuple, exactly } from './amount-columns';
import type { Database, Writer } from './database';
import { removeLoads } from './load-removal';
import { Prisma, readRows, textList } from './rows';

export { writeCells, writeMonthCells } from './cells';
export {
  holdMonth,
  type MonthBookInput,
  type MonthCheckInput,
  type Publication,
  publishLoads,
  publishMonth,
} from './publication';

export type NewLoad = {
  readonly connectionId: string;
  readonly cube: string;
  readonly month: Month;
  readonly runId: string | null;
  readonly stepId: string | null;
  /** ISO instant, UTC. */
  readonly createdAt: string;
};

/** Begins a reading of one cube for one month; nothing shows it until it is published. Returns its id. */
export async function createLoad(db: Writer, load: NewLoad): Promise<number> {
  return (await db.prisma.load.create({ data: load })).id;
}

/** As `createLoad`, of several months in one statement. Returns their ids by month. */
export async function createMonthLoads(
  db: Writer,
  load: Omit<NewLoad, 'month'>,
  months: readonly Month[],
): Promise<Record<Month, number>> {
  const data = months.map((month) => ({ ...load, month }));
  const rows = await db.prisma.load.createManyAndReturn({ data, select: { id: true, month: true } });
  return Object.fromEntries(rows.map(({ id, month }) => [month, id]));
}

export type PublishedLoad = {
  readonly cube: string;
  readonly month: Month;
  readonly loadId: number;
  readonly rows: number;
  /** When its reading began. */
  readonly loadedAt: string;
  readonly publishedAt: string;
};

/** What is shown of a connection: one load per cube and month, by month, then cube. */
export async function listPublished(db: Writer, connectionId: string): Promise<PublishedLoad[]> {
  const query = Prisma.sql`SELECT p."cube", p."month", p."loadId", l."rows", l."createdAt", p."publishedAt"
    FROM "Published" p JOIN "Load" l ON l."id" = p."loadId" WHERE p."connectionId" = ${connectionId}
    ORDER BY p."month", p."cube"`;
  const columns = ['cube', 'month', 'loadId', 'rows', 'createdAt', 'publishedAt'].map((name) => ({
    sql: Prisma.raw(`"${name}"`),
  }));
  const rows = await readRows<[string, Month, number, number, string, string]>(db, columns, query);
  return rows.map(([cube, month, loadId, count, loadedAt, publishedAt]) => ({
    cube,
    month,
    loadId,
    rows: count,
    loadedAt,
    publishedAt,
  }));
}

export type LoadSum = { readonly key: string; readonly amounts: Amounts; readonly cells: number };

/**
 * Sums one load, published or not: whole (one row, key '', also of an empty load) or by a key, in key order.
 * `key2` keeps only the cells with one of these second keys.
 */
export async function sumLoad(
  db: Writer,
  loadId: number,
  by: 'all' | 'key1' | 'key2',
  key2?: readonly string[],
): Promise<LoadSum[]> {
  const key = by === 'all' ? Prisma.raw(`''`) : Prisma.raw(`"${by}"`);
  const kept = key2 === undefined ? Prisma.empty : Prisma.sql`AND "key2" IN ${textList(db.provider, key2)}`;
  const grouping = by === 'all' ? Prisma.empty : Prisma.sql`GROUP BY ${key} ORDER BY ${key}`;
  const rows = await exactly(AMOUNT_SUMS, ({ select, columns }) =>
    readRows<[string, number, ...AmountTuple]>(
      db,
      [{ sql: Prisma.raw('"key"') }, { sql: Prisma.raw('"cells"') }, ...columns],
      Prisma.sql`SELECT ${key} AS "key", count(*) AS "cells", ${select} FROM "Cell"
        WHERE "loadId" = ${loadId} ${kept} ${grouping}`,
    ),
  );
  return rows.map(([name, cells, ...tuple]) => ({ key: name, cells, amounts: amountsOfTuple(tuple) }));
}

/**
 * Removes the loads that nothing shows and no run is still filling, in short transactions.
 * Those of `exceptRunId` stay: a run that ended unfinished may be resumed.
 */
export async function removeUnpublishedLoads(db: Database, connectionId: string, exceptRunId?: string): Promise<void> {
  const loads: { id: number }[] = await db.prisma.$queryRaw(
    Prisma.sql`SELECT l."id" FROM "Load" l WHERE l."connectionId" = ${connectionId}
      AND NOT EXISTS (SELECT 1 FROM "Published" p WHERE p."loadId" = l."id")
      AND NOT EXISTS (SELECT 1 FROM "RestatedLoad" s WHERE s."loadId" = l."id")
      AND NOT EXISTS (SELECT 1 FROM "Derivation" d WHERE d."connectionId" = l."connectionId" AND d."serviceLoad" = l."id")
      AND NOT EXISTS (SELECT 1 FROM "SyncRun" r WHERE r."id" = l."runId" AND r."status" IN ('queued', 'running'))
      AND (l."runId" IS NULL OR l."runId" <> ${exceptRunId ?? ''}) ORDER BY l."id"`,
  );
  await removeLoads(db, loads);
}
