import { addAmounts, amountsOf, BASES } from '@/lib/finance/basis';
import type { MonthCell } from '@/lib/finance/cube';
import { transaction } from '@/lib/store/database';
import { createLoad, writeMonthCells } from '@/lib/store/loads';
import { compare, type Measured } from './measure';
import type { StoredCompany } from './stored-company';

const ROWS = 100_000;
const PAGE = 5_000;

const cells: MonthCell[] = Array.from({ length: ROWS }, (_, at) => ({
  month: '2026-10',
  day: 0,
  key1: String(100_000_000_000 + (at % 10_000)),
  key2: `Service ${Math.floor(at / 10_000)}`,
  amounts: addAmounts(
    amountsOf(() => BigInt(at) * 1_000_003n),
    amountsOf((basis) => BigInt(BASES.indexOf(basis))),
  ),
}));

const rowsOf = (list: readonly MonthCell[]) =>
  list.map(({ key1, key2, day, amounts }) => [key1, key2, day, ...BASES.map((basis) => Number(amounts[basis]))]);

/** Rows a second as a sync stores them, page by page, against the same rows in one plain INSERT … SELECT. */
export async function benchStoreRate({
  db,
  connectionId,
}: StoredCompany): Promise<Measured & { rowsPerSecond: number }> {
  const load = () =>
    createLoad(db, {
      connectionId,
      cube: 'bench',
      month: '2026-10',
      runId: null,
      stepId: null,
      createdAt: '2026-11-20T00:00:00.000Z',
    });
  const ours = async () => {
    const id = await load();
    for (let at = 0; at < ROWS; at += PAGE) {
      await transaction(db, (tx) => writeMonthCells(tx, () => id, cells.slice(at, at + PAGE)));
    }
  };
  // Rows reach a statement as a parameter: writing it is part of both ways.
  const plain = async () => {
    const json = JSON.stringify(rowsOf(cells));
    const id = await load();
    await db.prisma.$executeRawUnsafe(
      `INSERT INTO "Cell" ("loadId", "key1", "key2", "day", ${BASES.map((basis) => `"${basis}"`).join(', ')})
       SELECT ${id}, ${[0, 1, 2, 3, 4, 5, 6, 7].map((column) => `value ->> ${column}`).join(', ')} FROM json_each(?)`,
      json,
    );
  };
  const measured = await compare('store 100,000 rows', 'SQLite', { ours, plain }, { rounds: 5, limit: 2 });
  await db.prisma.$executeRawUnsafe(
    `DELETE FROM "Cell" WHERE "loadId" IN (SELECT "id" FROM "Load" WHERE "cube" = 'bench')`,
  );
  await db.prisma.$executeRawUnsafe(`DELETE FROM "Load" WHERE "cube" = 'bench'`);
  return { ...measured, rowsPerSecond: Math.round((ROWS / measured.oursMs) * 1_000) };
}
