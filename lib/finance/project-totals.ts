import { type Amounts, addAmounts, noAmounts, subtractAmounts } from './basis';
import type { Slice } from './slice';
import type { Share } from './split';

/** What one project costs: its own charges, what pools moved to it (by pool, net of what moved out), and both. */
export type ProjectTotal = {
  readonly project: string;
  readonly direct: Amounts;
  readonly shared: ReadonlyMap<string, Amounts>;
  readonly total: Amounts;
};

/** A month's cost by project, and what has no project. Σ direct + Σ shared + unallocated = the book. */
export type ProjectTotals = {
  readonly projects: readonly ProjectTotal[];
  readonly unallocated: Amounts;
  /** The part of `unallocated` that is untagged usage. */
  readonly untagged: Amounts;
};

/** Adds up slices and shares by project (`finance.md` §8, §9). */
export function totalProjects(slices: readonly Slice[], shares: readonly Share[]): ProjectTotals {
  const direct = new Map<string, Amounts>();
  let unallocated = noAmounts();
  let untagged = noAmounts();
  for (const { home, amounts } of slices) {
    if (home.kind === 'project') direct.set(home.id, addAmounts(direct.get(home.id) ?? noAmounts(), amounts));
    else unallocated = addAmounts(unallocated, amounts);
    if (home.kind === 'untagged') untagged = addAmounts(untagged, amounts);
  }
  const shared = new Map<string, Map<string, Amounts>>();
  const move = (project: string, pool: string, amounts: Amounts, sign: 'in' | 'out') => {
    const pools = shared.get(project) ?? new Map<string, Amounts>();
    const before = pools.get(pool) ?? noAmounts();
    pools.set(pool, sign === 'in' ? addAmounts(before, amounts) : subtractAmounts(before, amounts));
    shared.set(project, pools);
  };
  for (const { side, home, pool, amounts } of shares) {
    if (side === 'in') move(home, pool, amounts, 'in');
    else if (home.startsWith('project:')) move(home.slice('project:'.length), pool, amounts, 'out');
    else unallocated = subtractAmounts(unallocated, amounts);
    if (side === 'out' && home === 'untagged') untagged = subtractAmounts(untagged, amounts);
  }
  const ids = [...new Set([...direct.keys(), ...shared.keys()])].sort();
  const projects = ids.map((project) => {
    const own = direct.get(project) ?? noAmounts();
    const moved = shared.get(project) ?? new Map<string, Amounts>();
    return { project, direct: own, shared: moved, total: [...moved.values()].reduce(addAmounts, own) };
  });
  return { projects, unallocated, untagged };
}
