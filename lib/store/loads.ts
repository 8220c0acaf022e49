import { AppError } from '@/lib/errors';
import type { Amounts } from '@/lib/finance/basis';
import type { Month } from '@/lib/finance/month';
import type { Check, ResidualState } from '@/lib/finance/reconcile';
import { AMOUNT_SUMS, type AmountTuple, amountsOfTuple, exactly } from './amount-columns';
import { bookColumns, toCheckRow } from './books';
import { type Database, transaction, type Writer } from './database';
import { removeLoads } from './load-removal';
import { Prisma, readRows, textList } from './rows';

export { writeCells, writeMonthCells } from './cells';

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

/** The figures of a month that go on the book. Residual = control − Σ recordType, in units. */
export type MonthBookInput = {
  readonly estimated: boolean;
  /** The control total. */
  readonly amounts: Amounts;
  readonly residual: Amounts;
  readonly residualState: ResidualState;
  readonly holds: boolean;
  readonly reason: string;
};
export type MonthCheckInput = Check;

export type Publication = {
  readonly connectionId: string;
  readonly month: Month;
  /** The load of each cube that is to be shown from now on; cubes not named keep theirs. */
  readonly loads: ReadonlyMap<string, number>;
  readonly book: MonthBookInput;
  /** Take the place of all checks of the month. */
  readonly checks: readonly MonthCheckInput[];
  readonly publishedAt: string;
  readonly runId: string | null;
};

/** Shows a month: its cubes, its book and its checks change together, in one short transaction, or not at all. */
export async function publishMonth(db: Writer, publication: Publication): Promise<void> {
  const { connectionId, month, loads, book, checks, publishedAt, runId } = publication;
  const ids = [...loads.values()];
  await transaction(db, async ({ prisma }) => {
    const known = await prisma.load.findMany({ where: { id: { in: ids }, connectionId, month } });
    const cubeOf = new Map(known.map(({ id, cube }) => [id, cube]));
    for (const [cube, id] of loads) {
      if (cubeOf.get(id) !== cube) throw new AppError('internal', `load ${id} is not one of ${cube} for ${month}`);
    }
    await prisma.published.deleteMany({ where: { connectionId, month, cube: { in: [...loads.keys()] } } });
    await prisma.published.createMany({
      data: [...loads].map(([cube, loadId]) => ({ connectionId, cube, month, loadId, publishedAt })),
    });
    const columns = { ...bookColumns(book), runId, publishedAt, pending: '' };
    await prisma.monthBook.upsert({
      where: { connectionId_month: { connectionId, month } },
      create: { connectionId, month, ...columns },
      update: columns,
    });
    await prisma.monthCheck.deleteMany({ where: { connectionId, month } });
    await prisma.monthCheck.createMany({ data: checks.map((check) => toCheckRow(connectionId, month, check)) });
  });
}

/** Shows loads of a month beside what it shows already, and no more those of `removed` cubes. The book stays as it is. */
export async function publishLoads(
  db: Writer,
  {
    connectionId,
    month,
    loads,
    removed,
    publishedAt,
  }: Pick<Publication, 'connectionId' | 'month' | 'loads' | 'publishedAt'> & { readonly removed: readonly string[] },
): Promise<void> {
  await transaction(db, async ({ prisma }) => {
    const cubes = [...loads.keys(), ...removed];
    await prisma.published.deleteMany({ where: { connectionId, month, cube: { in: cubes } } });
    await prisma.published.createMany({
      data: [...loads].map(([cube, loadId]) => ({ connectionId, cube, month, loadId, publishedAt })),
    });
  });
}

/**
 * Records why a newer reading of a month was held back, and what it said; the figures that are shown stay.
 * False when the month has no book: there is nothing to hold it back from.
 */
export async function holdMonth(
  db: Writer,
  { connectionId, month, reason, pending }: { connectionId: string; month: Month; reason: string; pending: string },
): Promise<boolean> {
  const { count } = await db.prisma.monthBook.updateMany({ where: { connectionId, month }, data: { reason, pending } });
  return count > 0;
}

/**
 * Removes the loads that nothing shows and no run is still filling, in short transactions.
 * Those of `exceptRunId` stay: a run that ended unfinished may be resumed.
 */
export async function removeUnpublishedLoads(db: Database, connectionId: string, exceptRunId?: string): Promise<void> {
  const loads: { id: number }[] = await db.prisma.$queryRaw(
    Prisma.sql`SELECT l."id" FROM "Load" l WHERE l."connectionId" = ${connectionId}
      AND NOT EXISTS (SELECT 1 FROM "Published" p WHERE p."loadId" = l."id")
      AND NOT EXISTS (SELECT 1 FROM "Derivation" d WHERE d."connectionId" = l."connectionId" AND d."serviceLoad" = l."id")
      AND NOT EXISTS (SELECT 1 FROM "SyncRun" r WHERE r."id" = l."runId" AND r."status" IN ('queued', 'running'))
      AND (l."runId" IS NULL OR l."runId" <> ${exceptRunId ?? ''}) ORDER BY l."id"`,
  );
  await removeLoads(db, loads);
}
