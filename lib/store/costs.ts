import type { Amounts, Basis } from '@/lib/finance/basis';
import { isDetailCube } from '@/lib/finance/detail-cube';
import type { Day, DayRange, Month, MonthRange } from '@/lib/finance/month';
import {
  AMOUNT_SUMS,
  type AmountSums,
  type AmountTuple,
  amountsOfTuple,
  basisSums,
  exactly,
  unitsOfTuple,
} from './amount-columns';
import { Prisma, readRows, type Sql, textList } from './rows';
import { type AccountScope, withinScope } from './scope';

export type CostKey = 'month' | 'day' | 'key1' | 'key2';

export type CostQuery = {
  readonly connectionId: string;
  readonly cube: string;
  readonly months: MonthRange;
  /** The keys to sum by, each at most once; none sums everything into one row. */
  readonly groupBy: readonly CostKey[];
  /** Keep only cells with one of these keys. */
  readonly key1?: readonly string[];
  readonly key2?: readonly string[];
  /** Keep only these days, of a daily cube. */
  readonly days?: DayRange;
};

/** A sum of cells; a key that was not asked for is null. `day` is the whole date. */
export type CostSum = {
  readonly month: Month | null;
  readonly day: Day | null;
  readonly key1: string | null;
  readonly key2: string | null;
  readonly amounts: Amounts;
};

/** A sum of cells in one basis, units of 10⁻⁹. */
export type UnitSum = Omit<CostSum, 'amounts'> & { readonly units: bigint };

/**
 * Sums the published cells of one cube, in one statement, in the order of its groups; exact at any size.
 * The first key of every cube but `daily.charge` and `detail` is the account: a scope of some accounts keeps theirs, and gets
 * nothing of these two (`listDetailCubes` reads the latter). No cells, no rows.
 */
export async function sumCells(scope: AccountScope, query: CostQuery): Promise<CostSum[]> {
  const rows = await exactly(AMOUNT_SUMS, (sums) => readSums(scope, query, sums));
  const keys = keyReader(query);
  return rows.map((row) => ({ ...keys(row), amounts: amountsOfTuple(row.slice(query.groupBy.length)) }));
}

/** The same in one basis, which many rows are read faster in. */
export async function sumUnits(scope: AccountScope, query: CostQuery, basis: Basis): Promise<UnitSum[]> {
  const { whole, parted } = basisSums(basis);
  const rows = await exactly(whole, (sums) => readSums(scope, query, sums), parted);
  const keys = keyReader(query);
  const at = query.groupBy.length;
  return rows.map((row) => {
    const { month, day, key1, key2 } = keys(row);
    return { month, day, key1, key2, units: unitsOfTuple(row[at], row[at + 1]) };
  });
}

async function readSums(
  scope: AccountScope,
  query: CostQuery,
  { select, columns }: AmountSums,
): Promise<AmountTuple[]> {
  const { accounts, db } = scope;
  const byAccount = query.cube !== 'daily.charge' && !isDetailCube(query.cube);
  if (accounts !== 'all' && (accounts.size === 0 || !byAccount)) return [];
  const keys = query.groupBy.map((key) => KEYS[key]);
  const names = query.groupBy.map((key) => Prisma.raw(`"${key}"`));
  const grouping = names.length === 0 ? Prisma.sql`HAVING count(*) > 0` : Prisma.sql`GROUP BY ${Prisma.join(keys)}`;
  const selected = [...keys.map((key, at) => Prisma.sql`${key} AS ${names[at] ?? Prisma.empty}`), select];
  return readRows<AmountTuple>(
    db,
    [...names.map((sql) => ({ sql })), ...columns],
    Prisma.sql`SELECT ${Prisma.join(selected)} FROM "Published" p JOIN "Cell" c ON c."loadId" = p."loadId"
      WHERE ${Prisma.join(conditionsOf(scope, query), ' AND ')} ${grouping}
      ${names.length === 0 ? Prisma.empty : Prisma.sql`ORDER BY ${Prisma.join(names)}`}`,
  );
}

/** Reads the keys of a row; one that was not asked for is null. */
function keyReader({ groupBy }: CostQuery): (row: AmountTuple) => Omit<CostSum, 'amounts'> {
  const [month, day, key1, key2] = (['month', 'day', 'key1', 'key2'] as const).map((key) => groupBy.indexOf(key));
  const at = (row: AmountTuple, place = -1): string | null => (place < 0 ? null : (row[place] ?? null));
  return (row) => ({ month: at(row, month), day: at(row, day), key1: at(row, key1), key2: at(row, key2) });
}

const KEYS: Record<CostKey, Sql> = {
  month: Prisma.raw('p."month"'),
  day: Prisma.raw(`p."month" || '-' || substr('0' || CAST(c."day" AS TEXT), length(CAST(c."day" AS TEXT)), 2)`),
  key1: Prisma.raw('c."key1"'),
  key2: Prisma.raw('c."key2"'),
};

function conditionsOf(scope: AccountScope, { connectionId, cube, months, key1, key2, days }: CostQuery): Sql[] {
  const { provider } = scope.db;
  const conditions = [
    Prisma.sql`p."connectionId" = ${connectionId} AND p."cube" = ${cube}`,
    Prisma.sql`p."month" >= ${months.from} AND p."month" < ${months.to}`,
    withinScope(scope, KEYS.key1),
  ];
  if (key1) conditions.push(Prisma.sql`c."key1" IN ${textList(provider, key1)}`);
  if (key2) conditions.push(Prisma.sql`c."key2" IN ${textList(provider, key2)}`);
  if (days) conditions.push(...daysWithin(days));
  return conditions;
}

/** Half-open days as conditions on month and day of the month. Whole months, day 0, are of no day. */
function daysWithin({ from, to }: DayRange): Sql[] {
  const [first, end] = [from.slice(0, 7), to.slice(0, 7)];
  return [
    Prisma.sql`c."day" > 0 AND (p."month" > ${first} OR (p."month" = ${first} AND c."day" >= ${Number(from.slice(8))}))`,
    Prisma.sql`(p."month" < ${end} OR (p."month" = ${end} AND c."day" < ${Number(to.slice(8))}))`,
  ];
}
