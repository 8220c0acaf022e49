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
  const from = await tableFor(scope, query, table, keys);
  const names = keys.map((key) => Prisma.raw(key === 'month' ? 'm."month"' : `t."${key}"`));
  const plain = keys.map((key) => Prisma.raw(`"${key}"`));
  const read = ({ select, columns }: AmountSums) =>
    readRows<(string | number | boolean)[]>(
      scope.db,
      [...plain.map((sql) => ({ sql })), ...columns],
      Prisma.sql`SELECT ${Prisma.join([...names, select])} FROM ${pointers(query)} m
        JOIN ${from} t ON t."derivationId" = m."derivationId"
        WHERE ${within(query)} AND ${withinHomes(scope, Prisma.raw('t."account"'), Prisma.raw('t."home"'))}
          ${table === 'FaceCell' ? FACE : Prisma.empty}
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

/** Where rows are summed from: the sums kept over all accounts where they tell the same, else the rows themselves. */
async function tableFor(
  scope: AccountScope,
  query: DerivedQuery,
  table: 'Slice' | 'Share' | 'Unallocated' | 'FaceCell',
  keys: readonly (keyof Keys)[],
): Promise<Sql> {
  const parts = { Slice: ['slice'], Share: ['in', 'out'], Unallocated: null, FaceCell: null }[table];
  const tellsAccounts = keys.includes('account') || keys.includes('dedicated');
  if (parts === null || tellsAccounts || !seesAll(scope) || !(await allKept(scope, query)))
    return Prisma.raw(`"${table}"`);
  return Prisma.sql`(SELECT *, "part" AS "side" FROM "DerivedSum" WHERE "part" IN (${Prisma.join(parts)}))`;
}

/** Whether every derivation that is asked for has its sums kept: none is older than they are, or beyond 64 bits. */
async function allKept(scope: AccountScope, query: DerivedQuery): Promise<boolean> {
  const rows = await scope.db.prisma.$queryRaw<{ id: number }[]>(
    Prisma.sql`SELECT d."id" FROM ${pointers(query)} m JOIN "Derivation" d ON d."id" = m."derivationId"
      WHERE ${within(query)} AND d."summed" = false LIMIT 1`,
  );
  return rows.length === 0;
}
