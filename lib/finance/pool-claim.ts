import type { PoolRule } from './rules';
import type { Slice } from './slice';

/** True when a pool may take a slice (`finance.md` §8). What is dedicated to a shared pool counts as dedicated, too. */
export function takes(
  { source, includeDedicated }: Pick<PoolRule, 'source' | 'includeDedicated'>,
  { home, account, chargeClass, dedicated }: Slice,
): boolean {
  switch (source.kind) {
    case 'pool':
      return home.kind === 'pool' && home.id === source.id;
    case 'untagged':
      return home.kind === 'untagged' && (source.account === 'all' || source.account === account);
    case 'charges':
      return home.kind === 'charges' && (source.account === 'all' || source.account === account);
    case 'chargeClass':
      return chargeClass === source.chargeClass && (home.kind === 'charges' || (includeDedicated && dedicated));
  }
}

/** What the pools take, each slice by the first of the list that can; `free` is what none of them takes. */
export type Claims = {
  readonly taken: ReadonlyMap<PoolRule, readonly Slice[]>;
  readonly free: readonly Slice[];
};

/** Order decides only which pool takes a slice. Pools that take nothing are left out. */
export function claimSlices(pools: readonly PoolRule[], slices: readonly Slice[]): Claims {
  const taken = new Map<PoolRule, Slice[]>();
  const free: Slice[] = [];
  for (const slice of slices) {
    const pool = pools.find((each) => takes(each, slice));
    if (!pool) free.push(slice);
    else {
      const list = taken.get(pool);
      if (list) list.push(slice);
      else taken.set(pool, [slice]);
    }
  }
  return { taken, free };
}

/** Slices by charge class, and for `sameAccount` by account as well: each group is split by itself. */
export function groupsOf(pool: PoolRule, slices: readonly Slice[]): Slice[][] {
  const groups = new Map<string, Slice[]>();
  for (const slice of slices) {
    const key = pool.targets === 'sameAccount' ? `${slice.chargeClass} ${slice.account}` : slice.chargeClass;
    const list = groups.get(key);
    if (list) list.push(slice);
    else groups.set(key, [slice]);
  }
  return [...groups.values()];
}
