import type { Amounts } from '@/lib/finance/basis';
import { BASES } from '@/lib/finance/basis';
import { amountsJson } from './amount-json';
import type { Transaction } from './database';
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
export type DerivedRow = {
  readonly keys: readonly (string | number | boolean | null)[];
  readonly amounts: Amounts;
};

/** Appends rows to a derivation, in one statement. */
export async function insertDerived(
  { provider, prisma }: Transaction,
  table: DerivedTable,
  derivationId: number,
  rows: readonly DerivedRow[],
): Promise<void> {
  const fields: (readonly [string, FieldType])[] = [
    ['derivationId', 'bigint'],
    ...DERIVED_TABLES[table],
    ...BASES.map((basis) => [basis, 'bigint'] as const),
  ];
  const columns = Prisma.raw(fields.map(([name]) => `"${name}"`).join(', '));
  const json = `[${rows.map((row) => rowJson(derivationId, row)).join(',')}]`;
  await prisma.$executeRaw(
    Prisma.sql`INSERT INTO ${Prisma.raw(`"${table}"`)} (${columns}) ${rowsFrom(provider, json, fields)}`,
  );
}

const rowJson = (derivationId: number, { keys, amounts }: DerivedRow): string =>
  `[${derivationId},${JSON.stringify(keys).slice(1, -1)},${amountsJson(amounts)}]`;
