import type { Database } from './database';
import { transaction } from './database';
import { Prisma } from './rows';

/** Cells deleted in one transaction: some hundredths of a second. */
const CELLS_AT_ONCE = 20_000;

/** Removes loads and their cells in short transactions; a load goes last, so that a removal that was cut off is found again. */
export async function removeLoads(db: Database, loads: readonly { readonly id: number }[]): Promise<void> {
  for (const { id } of loads) {
    while (await removeSomeCells(db, id));
    await db.prisma.load.deleteMany({ where: { id } });
  }
}

/** True when there may be more. Whole first keys at a time: the key's order makes the range cheap. */
async function removeSomeCells(db: Database, loadId: number): Promise<boolean> {
  return transaction(db, async ({ prisma }) => {
    const found: { key1: string }[] = await prisma.$queryRaw(
      Prisma.sql`SELECT "key1" FROM "Cell" WHERE "loadId" = ${loadId} ORDER BY "key1" LIMIT 1 OFFSET ${CELLS_AT_ONCE}`,
    );
    const last = found[0]?.key1;
    const range = last === undefined ? Prisma.empty : Prisma.sql`AND "key1" <= ${last}`;
    await prisma.$executeRaw(Prisma.sql`DELETE FROM "Cell" WHERE "loadId" = ${loadId} ${range}`);
    return last !== undefined;
  });
}
