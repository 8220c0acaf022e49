import { BASES } from '@/lib/finance/basis';
import { amountsJson } from './amount-json';
import type { Transaction } from './database';
import { type KeyedRow, packedRows } from './packed-rows';
import { type FieldType, Prisma, rowsFrom } from './rows';

/** The tables of a derivation: their keys, in the order in which rows carry them; five amounts follow. */
export const DERIVED_TABLES = {
  Slice: [
    ['account', 'text'],
    ['home', 'text'],
    ['chargeClass', 'text'],
    ['dedicated', 'boolean'],
    ['rule', 'bigint'],
    ['environment', 'text'],
  ],
  FaceCell: [
    ['face', 'text'],
    ['account', 'text'],
    ['home', 'text'],
    ['environment', 'text'],
    ['service', 'text'],
  ],
  Share: [
    ['pool', 'text'],
    ['chargeClass', 'text'],
    ['side', 'text'],
    ['account', 'text'],
    ['home', 'text'],
    ['environment', 'text'],
  ],
  Unallocated: [
    ['pool', 'text'],
    ['reason', 'text'],
    ['account', 'text'],
    ['home', 'text'],
    ['chargeClass', 'text'],
  ],
} as const satisfies Record<string, readonly (readonly [string, FieldType])[]>;

export type DerivedTable = keyof typeof DERIVED_TABLES;

/** A row to write: its keys in the order of its table, and its amounts. */
export type DerivedRow = KeyedRow;

/** Appends rows to a derivation, in one statement and in their order. */
export async function insertDerived(
  { provider, prisma }: Transaction,
  table: DerivedTable,
  derivationId: number,
  rows: readonly DerivedRow[],
): Promise<void> {
  const keys = DERIVED_TABLES[table];
  const fields: (readonly [string, FieldType])[] = [...keys, ...BASES.map((basis) => [basis, 'bigint'] as const)];
  const names = keys.map(([name]) => name);
  const given =
    provider === 'sqlite'
      ? packedRows(rows, names, names.indexOf('account'))
      : rowsFrom(provider, `[${rows.map(rowJson).join(',')}]`, fields);
  const columns = Prisma.raw(fields.map(([name]) => `"${name}"`).join(', '));
  await prisma.$executeRaw(
    Prisma.sql`INSERT INTO ${Prisma.raw(`"${table}"`)} ("derivationId", ${columns})
      SELECT CAST(${derivationId} AS integer), given.* FROM (${given}) AS given WHERE true`,
  );
}

const rowJson = ({ keys, amounts }: DerivedRow): string =>
  `[${JSON.stringify(keys).slice(1, -1)},${amountsJson(amounts)}]`;
