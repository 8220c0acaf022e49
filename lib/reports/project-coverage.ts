import type { Viewer } from '@/lib/auth/viewer';
import { chainCube } from '@/lib/finance/cube';
import { projectOfHome } from '@/lib/finance/project-cost';
import { sumUnits } from '@/lib/store/costs';
import { listPublished } from '@/lib/store/loads';
import { sees } from '@/lib/store/scope';
import type { Books } from './books';
import type { DerivedUnits } from './project-months';
import { ratio } from './tree-node';

type Usage = { usage: bigint; tagged: bigint };

/**
 * Of each project's usage, what carries a tag of the project chain: all that a tag brought to it, and of its dedicated
 * accounts what is tagged. Null without usage, and where a key of the chain was not read for an account of its.
 */
export async function coverageOf(
  viewer: Viewer,
  books: Books,
  { slices }: DerivedUnits,
  chain: readonly string[],
): Promise<ReadonlyMap<string, number | null>> {
  const tagged = chain.length === 0 ? () => null : await taggedUsage(viewer, books, chain);
  const found = new Map<string, Usage | null>();
  for (const { connection, month, account, home, chargeClass, dedicated, units } of slices) {
    const project = projectOfHome(home);
    if (project === null || chargeClass !== 'usage') continue;
    const known = found.get(project);
    const carries = dedicated ? tagged(connection, month, account) : units;
    if (known === null || carries === null) found.set(project, null);
    else found.set(project, { usage: (known?.usage ?? 0n) + units, tagged: (known?.tagged ?? 0n) + carries });
  }
  return new Map([...found].map(([project, each]) => [project, each && each.usage > 0n ? share(each) : null]));
}

/** A reading of tags and one of charges differ by rounding: all of it is 1, not more. */
const share = ({ usage, tagged }: Usage): number => Math.max(0, Math.min(1, ratio(tagged, usage)));

async function taggedUsage(viewer: Viewer, { connections, months, basis }: Books, chain: readonly string[]) {
  const { scope } = viewer;
  const cubes = chain.map((_, at) => chainCube(chain.slice(0, at + 1)));
  const sums = new Map<string, bigint>();
  const read = new Set<string>();
  for (const { connection } of connections) {
    const published = await listPublished(scope.db, connection.id);
    for (const cube of cubes) {
      const query = { connectionId: connection.id, cube, months, groupBy: ['month', 'key1', 'key2'] } as const;
      for (const { month, key1, key2, units } of await sumUnits(scope, query, basis)) {
        if (key2 === '' || key2 === null) continue;
        const id = `${connection.id} ${month} ${key1}`;
        sums.set(id, (sums.get(id) ?? 0n) + units);
      }
    }
    const stored = new Set(published.map(({ month }) => month));
    for (const month of stored) {
      const has = new Set(published.filter((each) => each.month === month).map(({ cube }) => cube));
      if (cubes.every((cube) => has.has(cube))) read.add(`${connection.id} ${month}`);
    }
  }
  return (connection: string, month: string, account: string): bigint | null =>
    sees(scope, account) && read.has(`${connection} ${month}`)
      ? (sums.get(`${connection} ${month} ${account}`) ?? 0n)
      : null;
}
