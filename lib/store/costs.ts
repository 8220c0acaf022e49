import type { Amounts } from '@/lib/finance/basis';
import type { Day, DayRange, Month, MonthRange } from '@/lib/finance/month';
import { AMOUNT_SUMS, type AmountTuple, amountsOfTuple, exactly } from './amount-columns';
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

/**
 * Sums the published cells of one cube, in one statement, in the order of its groups; exact at any size.
 * The first key of every cube but `daily.charge` is the account: a scope of some accounts keeps theirs, and gets nothing
 * of `daily.charge`. No cells, no rows.
 */
export async function sumCells(scope: AccountScope, query: CostQuery): Promise<CostSum[]> {
  const { accounts, db } = scope;
  if (accounts !== 'all' && (accounts.size === 0 || query.cube === 'daily.charge')) return [];
  const keys = query.groupBy.map((key) => KEYS[key]);
  const names = query.groupBy.map((key) => Prisma.raw(`"${key}"`));
  const grouping = names.length === 0 ? Prisma.sql`HAVING count(*) > 0` : Prisma.sql`GROUP BY ${Prisma.join(keys)}`;
  const rows = await exactly(AMOUNT_SUMS, ({ select, columns }) => {
    const selected = [...keys.map((key, at) => Prisma.sql`${key} AS ${names[at] ?? Prisma.empty}`), select];
    return readRows<AmountTuple>(
      db,
      [...names.map((sql) => ({ sql })), ...columns],
      Prisma.sql`SELECT ${Prisma.join(selected)} FROM "Published" p JOIN "Cell" c ON c."loadId" = p."loadId"
        WHERE ${Prisma.join(conditionsOf(scope, query), ' AND ')} ${grouping}
        ${names.length === 0 ? Prisma.empty : Prisma.sql`ORDER BY ${Prisma.join(names)}`}`,
    );
  });
  const place = Object.fromEntries(query.groupBy.map((key, at) => [key, at]));
  const keyAt = (row: AmountTuple, key: CostKey) => {
    const at = place[key];
    return at === undefined ? null : (row[at] ?? null);
  };
  return rows.map((row) => ({
    month: keyAt(row, 'month'),
    day: keyAt(row, 'day'),
    key1: keyAt(row, 'key1'),
    key2: keyAt(row, 'key2'),
    amounts: amountsOfTuple(row.slice(query.groupBy.length)),
  }));
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
