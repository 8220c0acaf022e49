import type { Amounts, Basis } from '@/lib/finance/basis';
import type { MonthRange } from '@/lib/finance/month';
import { type Column, Prisma, type Sql } from './rows';

/** Months `[from, to)` of one connection. */
export type DerivedQuery = { readonly connectionId: string; readonly months: MonthRange };

export type WithAmounts<Row> = Row & { readonly amounts: Amounts };
export type WithUnits<Row> = Row & { readonly units: bigint };

/** A row as the database wrote it: keys, then amounts as text. */
export type Row = readonly (string | number | boolean | null)[];

export const text = (row: Row, at: number): string => String(row[at] ?? '');
/** The shown derivations (`m`) of a query. */
export const within = ({ connectionId, months }: DerivedQuery): Sql =>
  Prisma.sql`m."connectionId" = ${connectionId} AND m."month" >= ${months.from} AND m."month" < ${months.to}`;

export const plain = (name: string): Column => ({ sql: Prisma.raw(`"${name}"`) });
export const measures = (bases: readonly Basis[]): Column[] =>
  bases.map((basis) => ({ sql: Prisma.raw(`"${basis}"`), whole: true }));
export const selected = (bases: readonly Basis[], of: string): Sql =>
  Prisma.raw(bases.map((basis) => `${of}."${basis}"`).join(', '));
