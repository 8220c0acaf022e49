import { BASES } from '@/lib/finance/basis';
import type { DetailCube } from '@/lib/finance/detail';
import { detailOf, detailShapeOf } from '@/lib/finance/detail-cube';
import type { Month, MonthRange } from '@/lib/finance/month';
import { type AmountTuple, amountsOfTuple } from './amount-columns';
import { Prisma, readRows } from './rows';
import { type AccountScope, sees, withinScope } from './scope';

/**
 * The published `detail` cubes of a connection, by month, with the cells that are in scope: a cube of one account only for
 * who may see that account, one of all accounts with the cells of those that may be seen.
 */
export async function listDetailCubes(
  scope: AccountScope,
  connectionId: string,
  months: MonthRange,
): Promise<ReadonlyMap<Month, readonly DetailCube[]>> {
  const found = new Map<Month, DetailCube[]>();
  for (const { cube, month, loadId } of await listLoads(scope, connectionId, months)) {
    const shape = detailShapeOf(cube);
    if (!shape || (shape.account !== null && !sees(scope, shape.account))) continue;
    const visible = shape.account === null ? withinScope(scope, Prisma.raw('"key1"')) : Prisma.sql`1 = 1`;
    const rows = await readRows<[string, string, ...AmountTuple]>(
      scope.db,
      [{ sql: Prisma.raw('"key1"') }, { sql: Prisma.raw('"key2"') }, ...COLUMNS],
      Prisma.sql`SELECT "key1", "key2", ${NAMES} FROM "Cell" WHERE "loadId" = ${loadId} AND ${visible}
        ORDER BY "key1", "key2"`,
    );
    const cells = rows.map(([key1, key2, ...tuple]) => ({ key1, key2, amounts: amountsOfTuple(tuple) }));
    const list = found.get(month) ?? [];
    found.set(month, [...list, detailOf(cube, cells)]);
  }
  return found;
}

const NAMES = Prisma.raw(BASES.map((basis) => `"${basis}"`).join(', '));
const COLUMNS = BASES.map((basis) => ({ sql: Prisma.raw(`"${basis}"`), whole: true }));

type DetailLoad = { readonly cube: string; readonly month: Month; readonly loadId: number };

async function listLoads(scope: AccountScope, connectionId: string, months: MonthRange): Promise<DetailLoad[]> {
  if (scope.accounts !== 'all' && scope.accounts.size === 0) return [];
  const rows = await readRows<[string, Month, number]>(
    scope.db,
    ['cube', 'month', 'loadId'].map((name) => ({ sql: Prisma.raw(`"${name}"`) })),
    Prisma.sql`SELECT "cube", "month", "loadId" FROM "Published" WHERE "connectionId" = ${connectionId}
      AND "month" >= ${months.from} AND "month" < ${months.to} AND "cube" LIKE 'detail:%' ORDER BY "month", "cube"`,
  );
  return rows.map(([cube, month, loadId]) => ({ cube, month, loadId }));
}
