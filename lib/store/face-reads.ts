import { BASES, type Basis } from '@/lib/finance/basis';
import { tagValueKey } from '@/lib/finance/cost-fact';
import type { FaceName } from '@/lib/finance/face';
import { type KeptFace, type KeptName, keptNames } from '@/lib/finance/kept-face';
import type { Month } from '@/lib/finance/month';
import { amountsOfTuple } from './amount-columns';
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
import { Prisma, readRows, type Sql } from './rows';
import { type AccountScope, withinHomes } from './scope';

/** A dimension that the face does not have is null. */
export type StoredFaceCell = {
  readonly month: Month;
  readonly account: string;
  readonly home: string | null;
  readonly environment: string | null;
  readonly service: string | null;
};
/** A face of usage, by month. Σ over an account = its usage, whatever is known of it. */
export const listFace = async (
  scope: AccountScope,
  query: DerivedQuery & { readonly face: FaceName },
): Promise<WithAmounts<StoredFaceCell>[]> =>
  (await readFace(scope, query, BASES)).map(({ cell, tuple }) => ({ amounts: amountsOfTuple(tuple), ...cell }));

export const listFaceUnits = async (
  scope: AccountScope,
  query: DerivedQuery & { readonly face: FaceName },
  basis: Basis,
): Promise<WithUnits<StoredFaceCell>[]> =>
  (await readFace(scope, query, [basis])).map(({ cell, tuple }) => ({ units: BigInt(tuple[0] ?? '0'), ...cell }));

type HomeFace = Extract<FaceName, `home${string}`>;
const hasHome = (face: FaceName): face is HomeFace => face.startsWith('home');

type FaceRow = { readonly cell: StoredFaceCell; readonly tuple: readonly string[] };

/**
 * The cells of a face: kept ones, those of accounts with one home and one environment (face ''), and the services of what
 * is kept without them.
 */
async function readFace(
  scope: AccountScope,
  { face, ...query }: DerivedQuery & { readonly face: FaceName },
  bases: readonly Basis[],
): Promise<FaceRow[]> {
  const has = (dimension: string): boolean => face.split('.').includes(dimension);
  if (face === 'home') return readHomes(scope, query, bases);
  const kept = keptAs(face, '');
  const parts = has('service')
    ? [
        await readFaceRows(scope, query, bases, Prisma.sql`${kept} AND t."service" <> ''`),
        await readServices(scope, query, bases, kept),
      ]
    : [await readFaceRows(scope, query, bases, kept)];
  const others = await readHidden(scope, { face, ...query }, bases);
  return [...parts.flat(), ...others].map(({ cell, tuple }) => ({
    tuple,
    cell: {
      month: cell.month,
      account: cell.account,
      home: has('home') ? cell.home : null,
      environment: has('environment') ? cell.environment : null,
      service: has('service') ? cell.service : null,
    },
  }));
}

/**
 * The rows that a face is kept in: under its own name, or one of several faces, and `more`. Of a face without services that
 * shares its rows with one that has them, those that stand for all usage count; a home has a row for all of it besides.
 */
export function keptAs(face: KeptFace, ...more: readonly string[]): Sql {
  const names = [...keptNames(face), ...more];
  const each = Prisma.sql`t."face" IN (${Prisma.join(names)})`;
  return face.endsWith('service')
    ? each
    : Prisma.sql`${each} AND (t."service" = '' OR t."face" = ${'home+environment+service' satisfies KeptName})`;
}

/** The home face: the slices of usage. */
async function readHomes(scope: AccountScope, query: DerivedQuery, bases: readonly Basis[]): Promise<FaceRow[]> {
  const rows = await readRows<Row>(
    scope.db,
    [...['month', 'account', 'home'].map(plain), ...measures(bases)],
    Prisma.sql`SELECT m."month", t."account", t."home", ${selected(bases, 't')}
      FROM ${pointers(query)} m JOIN "Slice" t ON t."derivationId" = m."derivationId"
      WHERE ${within(query)} AND t."chargeClass" = 'usage'
        AND ${withinHomes(scope, Prisma.raw('t."account"'), Prisma.raw('t."home"'))}
      ORDER BY m."month", t."id"`,
  );
  return rows.map((row) => ({
    cell: { month: text(row, 0), account: text(row, 1), home: text(row, 2), environment: null, service: null },
    tuple: row.slice(3).map(String),
  }));
}

/** Of a reader of projects and a face without homes: the projects' usage in accounts beyond the scope. */
async function readHidden(
  scope: AccountScope,
  { face, ...query }: DerivedQuery & { readonly face: FaceName },
  bases: readonly Basis[],
): Promise<FaceRow[]> {
  if (scope.accounts === 'all' || scope.inside.projects.size === 0 || hasHome(face)) return [];
  const { accounts } = scope;
  const kept = keptAs(`home.${face}`);
  const bare = face.endsWith('service') ? Prisma.sql`${kept} AND t."service" <> ''` : kept;
  const rows = await readFaceRows(scope, query, bases, bare);
  const told = face.endsWith('service') ? await readServices(scope, query, bases, kept) : [];
  return [...rows, ...told].filter(({ cell }) => !accounts.has(cell.account));
}

async function readFaceRows(
  scope: AccountScope,
  query: DerivedQuery,
  bases: readonly Basis[],
  condition: Sql,
): Promise<FaceRow[]> {
  const keys = ['account', 'home', 'environment', 'service'];
  const rows = await readRows<Row>(
    scope.db,
    [plain('month'), ...keys.map(plain), ...measures(bases)],
    Prisma.sql`SELECT m."month", ${Prisma.raw(keys.map((name) => `t."${name}"`).join(', '))}, ${selected(bases, 't')}
      FROM ${pointers(query)} m JOIN "FaceCell" t ON t."derivationId" = m."derivationId"
      WHERE ${within(query)} AND ${condition}
        AND ${withinHomes(scope, Prisma.raw('t."account"'), Prisma.raw('t."home"'))}
      ORDER BY m."month", t."id"`,
  );
  return rows.map(toFaceRow);
}

/** The services of accounts whose face is kept without them. */
async function readServices(
  scope: AccountScope,
  query: DerivedQuery,
  bases: readonly Basis[],
  kept: Sql,
): Promise<FaceRow[]> {
  const rows = await readRows<Row>(
    scope.db,
    [...['month', 'account', 'home', 'environment', 'service'].map(plain), ...measures(bases)],
    Prisma.sql`SELECT m."month", t."account", t."home", t."environment", c."key2" AS "service", ${selected(bases, 'c')}
      FROM ${pointers(query)} m JOIN "Derivation" d ON d."id" = m."derivationId"
      JOIN "FaceCell" t ON t."derivationId" = d."id" AND ${kept} AND t."service" = ''
      JOIN "Cell" c ON c."loadId" = d."serviceLoad" AND c."key1" = t."account"
      WHERE ${within(query)} AND ${withinHomes(scope, Prisma.raw('t."account"'), Prisma.raw('t."home"'))}
      ORDER BY m."month", t."id", c."key2"`,
  );
  return rows.map((row) => {
    const { cell, tuple } = toFaceRow(row);
    return { cell: { ...cell, service: tagValueKey(cell.service ?? '') }, tuple };
  });
}

const toFaceRow = (row: Row): FaceRow => ({
  cell: {
    month: text(row, 0),
    account: text(row, 1),
    home: text(row, 2),
    environment: text(row, 3),
    service: text(row, 4),
  },
  tuple: row.slice(5).map(String),
});
