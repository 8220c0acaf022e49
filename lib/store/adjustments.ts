import { z } from 'zod';
import { type AdjustmentKey, type AdjustmentLine, adjustmentsOf } from '@/lib/finance/adjustment';
import { BASES, subtractAmounts } from '@/lib/finance/basis';
import { addMonths, type Month, type MonthRange } from '@/lib/finance/month';
import { amountsOfTuple } from './amount-columns';
import { amountsJson } from './amount-json';
import { toBook } from './books';
import { listClosesOf } from './closes';
import type { Transaction, Writer } from './database';
import { plain, type Row, text } from './derived-rows';
import { batches, type FieldType, Prisma, readRows, rowsFrom, type Sql } from './rows';
import { type AccountScope, seesAll, withinHomes } from './scope';

/** A line of an adjustment: what AWS restated of `month`, and the month that carries it. */
export type Adjustment = AdjustmentLine & { readonly month: Month; readonly bookedIn: Month };

/**
 * The adjustments that the months `[from, to)` carry: those that stand in closed ones, and in the earliest open month
 * what AWS restated since. A scope of some accounts gets the lines of theirs.
 */
export async function listAdjustments(
  scope: AccountScope,
  { connectionId, months }: { readonly connectionId: string; readonly months: MonthRange },
): Promise<Adjustment[]> {
  const within = seesAll(scope)
    ? EVERYTHING
    : { sql: withinHomes(scope, Prisma.raw('t."account"'), Prisma.raw('t."home"')), residual: false };
  const [standing, pending] = await Promise.all([
    readStanding(
      scope.db,
      connectionId,
      within,
      Prisma.sql`t."bookedIn" >= ${months.from} AND t."bookedIn" < ${months.to}`,
    ),
    pendingAdjustments(scope.db, connectionId, within),
  ]);
  const closed = new Set((await listClosesOf(scope.db, connectionId)).map(({ month }) => month));
  return [
    // What stands in a month that is open again was taken back with it.
    ...standing.filter(({ bookedIn }) => closed.has(bookedIn)),
    ...pending.filter(({ bookedIn }) => bookedIn >= months.from && bookedIn < months.to),
  ];
}

type Within = { readonly sql: Sql; readonly residual: boolean };
const EVERYTHING: Within = { sql: Prisma.sql`1 = 1`, residual: true };

/** The adjustments that the earliest open month carries now; they stand once it closes. */
export async function pendingAdjustments(
  db: Writer,
  connectionId: string,
  within: Within = EVERYTHING,
): Promise<Adjustment[]> {
  const [closes, books, restated, standing] = await Promise.all([
    listClosesOf(db, connectionId),
    db.prisma.monthBook.findMany({ where: { connectionId }, orderBy: { month: 'asc' } }),
    db.prisma.restatedMonth.findMany({ where: { connectionId } }),
    readStanding(db, connectionId, within, Prisma.sql`1 = 1`),
  ]);
  const closed = new Set(closes.map(({ month }) => month));
  const bookedIn = earliestOpen(
    books.map(({ month }) => month),
    closed,
  );
  const shown = new Map(books.map((row) => [row.month, toBook(row)]));
  const later = new Map(restated.map((row) => [row.month, row]));
  const booked = byMonth(standing.filter((line) => closed.has(line.bookedIn)));
  const found: Adjustment[] = [];
  for (const month of [...new Set([...closed, ...booked.keys()])].sort()) {
    const row = closed.has(month) ? later.get(month) : undefined;
    const before = shown.get(month);
    const lines: AdjustmentLine[] = [];
    if (row && before) {
      const pointer = await db.prisma.derivedMonth.findUnique({
        where: { connectionId_month: { connectionId, month } },
      });
      const [newer, frozen] = await Promise.all([
        readLines(db, row.derivationId, within.sql),
        readLines(db, pointer?.derivationId ?? 0, within.sql),
      ]);
      const residual = subtractAmounts(toBook(row).residual, before.residual);
      const extra = within.residual ? [{ ...RESIDUAL, amounts: residual }] : [];
      lines.push(...adjustmentsOf({ restated: [...newer, ...extra], frozen, booked: booked.get(month) ?? [] }));
    } else lines.push(...adjustmentsOf({ restated: [], frozen: [], booked: booked.get(month) ?? [] }));
    found.push(...lines.map((line) => ({ ...line, month, bookedIn })));
  }
  return found;
}

function byMonth(lines: readonly Adjustment[]): Map<Month, Adjustment[]> {
  const months = new Map<Month, Adjustment[]>();
  for (const line of lines) months.set(line.month, [...(months.get(line.month) ?? []), line]);
  return months;
}

const RESIDUAL: AdjustmentKey = { kind: 'residual', account: '', home: '', chargeClass: '', pool: '' };

/** The earliest month that is not closed; after the last one when all are. */
export function earliestOpen(months: readonly Month[], closed: ReadonlySet<Month>): Month {
  const open = months.find((month) => !closed.has(month));
  const last = months.at(-1);
  return open ?? (last === undefined ? '' : addMonths(last, 1));
}

/** Books adjustments in the month that carries them: they stand from now on. */
export async function saveAdjustments(
  tx: Transaction,
  connectionId: string,
  adjustments: readonly Adjustment[],
): Promise<void> {
  for (const batch of batches(adjustments, 5_000)) {
    const json = `[${batch.map((line) => `[${JSON.stringify(keysOf(connectionId, line)).slice(1, -1)},${amountsJson(line.amounts)}]`).join(',')}]`;
    const columns = Prisma.raw(FIELDS.map(([name]) => `"${name}"`).join(', '));
    await tx.prisma.$executeRaw(
      Prisma.sql`INSERT INTO "Adjustment" (${columns}) ${rowsFrom(tx.provider, json, FIELDS)}`,
    );
  }
}

const KEYS = ['month', 'bookedIn', 'kind', 'account', 'home', 'chargeClass', 'pool'] as const;
const FIELDS: (readonly [string, FieldType])[] = [
  ...['connectionId', ...KEYS].map((name) => [name, 'text'] as const),
  ...BASES.map((basis) => [basis, 'bigint'] as const),
];
const keysOf = (connectionId: string, line: Adjustment): string[] => [connectionId, ...KEYS.map((key) => line[key])];

/** Takes back what a month that opens again carries: it is worked out anew from then on. */
export async function removeAdjustmentsIn(tx: Writer, connectionId: string, bookedIn: Month): Promise<void> {
  await tx.prisma.adjustment.deleteMany({ where: { connectionId, bookedIn } });
}

const kindColumn = z.enum(['slice', 'in', 'out', 'residual']);

async function readStanding(db: Writer, connectionId: string, within: Within, condition: Sql): Promise<Adjustment[]> {
  const residual = within.residual ? Prisma.empty : Prisma.sql`AND t."kind" <> 'residual'`;
  const rows = await readRows<Row>(
    db,
    [...KEYS.map(plain), ...BASES.map((basis) => ({ sql: Prisma.raw(`"${basis}"`), whole: true }))],
    Prisma.sql`SELECT t.* FROM "Adjustment" t WHERE t."connectionId" = ${connectionId} AND ${condition}
      AND ${within.sql} ${residual} ORDER BY t."id"`,
  );
  return rows.map((row) => ({
    month: text(row, 0),
    bookedIn: text(row, 1),
    kind: kindColumn.parse(row[2]),
    account: text(row, 3),
    home: text(row, 4),
    chargeClass: text(row, 5),
    pool: text(row, 6),
    amounts: amountsOfTuple(row.slice(7).map(String)),
  }));
}

/** The slices and shares of one derivation as lines. */
async function readLines(db: Writer, derivationId: number, within: Sql): Promise<AdjustmentLine[]> {
  const columns = ['kind', 'account', 'home', 'chargeClass', 'pool'];
  const amounts = Prisma.raw(BASES.map((basis) => `t."${basis}"`).join(', '));
  const rows = await readRows<Row>(
    db,
    [...columns.map(plain), ...BASES.map((basis) => ({ sql: Prisma.raw(`"${basis}"`), whole: true }))],
    Prisma.sql`SELECT 'slice' AS "kind", t."account", t."home", t."chargeClass", '' AS "pool", ${amounts} FROM "Slice" t
      WHERE t."derivationId" = ${derivationId} AND ${within}
      UNION ALL SELECT t."side", t."account", t."home", t."chargeClass", t."pool", ${amounts} FROM "Share" t
      WHERE t."derivationId" = ${derivationId} AND ${within}`,
  );
  return rows.map((row) => ({
    kind: kindColumn.parse(row[0]),
    account: text(row, 1),
    home: text(row, 2),
    chargeClass: text(row, 3),
    pool: text(row, 4),
    amounts: amountsOfTuple(row.slice(5).map(String)),
  }));
}
