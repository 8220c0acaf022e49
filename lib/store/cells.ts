import { addAmounts, BASES } from '@/lib/finance/basis';
import type { Cell, MonthCell } from '@/lib/finance/cube';
import type { Month } from '@/lib/finance/month';
import { amountsJson } from './amount-json';
import { type Transaction, transaction, type Writer } from './database';
import { batches, Prisma, rowsFrom } from './rows';

/** Cells in one statement: large enough for speed, small enough for memory and the length of a transaction. */
const CELLS_AT_ONCE = 5_000;

type LoadCell = { readonly loadId: number; readonly cell: Cell };

/**
 * Adds cells to a load, one statement per 5,000. A key that the load has already gets the sum, and counts as duplicate.
 * @throws AppError `invalid-input` for an amount beyond 64 bits of units (about 9.2 billion of the currency)
 */
export const writeCells = (db: Writer, loadId: number, cells: readonly Cell[]): Promise<{ duplicates: number }> =>
  writeAll(
    db,
    cells.map((cell) => ({ loadId, cell })),
  );

/** As `writeCells`, for cells of several months, each into the load that `loadIdOf` names. */
export const writeMonthCells = (
  db: Writer,
  loadIdOf: (month: Month) => number,
  cells: readonly MonthCell[],
): Promise<{ duplicates: number }> =>
  writeAll(
    db,
    cells.map((cell) => ({ loadId: loadIdOf(cell.month), cell })),
  );

async function writeAll(db: Writer, cells: readonly LoadCell[]): Promise<{ duplicates: number }> {
  if (cells.length === 0) return { duplicates: 0 };
  return transaction(db, async (tx) => {
    let duplicates = 0;
    for (const batch of batches(cells, CELLS_AT_ONCE)) duplicates += await writeBatch(tx, batch);
    return { duplicates };
  });
}

/** Almost every page is all new: it is tried as such first, and undone when it was not. */
async function writeBatch(tx: Transaction, batch: readonly LoadCell[]): Promise<number> {
  const { prisma } = tx;
  await prisma.$executeRaw`SAVEPOINT cells`;
  let added = await insert(tx, batch, Prisma.sql`DO NOTHING`);
  if (added < batch.length) {
    await prisma.$executeRaw`ROLLBACK TO SAVEPOINT cells`;
    const folded = fold(batch);
    const known = await countKnown(tx, folded);
    await insert(tx, folded, ADD);
    added = folded.length - known;
  }
  await prisma.$executeRaw`RELEASE SAVEPOINT cells`;
  await countRows(tx, batch);
  return batch.length - added;
}

const FIELDS = [
  ['loadId', 'bigint'],
  ['key1', 'text'],
  ['key2', 'text'],
  ['day', 'bigint'],
  ...BASES.map((basis) => [basis, 'bigint'] as const),
] as const;
const COLUMNS = Prisma.raw(FIELDS.map(([name]) => `"${name}"`).join(', '));
const KEY = Prisma.raw('"loadId", "key1", "key2", "day"');
const ADD = Prisma.raw(`DO UPDATE SET ${BASES.map((b) => `"${b}" = "Cell"."${b}" + excluded."${b}"`).join(', ')}`);

const insert = (
  { provider, prisma }: Transaction,
  cells: readonly LoadCell[],
  onConflict: typeof ADD,
): Promise<number> =>
  prisma.$executeRaw(
    Prisma.sql`INSERT INTO "Cell" (${COLUMNS}) ${rowsFrom(provider, toJson(cells), FIELDS)} ON CONFLICT (${KEY}) ${onConflict}`,
  );

async function countKnown({ provider, prisma }: Transaction, cells: readonly LoadCell[]): Promise<number> {
  const given = rowsFrom(provider, toJson(cells), FIELDS);
  const found: { known: bigint }[] = await prisma.$queryRaw(
    Prisma.sql`SELECT count(*) AS known FROM (${given}) AS given JOIN "Cell" USING (${KEY})`,
  );
  return Number(found[0]?.known ?? 0n);
}

/** Keeps `Load.rows`: the cells that each load was given. */
async function countRows({ provider, prisma }: Transaction, batch: readonly LoadCell[]): Promise<void> {
  const counts = new Map<number, number>();
  for (const { loadId } of batch) counts.set(loadId, (counts.get(loadId) ?? 0) + 1);
  const given = rowsFrom(provider, JSON.stringify([...counts]), COUNTED);
  await prisma.$executeRaw(
    Prisma.sql`UPDATE "Load" SET "rows" = "Load"."rows" + given."added" FROM (${given}) AS given WHERE "Load"."id" = given."id"`,
  );
}

const COUNTED = [
  ['id', 'bigint'],
  ['added', 'bigint'],
] as const;

/** Adds up the cells of a batch that have one key. */
function fold(batch: readonly LoadCell[]): LoadCell[] {
  const folded = new Map<string, LoadCell>();
  for (const { loadId, cell } of batch) {
    const key = JSON.stringify([loadId, cell.key1, cell.key2, cell.day]);
    const other = folded.get(key);
    folded.set(key, {
      loadId,
      cell: other ? { ...cell, amounts: addAmounts(other.cell.amounts, cell.amounts) } : cell,
    });
  }
  return [...folded.values()];
}

function toJson(cells: readonly LoadCell[]): string {
  const rows = cells.map(
    ({ loadId, cell }) =>
      `[${loadId},${JSON.stringify(cell.key1)},${JSON.stringify(cell.key2)},${cell.day},${amountsJson(cell.amounts)}]`,
  );
  return `[${rows.join(',')}]`;
}
