import type { Basis } from '@/lib/finance/basis';
import type { ChargeClass } from '@/lib/finance/charge-class';
import type { Month } from '@/lib/finance/month';
import { type AmountSums, basisSums, exactly, unitsOfTuple } from './amount-columns';
import type { DerivedQuery } from './derived-rows';
import { pointers, within } from './derived-rows';
import { keptAs } from './face-reads';
import { Prisma, readRows, type Sql } from './rows';
import { type AccountScope, seesAll, withinHomes } from './scope';

// Sums over the derivations that months show, in one basis, made by the database: a year of a thousand accounts is a few
// hundred rows of them.

type Keys = {
  readonly month: Month;
  readonly account: string;
  /** `keyOfHome` */
  readonly home: string;
  readonly chargeClass: ChargeClass;
  readonly dedicated: boolean;
  readonly pool: string;
  readonly side: 'in' | 'out';
  readonly reason: string;
  readonly environment: string;
};
type Sum<Key extends keyof Keys> = Pick<Keys, Key> & { readonly units: bigint };

type SliceKey = 'month' | 'account' | 'home' | 'chargeClass' | 'dedicated';
type ShareKey = 'month' | 'account' | 'home' | 'chargeClass' | 'pool' | 'side';
type UnallocatedKey = 'month' | 'account' | 'home' | 'chargeClass' | 'pool' | 'reason';
type FaceKey = 'month' | 'account' | 'home' | 'environment';

/** Slices in scope, summed by keys. Units of 10⁻⁹; what sums to nothing is a row of 0. */
export const sumSlices = <Key extends SliceKey>(
  scope: AccountScope,
  query: DerivedQuery,
  basis: Basis,
  keys: readonly Key[],
): Promise<Sum<Key>[]> => sumTable(scope, query, 'Slice', basis, keys);

/** What pools moved in scope, summed by keys: a sum over both sides has a meaning only by side. */
export const sumShares = <Key extends ShareKey>(
  scope: AccountScope,
  query: DerivedQuery,
  basis: Basis,
  keys: readonly Key[],
): Promise<Sum<Key>[]> => sumTable(scope, query, 'Share', basis, keys);

/** What has no project, summed by keys; `pool` is '' where none took it. */
export const sumUnallocated = <Key extends UnallocatedKey>(
  scope: AccountScope,
  query: DerivedQuery,
  basis: Basis,
  keys: readonly Key[],
): Promise<Sum<Key>[]> => sumTable(scope, query, 'Unallocated', basis, keys);

/** Usage by home and environment, summed by keys: the face of accounts with several, and that of those with one of each. */
export const sumEnvironments = <Key extends FaceKey>(
  scope: AccountScope,
  query: DerivedQuery,
  basis: Basis,
  keys: readonly Key[],
): Promise<Sum<Key>[]> => sumTable(scope, query, 'FaceCell', basis, keys);

const FACE = Prisma.sql`AND ${keptAs('home.environment', '')}`;

async function sumTable<Key extends keyof Keys>(
  scope: AccountScope,
  query: DerivedQuery,
  table: 'Slice' | 'Share' | 'Unallocated' | 'FaceCell',
  basis: Basis,
  keys: readonly Key[],
): Promise<Sum<Key>[]> {
  const names = keys.map((key) => Prisma.raw(`"${key}"`));
  const from = rowsOf(scope, query, table, basis, keys);
  const read = ({ select, columns }: AmountSums) =>
    readRows<(string | number | boolean)[]>(
      scope.db,
      [...names.map((sql) => ({ sql })), ...columns],
      Prisma.sql`SELECT ${Prisma.join([...names, select])} FROM (${from}) t
        GROUP BY ${Prisma.join(names)} ORDER BY ${Prisma.join(names)}`,
    );
  const { whole, parted } = basisSums(basis);
  const rows = await exactly(whole, read, parted);
  return rows.map((row) => {
    const [first, second] = row.slice(keys.length).map(String);
    const entries = keys.map((key, at) => [key, key === 'dedicated' ? row[at] === true || row[at] === 1 : row[at]]);
    // The store wrote these columns from the types that they are read as.
    return { ...Object.fromEntries(entries), units: unitsOfTuple(first, second) } as Sum<Key>;
  });
}

/**
 * What is summed, key by key. A reader of everything who tells no account apart gets the sums that were kept when a month
 * was derived, in place of their rows; a month without kept sums (older, or beyond 64 bits) gives its rows to all.
 */
function rowsOf(
  scope: AccountScope,
  query: DerivedQuery,
  table: 'Slice' | 'Share' | 'Unallocated' | 'FaceCell',
  basis: Basis,
  keys: readonly (keyof Keys)[],
): Sql {
  const picked = (side: string) =>
    Prisma.raw(
      [...keys, basis]
        .map((key) => (key === 'month' ? 'm."month"' : key === 'side' ? `${side} AS "side"` : `t."${key}"`))
        .join(', '),
    );
  const rows = (condition: Sql) => Prisma.sql`SELECT ${picked('t."side"')} FROM ${pointers(query)} m
    JOIN ${Prisma.raw(`"${table}"`)} t ON t."derivationId" = m."derivationId"
    WHERE ${within(query)} AND ${condition} ${table === 'FaceCell' ? FACE : Prisma.empty}`;
  const parts = { Slice: ['slice'], Share: ['in', 'out'], Unallocated: null, FaceCell: null }[table];
  if (parts === null || !seesAll(scope) || keys.includes('account') || keys.includes('dedicated'))
    return rows(withinHomes(scope, Prisma.raw('t."account"'), Prisma.raw('t."home"')));
  const older = Prisma.sql`m."derivationId" IN (SELECT "id" FROM "Derivation"
    WHERE "connectionId" = ${query.connectionId} AND "summed" = false)`;
  return Prisma.sql`SELECT ${picked('t."part"')} FROM ${pointers(query)} m
    JOIN "DerivedSum" t ON t."derivationId" = m."derivationId"
    WHERE ${within(query)} AND t."part" IN (${Prisma.join(parts)}) UNION ALL ${rows(older)}`;
}
