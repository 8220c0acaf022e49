import { z } from 'zod';
import { type Amounts, BASES, type Basis } from '@/lib/finance/basis';
import type { ChargeClass } from '@/lib/finance/charge-class';
import type { Day, Month } from '@/lib/finance/month';
import type { SplitNotice } from '@/lib/finance/split-notice';
import { amountsOfTuple } from './amount-columns';
import { DERIVED_TABLES, type DerivedTable } from './derived-table';
import { readJson } from './json-text';

export type { DerivedQuery, WithAmounts, WithUnits } from './derived-rows';
export { listFace, listFaceUnits, type StoredFaceCell } from './face-reads';

import {
  type DerivedQuery,
  measures,
  plain,
  pointers,
  type Row,
  selected,
  text,
  type WithAmounts,
  type WithUnits,
  within,
} from './derived-rows';
import { Prisma, readRows } from './rows';
import { type AccountScope, seesConnection, withinHomes } from './scope';

// Everything here is of the derivations that months show. `Measure` is five amounts, or the units of one basis, which many
// rows are read faster in. The keys are spread last: an object that begins as a copy is ten times slower to make and to read.

export type StoredSlice = {
  readonly month: Month;
  readonly account: string;
  /** `keyOfHome` */
  readonly home: string;
  readonly chargeClass: ChargeClass;
  readonly dedicated: boolean;
  readonly rule: number | null;
};
export type StoredShare = {
  readonly month: Month;
  readonly pool: string;
  readonly chargeClass: ChargeClass;
  readonly side: 'in' | 'out';
  readonly account: string;
  readonly home: string;
};
export type StoredUnallocated = {
  readonly month: Month;
  readonly pool: string | null;
  readonly reason: string;
  readonly account: string;
  readonly home: string;
  readonly chargeClass: ChargeClass;
};
/** The slices in scope, by month. Σ = the book of the accounts in scope. */
export const listSlices = async (scope: AccountScope, query: DerivedQuery): Promise<WithAmounts<StoredSlice>[]> =>
  (await readTable(scope, query, 'Slice', BASES)).map((row) => ({ amounts: amountsAt(row, 7), ...toSlice(row) }));

/** The same in one basis, units of 10⁻⁹. */
export const listSliceUnits = async (
  scope: AccountScope,
  query: DerivedQuery,
  basis: Basis,
): Promise<WithUnits<StoredSlice>[]> =>
  (await readTable(scope, query, 'Slice', [basis])).map((row) => ({ units: unitsAt(row, 7), ...toSlice(row) }));

/** What pools moved, by month: out of homes and into projects, of the accounts and projects in scope. */
export const listShares = async (scope: AccountScope, query: DerivedQuery): Promise<WithAmounts<StoredShare>[]> =>
  (await readTable(scope, query, 'Share', BASES)).map((row) => ({ amounts: amountsAt(row, 7), ...toShare(row) }));

export const listShareUnits = async (
  scope: AccountScope,
  query: DerivedQuery,
  basis: Basis,
): Promise<WithUnits<StoredShare>[]> =>
  (await readTable(scope, query, 'Share', [basis])).map((row) => ({ units: unitsAt(row, 7), ...toShare(row) }));

/** What has no project, and why, by month. */
export const listUnallocated = async (
  scope: AccountScope,
  query: DerivedQuery,
): Promise<WithAmounts<StoredUnallocated>[]> =>
  (await readTable(scope, query, 'Unallocated', BASES)).map((row) => ({
    amounts: amountsAt(row, 6),
    ...toUnallocated(row),
  }));

export const listUnallocatedUnits = async (
  scope: AccountScope,
  query: DerivedQuery,
  basis: Basis,
): Promise<WithUnits<StoredUnallocated>[]> =>
  (await readTable(scope, query, 'Unallocated', [basis])).map((row) => ({
    units: unitsAt(row, 6),
    ...toUnallocated(row),
  }));

/** A month's derivation: when and by which rules it was made, and the special cases of its splits. */
export type DerivationInfo = {
  readonly month: Month;
  readonly ruleSetId: number;
  readonly derivedAt: string;
  /** Its sums over accounts were kept. */
  readonly summed: boolean;
  /** The day whose account names, places and tags it took: later than the month where no walk was earlier. */
  readonly factsOf: Day;
  /** Of the whole organization: a scope of some accounts gets none. */
  readonly notices: readonly SplitNotice[];
};

/** The derivations shown of the months. A published month without one has not been derived yet. */
export async function listDerivations(scope: AccountScope, query: DerivedQuery): Promise<DerivationInfo[]> {
  if (!(await seesConnection(scope, query.connectionId))) return [];
  type Found = { month: Month; ruleSetId: number; createdAt: string; factsOf: Day; notices: string; summed: unknown };
  const rows: Found[] = await scope.db.prisma.$queryRaw(
    Prisma.sql`SELECT d."month", d."ruleSetId", d."createdAt", d."factsOf", d."notices", d."summed" FROM ${pointers(query)} m
        JOIN "Derivation" d ON d."id" = m."derivationId" WHERE ${within(query)} ORDER BY d."month"`,
  );
  return rows.map(({ createdAt, notices, summed, ...row }) => ({
    ...row,
    derivedAt: createdAt,
    summed: summed === true || Number(summed) === 1,
    notices: scope.accounts === 'all' ? readJson(noticeColumn, notices, 'Derivation.notices') : [],
  }));
}

const basisName = z.enum(['unblended', 'amortized', 'netUnblended', 'netAmortized', 'blended']);
const noticeColumn = z.array(
  z.object({
    pool: z.string(),
    code: z.enum([
      'no-rule',
      'no-target',
      'absent-target',
      'even-fallback',
      'unknown-revenue',
      'negative-weight',
      'not-whole',
    ]),
    subject: z.string().nullable(),
    bases: z.array(basisName),
    message: z.string(),
  }),
);

const amountsAt = (row: Row, at: number): Amounts => amountsOfTuple(row.slice(at).map(String));
const unitsAt = (row: Row, at: number): bigint => BigInt(text(row, at));
// The store wrote these columns from the types that they are read as.
const classAt = (row: Row, at: number): ChargeClass => text(row, at) as ChargeClass;

const toSlice = (row: Row): StoredSlice => ({
  month: text(row, 0),
  account: text(row, 1),
  home: text(row, 2),
  chargeClass: classAt(row, 3),
  dedicated: row[4] === true || row[4] === 1,
  rule: row[5] === null ? null : Number(row[5]),
});
const toShare = (row: Row): StoredShare => ({
  month: text(row, 0),
  pool: text(row, 1),
  chargeClass: classAt(row, 2),
  side: text(row, 3) === 'in' ? 'in' : 'out',
  account: text(row, 4),
  home: text(row, 5),
});
const toUnallocated = (row: Row): StoredUnallocated => ({
  month: text(row, 0),
  pool: text(row, 1) || null,
  reason: text(row, 2),
  account: text(row, 3),
  home: text(row, 4),
  chargeClass: classAt(row, 5),
});

function readTable(
  scope: AccountScope,
  query: DerivedQuery,
  table: DerivedTable,
  bases: readonly Basis[],
): Promise<Row[]> {
  const keys = DERIVED_TABLES[table].map(([name]) => name);
  return readRows<Row>(
    scope.db,
    [plain('month'), ...keys.map(plain), ...measures(bases)],
    Prisma.sql`SELECT m."month", ${Prisma.raw(keys.map((name) => `t."${name}"`).join(', '))}, ${selected(bases, 't')}
      FROM ${pointers(query)} m JOIN ${Prisma.raw(`"${table}"`)} t ON t."derivationId" = m."derivationId"
      WHERE ${within(query)} AND ${withinHomes(scope, Prisma.raw('t."account"'), Prisma.raw('t."home"'))}
      ORDER BY m."month", t."id"`,
  );
}
