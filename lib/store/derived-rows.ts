import type { Amounts, Basis } from '@/lib/finance/basis';
import type { MonthRange } from '@/lib/finance/month';
import { type Column, Prisma, type Sql } from './rows';

/** Months `[from, to)` of one connection: closed ones as they were closed, or as AWS restated them since. */
export type DerivedQuery = {
  readonly connectionId: string;
  readonly months: MonthRange;
  readonly view?: 'closed' | 'restated';
};

export type WithAmounts<Row> = Row & { readonly amounts: Amounts };
export type WithUnits<Row> = Row & { readonly units: bigint };

/** A row as the database wrote it: keys, then amounts as text. */
export type Row = readonly (string | number | boolean | null)[];

export const text = (row: Row, at: number): string => String(row[at] ?? '');
/** The pointers from months to their derivations, in a FROM. */
export const pointers = ({ view = 'closed' }: DerivedQuery): Sql =>
  view === 'closed'
    ? Prisma.raw('"DerivedMonth"')
    : Prisma.raw(
        `(SELECT d."connectionId", d."month", coalesce(nullif(r."derivationId", 0), d."derivationId") AS "derivationId"
          FROM "DerivedMonth" d LEFT JOIN "RestatedMonth" r ON r."connectionId" = d."connectionId" AND r."month" = d."month")`,
      );

/** The derivations (`m`) of a query. */
export const within = ({ connectionId, months }: DerivedQuery): Sql =>
  Prisma.sql`m."connectionId" = ${connectionId} AND m."month" >= ${months.from} AND m."month" < ${months.to}`;

export const plain = (name: string): Column => ({ sql: Prisma.raw(`"${name}"`) });
export const measures = (bases: readonly Basis[]): Column[] =>
  bases.map((basis) => ({ sql: Prisma.raw(`"${basis}"`), whole: true }));
export const selected = (bases: readonly Basis[], of: string): Sql =>
  Prisma.raw(bases.map((basis) => `${of}."${basis}"`).join(', '));
