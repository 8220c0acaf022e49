import { type Amounts, BASES } from '@/lib/finance/basis';
import { amountsOfTuple } from './amount-columns';
import type { Writer } from './database';
import { Prisma, readRows, textList } from './rows';

/** A cell of one load, of a whole month. */
export type LoadCell = { readonly key1: string; readonly key2: string; readonly amounts: Amounts };

/** The cells of a load, published or not, in the order of their keys; only those of some first keys where these are given. */
export async function listLoadCells(db: Writer, loadId: number, key1?: readonly string[]): Promise<LoadCell[]> {
  const kept = key1 === undefined ? Prisma.empty : Prisma.sql`AND "key1" IN ${textList(db.provider, key1)}`;
  const rows = await readRows<[string, string, ...string[]]>(
    db,
    [
      { sql: Prisma.raw('"key1"') },
      { sql: Prisma.raw('"key2"') },
      ...BASES.map((basis) => ({ sql: Prisma.raw(`"${basis}"`), whole: true })),
    ],
    Prisma.sql`SELECT "key1", "key2", ${Prisma.raw(BASES.map((basis) => `"${basis}"`).join(', '))} FROM "Cell"
      WHERE "loadId" = ${loadId} AND "day" = 0 ${kept} ORDER BY "key1", "key2"`,
  );
  return rows.map(([first, second, ...tuple]) => ({ key1: first, key2: second, amounts: amountsOfTuple(tuple) }));
}
