import type { Viewer } from '@/lib/auth/viewer';
import { chargeClassOf } from '@/lib/finance/charge-class';
import { tagCube, tagKeyOf } from '@/lib/finance/cube';
import type { Month } from '@/lib/finance/month';
import { type CostKey, sumUnits, type UnitSum } from '@/lib/store/costs';
import { listPublished } from '@/lib/store/loads';
import type { Books, ConnectionBooks } from './books';

/** How much of the usage carries a tag key: by connection (its place) and account, `[covered, usage]` in units of 10⁻⁹. */
export type TagCoverage = {
  readonly key: string;
  readonly of: (connection: number, account: string) => readonly [bigint, bigint];
};

/** Of more keys than this the best is not looked for. */
const MOST_KEYS = 8;

type Sums = ReadonlyMap<string, bigint>;

/**
 * Coverage by the key that covers most of the usage, of those that were read for every month shown; null when none was.
 * Covered is Σ non-empty values (`finance.md` §5): what has an empty value, or no tag, is not.
 */
export async function tagCoverage(
  viewer: Viewer,
  books: Books,
  stored: readonly ConnectionBooks[],
): Promise<TagCoverage | null> {
  const keys = await keysRead(viewer, stored);
  if (keys.length === 0) return null;
  const [usage, covered] = await Promise.all([
    Promise.all(stored.map((each) => usageOf(viewer, books, each))),
    Promise.all(keys.map((key) => Promise.all(stored.map((each) => coveredBy(viewer, books, each, key))))),
  ]);
  const sizes = covered.map((lists) => lists.reduce((sum, list) => sum + total(list), 0n));
  const best = sizes.reduce((found, size, at) => (size > (sizes[found] ?? 0n) ? at : found), 0);
  return {
    key: keys[best] ?? '',
    of: (connection, account) => [
      covered[best]?.[connection]?.get(account) ?? 0n,
      usage[connection]?.get(account) ?? 0n,
    ],
  };
}

const total = (sums: Sums): bigint => [...sums.values()].reduce((sum, units) => sum + units, 0n);

/** The tag keys whose cube is there for each stored month of every connection. */
export async function keysRead({ scope }: Viewer, stored: readonly ConnectionBooks[]): Promise<string[]> {
  const lists = await Promise.all(
    stored.map(async ({ connection, months }) => {
      const published = await listPublished(scope.db, connection.id);
      const byKey = new Map<string, Set<Month>>();
      for (const { cube, month } of published) {
        const key = tagKeyOf(cube);
        if (key !== null) byKey.set(key, (byKey.get(key) ?? new Set()).add(month));
      }
      return [...byKey].filter(([, has]) => months.every(({ month }) => has.has(month))).map(([key]) => key);
    }),
  );
  const [first = [], ...rest] = lists;
  return first
    .filter((key) => rest.every((list) => list.includes(key)))
    .sort()
    .slice(0, MOST_KEYS);
}

async function usageOf({ scope }: Viewer, { months, basis }: Books, { connection }: ConnectionBooks): Promise<Sums> {
  const groupBy: readonly CostKey[] = ['key1', 'key2'];
  const sums = await sumUnits(scope, { connectionId: connection.id, cube: 'recordType', months, groupBy }, basis);
  return byAccount(sums.filter(({ key2 }) => chargeClassOf(key2 ?? '') === 'usage'));
}

async function coveredBy(
  { scope }: Viewer,
  { months, basis }: Books,
  { connection }: ConnectionBooks,
  key: string,
): Promise<Sums> {
  const query = { connectionId: connection.id, cube: tagCube(key), months, groupBy: ['key1'] } as const;
  const [all, empty] = await Promise.all([
    sumUnits(scope, query, basis),
    sumUnits(scope, { ...query, key2: [''] }, basis),
  ]);
  return byAccount([...all, ...empty.map((each) => ({ ...each, units: -each.units }))]);
}

function byAccount(sums: readonly UnitSum[]): Sums {
  const found = new Map<string, bigint>();
  for (const { key1, units } of sums) found.set(key1 ?? '', (found.get(key1 ?? '') ?? 0n) + units);
  return found;
}
