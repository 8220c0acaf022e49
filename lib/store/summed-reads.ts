import type { Basis } from '@/lib/finance/basis';
import type { ChargeClass } from '@/lib/finance/charge-class';
import { tagValueKey } from '@/lib/finance/cost-fact';
import type { FaceName } from '@/lib/finance/face';
import { type AmountSums, basisSums, exactly, unitsOfTuple } from './amount-columns';
import type { StoredFaceCell, StoredShare, StoredSlice } from './derived-reads';
import { type DerivedQuery, plain, pointers, type Row, text, type WithUnits, within } from './derived-rows';
import { keptAs } from './face-reads';
import { Prisma, readRows, type Sql } from './rows';
import { type AccountScope, withinHomes } from './scope';

// What `derived-reads` lists, summed over the accounts in scope by the database, in one basis: `account` is ''. A sheet that
// tells no accounts apart reads a fraction of the rows.

/** Slices by month, home and charge class; which rule gave the home is not told. */
export async function sumSliceUnits(
  scope: AccountScope,
  query: DerivedQuery,
  basis: Basis,
): Promise<WithUnits<StoredSlice>[]> {
  const rows = await readSums(scope, query, basis, ['home', 'chargeClass'], Prisma.raw('"Slice" t'));
  return rows.map(({ month, keys: [home = '', chargeClass = ''], units }) => ({
    units,
    month,
    account: '',
    home,
    // The store wrote it from this type.
    chargeClass: chargeClass as ChargeClass,
    dedicated: false,
    rule: null,
  }));
}

/** What pools moved, by month, pool, charge class, side and home. */
export async function sumShareUnits(
  scope: AccountScope,
  query: DerivedQuery,
  basis: Basis,
): Promise<WithUnits<StoredShare>[]> {
  const rows = await readSums(scope, query, basis, ['pool', 'chargeClass', 'side', 'home'], Prisma.raw('"Share" t'));
  return rows.map(({ month, keys: [pool = '', chargeClass = '', side, home = ''], units }) => ({
    units,
    month,
    pool,
    chargeClass: chargeClass as ChargeClass,
    side: side === 'in' ? 'in' : 'out',
    account: '',
    home,
  }));
}

/** A face with services, by month and its dimensions. */
export async function sumFaceUnits(
  scope: AccountScope,
  { face, ...query }: DerivedQuery & { readonly face: Extract<FaceName, `${string}service`> },
  basis: Basis,
): Promise<WithUnits<StoredFaceCell>[]> {
  const has = (dimension: string): boolean => face.split('.').includes(dimension);
  const kept = keptAs(face, '');
  const named = await readSums(
    scope,
    query,
    basis,
    ['home', 'environment', 'service'],
    Prisma.raw('"FaceCell" t'),
    Prisma.sql`${kept} AND t."service" <> ''`,
  );
  const told = await readSums(
    scope,
    query,
    basis,
    ['home', 'environment', 'service'],
    Prisma.sql`(SELECT f."derivationId", f."account", f."home", f."environment", f."face", c."key2" AS "service", ${Prisma.raw(`c."${basis}"`)}
      FROM "FaceCell" f JOIN "Derivation" d ON d."id" = f."derivationId"
      JOIN "Cell" c ON c."loadId" = d."serviceLoad" AND c."key1" = f."account" WHERE f."service" = '') t`,
    kept,
  );
  const raw = told.map(({ keys: [home = '', environment = '', service = ''], ...row }) => ({
    ...row,
    keys: [home, environment, tagValueKey(service)],
  }));
  return [...named, ...raw].map(({ month, keys: [home = '', environment = '', service = ''], units }) => ({
    units,
    month,
    account: '',
    home: has('home') ? home : null,
    environment: has('environment') ? environment : null,
    service,
  }));
}

type Sum = { readonly month: string; readonly keys: readonly string[]; readonly units: bigint };

async function readSums(
  scope: AccountScope,
  query: DerivedQuery,
  basis: Basis,
  keys: readonly string[],
  from: Sql,
  condition: Sql = Prisma.sql`1 = 1`,
): Promise<Sum[]> {
  const names = Prisma.raw(keys.map((name) => `t."${name}"`).join(', '));
  const { whole, parted } = basisSums(basis);
  const read = ({ select, columns }: AmountSums) =>
    readRows<Row>(
      scope.db,
      [plain('month'), ...keys.map(plain), ...columns],
      Prisma.sql`SELECT m."month", ${names}, ${select} FROM ${pointers(query)} m
        JOIN ${from} ON t."derivationId" = m."derivationId"
        WHERE ${within(query)} AND ${condition}
          AND ${withinHomes(scope, Prisma.raw('t."account"'), Prisma.raw('t."home"'))}
        GROUP BY m."month", ${names} ORDER BY m."month", ${names}`,
    );
  const at = keys.length + 1;
  return (await exactly(whole, read, parted)).map((row) => ({
    month: text(row, 0),
    keys: keys.map((_, key) => text(row, key + 1)),
    units: unitsOfTuple(text(row, at), row[at + 1] === undefined ? undefined : text(row, at + 1)),
  }));
}
