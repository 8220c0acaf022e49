import type { Basis } from '@/lib/finance/basis';
import { tagValueKey } from '@/lib/finance/cost-fact';
import { type KeptFace, keptNames } from '@/lib/finance/kept-face';
import type { Month } from '@/lib/finance/month';
import { type AmountSums, basisSums, exactly, unitsOfTuple } from './amount-columns';
import { type DerivedQuery, plain, pointers, type Row, text, within } from './derived-rows';
import { keptAs } from './face-reads';
import { Prisma, readRows, rowsFrom, type Sql } from './rows';
import { type AccountScope, seesAll } from './scope';

/** An account of a month that a sheet tells apart, under the name of those it stands together with; never ''. */
export type AccountGroup = { readonly month: Month; readonly account: string; readonly group: string };

export type SumKey = 'home' | 'environment' | 'service' | 'pool' | 'chargeClass' | 'side';
/** `group` '' is of all accounts that are in none. Units of 10⁻⁹. */
export type SumApart = Readonly<Record<SumKey, string>> & {
  readonly month: Month;
  readonly group: string;
  readonly units: bigint;
};

/** What is summed: slices, what pools moved, or a face of usage. */
export type Summed = 'slices' | 'shares' | KeptFace;

/**
 * Sums over the accounts of each group, in one basis, of the derivations that months show: from the sums that were kept when
 * a month was derived, less those of the groups, whose rows alone are read. A month without kept sums has none here. Only a
 * reader of everything may ask.
 */
export async function sumApart(
  scope: AccountScope,
  query: DerivedQuery,
  basis: Basis,
  what: Summed,
  keys: readonly SumKey[],
  groups: readonly AccountGroup[],
): Promise<SumApart[]> {
  if (!seesAll(scope)) throw new RangeError('sums over all accounts are for a reader of all');
  const [kept, apart] = await Promise.all([
    readKept(scope, query, basis, what, keys),
    groups.length === 0 ? [] : readGroups(scope, query, basis, what, keys, groups),
  ]);
  const all = folded(kept, keys);
  for (const sum of apart) {
    const key = keyOf('', sum, keys);
    let rest = all.get(key);
    if (!rest) {
      rest = { ...sum, group: '', units: 0n, cells: 0 };
      all.set(key, rest);
    }
    rest.units -= sum.units;
    rest.cells -= sum.cells;
  }
  // What only accounts of a group have is not there for the others; a sum of 0 is.
  return [...[...all.values()].filter(({ cells }) => cells !== 0), ...folded(apart, keys).values()];
}

/** Made here and nobody else's: what is folded is added up in place. */
type Counted = { -readonly [Key in keyof SumApart]: SumApart[Key] } & { cells: number };

function keyOf(group: string, sum: Counted, keys: readonly SumKey[]): string {
  let key = `${sum.month}\0${group}`;
  for (const name of keys) key += `\0${sum[name]}`;
  return key;
}

function folded(sums: readonly Counted[], keys: readonly SumKey[]): Map<string, Counted> {
  const found = new Map<string, Counted>();
  for (const sum of sums) {
    const key = keyOf(sum.group, sum, keys);
    const known = found.get(key);
    if (!known) found.set(key, sum);
    else {
      known.units += sum.units;
      known.cells += sum.cells;
    }
  }
  return found;
}

function readKept(scope: AccountScope, query: DerivedQuery, basis: Basis, what: Summed, keys: readonly SumKey[]) {
  const isFace = what !== 'slices' && what !== 'shares';
  const parts = what === 'slices' ? ['slice'] : what === 'shares' ? ['in', 'out'] : [...keptNames(what), ''];
  const counts = isFace ? Prisma.sql`AND ${bareOrTold(what, 'part')}` : Prisma.empty;
  const from = Prisma.sql`(SELECT *, "part" AS "side" FROM "DerivedSum") t`;
  const condition = Prisma.sql`t."part" IN (${Prisma.join(parts)}) ${counts}`;
  return readSums(scope, query, basis, keys, { from, condition, raw: 't."raw"', cells: 'sum(t."cells")' });
}

/** Of a face with services the rows that name one, of another those that stand for all, each once. */
const bareOrTold = (face: KeptFace, column: 'part' | 'face'): Sql =>
  face.endsWith('service')
    ? Prisma.sql`t."service" <> ''`
    : Prisma.sql`(t."service" = '' OR t.${Prisma.raw(`"${column}"`)} = 'home+environment+service')`;

async function readGroups(
  scope: AccountScope,
  query: DerivedQuery,
  basis: Basis,
  what: Summed,
  keys: readonly SumKey[],
  groups: readonly AccountGroup[],
): Promise<Counted[]> {
  // Numbers sort faster than names.
  const places = new Map<string, number>();
  const placeOf = (group: string): number => {
    const known = places.get(group) ?? places.size;
    places.set(group, known);
    return known;
  };
  const json = JSON.stringify(groups.map(({ month, account, group }) => [month, account, placeOf(group)]));
  const list = rowsFrom(scope.db.provider, json, [
    ['month', 'text'],
    ['account', 'text'],
    ['group', 'bigint'],
  ]);
  const read = async (from: Sql, condition: Sql, raw = 'false'): Promise<Counted[]> => {
    const apart = Prisma.sql`(${list}) g`;
    const sums = await readSums(scope, query, basis, keys, { from, condition, raw, cells: 'count(*)', apart });
    const names = [...places.keys()];
    for (const sum of sums) sum.group = names[Number(sum.group)] ?? '';
    return sums;
  };
  const all = Prisma.sql`1 = 1`;
  // Without statistics, SQLite would index a whole table anew for a handful of accounts.
  const by = (index: string): Sql =>
    scope.db.provider === 'sqlite' ? Prisma.raw(`INDEXED BY "${index}"`) : Prisma.empty;
  if (what === 'slices') return read(Prisma.sql`"Slice" t ${by('Slice_derivationId_account_idx')}`, all);
  if (what === 'shares') return read(Prisma.sql`"Share" t ${by('Share_derivationId_account_idx')}`, all);
  const face = by('FaceCell_derivationId_face_account_idx');
  const rows = Prisma.sql`"FaceCell" t ${face}`;
  if (!what.endsWith('service')) return read(rows, keptAs(what, ''));
  const told = Prisma.sql`(SELECT f."derivationId", f."account", f."home", f."environment", f."face", c."key2" AS "service",
      ${Prisma.raw(`c."${basis}"`)} FROM "FaceCell" f ${face} CROSS JOIN "Derivation" d CROSS JOIN "Cell" c
      WHERE d."id" = f."derivationId" AND c."loadId" = d."serviceLoad" AND c."key1" = f."account" AND f."service" = '') t`;
  const [named, services] = await Promise.all([
    read(rows, Prisma.sql`${keptAs(what, '')} AND t."service" <> ''`),
    read(told, keptAs(what, ''), 'true'),
  ]);
  return [...named, ...services];
}

type Source = {
  /** A table or subquery, `t`. */
  readonly from: Sql;
  readonly condition: Sql;
  /** Whether services are as AWS names them; how many rows are summed. */
  readonly raw: string;
  readonly cells: string;
  /** The months and accounts that are read, `g`; without it, all are. */
  readonly apart?: Sql;
};

async function readSums(
  scope: AccountScope,
  query: DerivedQuery,
  basis: Basis,
  keys: readonly SumKey[],
  { from, condition, raw, cells, apart }: Source,
): Promise<Counted[]> {
  const names = [...keys.map((name) => `t."${name}"`), ...(keys.includes('service') && raw !== 'false' ? [raw] : [])];
  const isRaw = names.length > keys.length;
  const columns = [...keys.map(plain), { sql: Prisma.raw(isRaw ? '"raw"' : '0') }];
  const grouped = ['m."month"', ...(apart ? ['g."group"'] : []), ...names].filter((name) => name.includes('"'));
  const picked = [
    ...['m."month"', apart ? 'g."group"' : `'' AS "group"`, ...keys.map((name) => `t."${name}"`)],
    ...(isRaw ? [`${raw} AS "raw"`] : []),
    `${cells} AS "cells"`,
  ];
  const { whole, parted } = basisSums(basis);
  const read = ({ select, columns: sums }: AmountSums) =>
    readRows<Row>(
      scope.db,
      [plain('month'), plain('group'), ...columns, plain('cells'), ...sums],
      Prisma.sql`SELECT ${Prisma.raw(picked.join(', '))}, ${select}
        FROM ${apart ? Prisma.sql`${apart} CROSS JOIN` : Prisma.empty} ${pointers(query)} m CROSS JOIN ${from}
        WHERE t."derivationId" = m."derivationId" AND ${within(query)} AND ${condition}
          ${apart ? Prisma.sql`AND m."month" = g."month" AND t."account" = g."account"` : Prisma.empty}
        GROUP BY ${Prisma.raw(grouped.join(', '))}`,
    );
  const at = keys.length + 4;
  const of = (key: SumKey): number => (keys.includes(key) ? keys.indexOf(key) + 2 : Number.POSITIVE_INFINITY);
  const [home, environment, service] = [of('home'), of('environment'), of('service')];
  const [pool, chargeClass, side] = [of('pool'), of('chargeClass'), of('side')];
  return (await exactly(whole, read, parted)).map((row) => {
    const isName = row[keys.length + 2] === 1 || row[keys.length + 2] === true;
    return {
      month: text(row, 0),
      group: text(row, 1),
      home: text(row, home),
      environment: text(row, environment),
      service: isName ? tagValueKey(text(row, service)) : text(row, service),
      pool: text(row, pool),
      chargeClass: text(row, chargeClass),
      side: text(row, side),
      cells: Number(row[at - 1]),
      units: unitsOfTuple(text(row, at), row[at + 1] === undefined ? undefined : text(row, at + 1)),
    };
  });
}
