import { AppError } from '@/lib/errors';
import type { Amounts } from '@/lib/finance/basis';
import type { Month } from '@/lib/finance/month';
import type { Check, ResidualState } from '@/lib/finance/reconcile';
import { bookColumns, toCheckRow } from './books';
import { findClose } from './closes';
import { transaction, type Writer } from './database';
import { openRestatement } from './restatement';

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

/**
 * Shows a month: its cubes, its book and its checks change together, in one short transaction, or not at all. Of a closed
 * month they become the latest that AWS said, and what it shows stays.
 */
export async function publishMonth(db: Writer, publication: Publication): Promise<void> {
  const { connectionId, month, loads, book, checks, publishedAt, runId } = publication;
  const ids = [...loads.values()];
  await transaction(db, async ({ provider, prisma }) => {
    const known = await prisma.load.findMany({ where: { id: { in: ids }, connectionId, month } });
    const cubeOf = new Map(known.map(({ id, cube }) => [id, cube]));
    for (const [cube, id] of loads) {
      if (cubeOf.get(id) !== cube) throw new AppError('internal', `load ${id} is not one of ${cube} for ${month}`);
    }
    const data = [...loads].map(([cube, loadId]) => ({ connectionId, cube, month, loadId, publishedAt }));
    const where = { connectionId, month, cube: { in: [...loads.keys()] } };
    const columns = { ...bookColumns(book), runId, publishedAt, pending: '' };
    const key = { connectionId_month: { connectionId, month } };
    if (await findClose({ provider, prisma }, connectionId, month)) {
      await prisma.restatedLoad.deleteMany({ where });
      await prisma.restatedLoad.createMany({ data });
      const create = { connectionId, month, ...columns };
      await prisma.restatedMonth.upsert({ where: key, create, update: columns });
      return;
    }
    await prisma.published.deleteMany({ where });
    await prisma.published.createMany({ data });
    await prisma.monthBook.upsert({
      where: key,
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
  await transaction(db, async ({ provider, prisma }) => {
    const where = { connectionId, month, cube: { in: [...loads.keys(), ...removed] } };
    const data = [...loads].map(([cube, loadId]) => ({ connectionId, cube, month, loadId, publishedAt }));
    if (await findClose({ provider, prisma }, connectionId, month)) {
      await openRestatement({ provider, prisma }, { connectionId, month });
      await prisma.restatedLoad.deleteMany({ where });
      await prisma.restatedLoad.createMany({ data });
      return;
    }
    await prisma.published.deleteMany({ where });
    await prisma.published.createMany({ data });
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
  const where = { connectionId, month };
  if (await findClose(db, connectionId, month)) {
    const known = await openRestatement(db, where);
    await db.prisma.restatedMonth.updateMany({ where, data: { reason, pending } });
    return known;
  }
  const { count } = await db.prisma.monthBook.updateMany({ where, data: { reason, pending } });
  return count > 0;
}
