import { requireViewer } from '@/lib/auth/page-viewer';
import { requireOrganization, type Viewer } from '@/lib/auth/viewer';
import { chargeClassOf } from '@/lib/finance/charge-class';
import { tagCube } from '@/lib/finance/cube';
import type { RuleDimension, Rules } from '@/lib/finance/rules';
import { type TagVariant, tagVariants } from '@/lib/finance/tag-variant';
import { sumUnits } from '@/lib/store/costs';
import { listTagKeys } from '@/lib/store/discovery';
import { listPublished } from '@/lib/store/loads';
import { listAccountsSeen } from '@/lib/store/organization';
import { findRules } from '@/lib/store/rule-sets';
import { type Books, type BooksQuery, selectBooks } from './books';
import { chainUses } from './chain-uses';
import { emptyValueUnits } from './empty-tag-value';
import { type DerivedUnits, dedicatedIn, derivedUnits } from './project-months';
import type { PageQuery } from './query';
import type { Unavailable } from './shapes';
import { untaggedServices } from './untagged-services';

/** A tag key as AWS and the rules know it. Amounts are units of 10⁻⁹, of the months and basis of the books. */
export type DoctorKey = {
  readonly key: string;
  /** AWS's word: `Active`, `Inactive`; null for a bill in a file, and for a key that AWS does not tell of. */
  readonly status: string | null;
  readonly lastUsedAt: string | null;
  /** Its place in a chain, from 1. */
  readonly chain: { readonly dimension: RuleDimension; readonly place: number } | null;
  /** Usage with a value of it; null where it was not read for all the months. */
  readonly covered: bigint | null;
};

/** An account whose usage no project tag names, and what naming the whole account would bring home. */
export type UntaggedAccount = {
  readonly account: string;
  readonly name: string;
  readonly untagged: bigint;
  /** Its untagged usage, its charges that are not usage, and what no tag was read of. */
  readonly withAccountTag: bigint;
  readonly usage: bigint;
};

export type TagDoctorReport = {
  readonly kind: 'tag-doctor';
  readonly books: Books;
  readonly rules: Rules;
  readonly ruleSetId: number;
  readonly usage: bigint;
  readonly keys: readonly DoctorKey[];
  readonly accounts: readonly UntaggedAccount[];
  /** Σ of all accounts, those beyond the list too. */
  readonly untagged: bigint;
  /** The part of it that has a key of the project chain with an empty value; null where that cannot be told. */
  readonly emptyValue: bigint | null;
  readonly withAccountTag: bigint;
  readonly services: readonly { readonly key: string; readonly units: bigint }[];
  readonly variants: readonly (TagVariant & { readonly dimension: RuleDimension })[];
  readonly mayChange: boolean;
};
export type TagDoctorOutcome = TagDoctorReport | Unavailable | { readonly kind: 'restricted' };

/** The tag doctor of a page. */
export async function loadTagDoctor(query: PageQuery): Promise<TagDoctorOutcome> {
  const viewer = await requireViewer();
  if (viewer.scope.accounts !== 'all') return { kind: 'restricted' };
  return readTagDoctor(viewer, { ...query, currency: null });
}

/**
 * What tags tell, and what they do not, in the months of a query.
 * @throws AppError `forbidden` for a reader of some accounts
 */
export async function readTagDoctor(
  viewer: Viewer,
  query: BooksQuery,
  now: Date = new Date(),
): Promise<TagDoctorOutcome> {
  requireOrganization(viewer);
  const books = await selectBooks(viewer, query, now);
  if (books.kind !== 'books') return books;
  const { id: ruleSetId, rules } = await findRules(viewer.scope.db);
  const [units, usage, keys, services] = await Promise.all([
    derivedUnits(viewer, books),
    usageByAccount(viewer, books),
    keysOf(viewer, books, rules),
    untaggedServices(viewer, books),
  ]);
  const names = await namesOf(viewer, books);
  const dedicated = dedicatedIn(units.slices);
  const isMixed = (...place: readonly string[]) => !dedicated.has(place.join(' '));
  const found = new Map<string, { untagged: bigint; withAccountTag: bigint }>();
  for (const { account, home, units: amount } of units.slices) {
    if (!['untagged', 'charges', 'notFetched', 'rounding'].includes(home)) continue;
    const known = found.get(account) ?? { untagged: 0n, withAccountTag: 0n };
    known.withAccountTag += amount;
    if (home === 'untagged') known.untagged += amount;
    found.set(account, known);
  }
  const accounts = [...found]
    .map(
      ([account, each]): UntaggedAccount => ({
        ...{ account, name: names.get(account) ?? account, usage: usage.get(account) ?? 0n },
        ...each,
      }),
    )
    .sort((a, b) => (a.untagged === b.untagged ? (a.account < b.account ? -1 : 1) : a.untagged > b.untagged ? -1 : 1));
  const sum = (of: (each: UntaggedAccount) => bigint) => accounts.reduce((all, each) => all + of(each), 0n);
  return {
    ...{ kind: 'tag-doctor', books, rules, ruleSetId, keys, services },
    usage: [...usage.values()].reduce((all, each) => all + each, 0n),
    accounts: accounts.filter(({ untagged }) => untagged > 0n),
    untagged: sum((each) => each.untagged),
    emptyValue: await emptyValueUnits(viewer, books, rules.dimensions.project, isMixed),
    withAccountTag: sum((each) => each.withAccountTag),
    variants: await variantsOf(viewer, books, rules, units),
    mayChange: viewer.role === 'admin' || viewer.role === 'finance',
  };
}

/** The values of both chains that look like another spelling, the costliest first. */
export async function variantsOf(
  viewer: Viewer,
  books: Books,
  rules: Rules,
  units: DerivedUnits,
): Promise<TagDoctorReport['variants']> {
  const named = {
    project: new Set([
      ...rules.projects.map(({ id }) => id),
      ...rules.assignments.flatMap(({ then }) => (then.project === undefined ? [] : [then.project])),
    ]),
    environment: new Set(
      rules.assignments.flatMap(({ then }) => (then.environment === undefined ? [] : [then.environment])),
    ),
  };
  const lists = await Promise.all(
    (['project', 'environment'] as const).map(async (dimension) => {
      const uses = await chainUses(viewer, books, rules, dimension, units);
      return tagVariants(uses, named[dimension], dimension === 'environment').map((each) => ({ ...each, dimension }));
    }),
  );
  return lists.flat().sort((a, b) => (a.units === b.units ? 0 : a.units > b.units ? -1 : 1));
}

async function usageByAccount({ scope }: Viewer, { connections, months, basis }: Books): Promise<Map<string, bigint>> {
  const usage = new Map<string, bigint>();
  for (const { connection } of connections) {
    const query = { connectionId: connection.id, cube: 'recordType', months, groupBy: ['key1', 'key2'] } as const;
    for (const { key1, key2, units } of await sumUnits(scope, query, basis)) {
      if (chargeClassOf(key2 ?? '') === 'usage') usage.set(key1 ?? '', (usage.get(key1 ?? '') ?? 0n) + units);
    }
  }
  return usage;
}

async function namesOf({ scope }: Viewer, { connections }: Books): Promise<Map<string, string>> {
  const lists = await Promise.all(connections.map(({ connection }) => listAccountsSeen(scope, connection.id)));
  return new Map(lists.flat().map(({ accountId, name }) => [accountId, name]));
}

/** Every key that AWS tells of, that was read, or that a chain names: chains first, then by what they cover. */
async function keysOf({ scope }: Viewer, { connections, months, basis }: Books, rules: Rules): Promise<DoctorKey[]> {
  const found = new Map<string, DoctorKey>();
  const chainOf = (key: string): DoctorKey['chain'] => {
    for (const dimension of ['project', 'environment'] as const) {
      const at = rules.dimensions[dimension].indexOf(key);
      if (at >= 0) return { dimension, place: at + 1 };
    }
    return null;
  };
  const nothing = (key: string): DoctorKey => ({
    key,
    status: null,
    lastUsedAt: null,
    chain: chainOf(key),
    covered: null,
  });
  for (const key of [...rules.dimensions.project, ...rules.dimensions.environment]) found.set(key, nothing(key));
  for (const { connection, months: stored } of connections) {
    for (const { key, status, lastUsedAt } of await listTagKeys(scope, connection.id)) {
      found.set(key, { ...(found.get(key) ?? nothing(key)), status, lastUsedAt });
    }
    const published = await listPublished(scope.db, connection.id);
    const cubes = new Set(published.filter(({ cube }) => cube.startsWith('tag:')).map(({ cube }) => cube.slice(4)));
    for (const key of cubes) {
      const has = new Set(published.filter(({ cube }) => cube === tagCube(key)).map(({ month }) => month));
      if (!stored.every(({ month }) => has.has(month))) continue;
      const query = { connectionId: connection.id, cube: tagCube(key), months, groupBy: ['key2'] } as const;
      const sums = await sumUnits(scope, query, basis);
      const covered = sums.reduce((all, { key2, units }) => (key2 === '' ? all : all + units), 0n);
      const known = found.get(key) ?? nothing(key);
      found.set(key, { ...known, covered: (known.covered ?? 0n) + covered });
    }
  }
  const rank = ({ chain }: DoctorKey) =>
    chain === null ? 1000 : (chain.dimension === 'project' ? 0 : 100) + chain.place;
  return [...found.values()].sort(
    (a, b) => rank(a) - rank(b) || Number((b.covered ?? -1n) - (a.covered ?? -1n)) || (a.key < b.key ? -1 : 1),
  );
}
