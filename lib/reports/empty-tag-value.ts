import type { Viewer } from '@/lib/auth/viewer';
import { chainCube } from '@/lib/finance/cube';
import { magnitude } from '@/lib/finance/money';
import { sumUnits } from '@/lib/store/costs';
import { listPublished } from '@/lib/store/loads';
import type { Books } from './books';

/**
 * Usage that has a key of a tag chain with an empty value, and so is untagged whatever later keys say (`finance.md` §5).
 * AWS groups it with what has no key at all; what is told of it is the difference between what a key leaves without a value
 * and what the next key is asked about. Null where no later key was read: a chain of one key, a bill in a file.
 * `isMixed` keeps the account months whose tags count. Units of 10⁻⁹.
 */
export async function emptyValueUnits(
  { scope }: Viewer,
  { connections, months, basis }: Books,
  chain: readonly string[],
  isMixed: (connection: string, month: string, account: string) => boolean,
): Promise<bigint | null> {
  const cubes = chain.map((_, at) => chainCube(chain.slice(0, at + 1)));
  let empty: bigint | null = null;
  for (const { connection } of connections) {
    const published = new Set(
      (await listPublished(scope.db, connection.id)).map(({ month, cube }) => `${month} ${cube}`),
    );
    const cellsOf = (cube: string) =>
      sumUnits(scope, { connectionId: connection.id, cube, months, groupBy: ['month', 'key1', 'key2'] }, basis);
    for (const [at, cube] of cubes.slice(0, -1).entries()) {
      const next = cubes[at + 1] ?? '';
      const left = new Map<string, { units: bigint; groups: bigint }>();
      const add = (month: string, account: string, units: bigint) => {
        if (!published.has(`${month} ${cube}`) || !published.has(`${month} ${next}`)) return;
        empty ??= 0n;
        if (!isMixed(connection.id, month, account)) return;
        const known = left.get(`${month} ${account}`) ?? { units: 0n, groups: 0n };
        left.set(`${month} ${account}`, { units: known.units + units, groups: known.groups + 1n });
      };
      for (const { month, key1, key2, units } of await cellsOf(cube))
        if (key2 === '') add(month ?? '', key1 ?? '', units);
      for (const { month, key1, units } of await cellsOf(next)) add(month ?? '', key1 ?? '', -units);
      // A unit for each group is what rounding makes.
      for (const { units, groups } of left.values()) if (magnitude(units) > groups) empty = (empty ?? 0n) + units;
    }
  }
  return empty;
}
