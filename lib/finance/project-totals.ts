import { type Amounts, addAmounts, BASES, noAmounts, subtractAmounts } from './basis';
import type { Check } from './reconcile';
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

const PROJECT = 'project:';

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
    if (home.startsWith(PROJECT)) move(home.slice(PROJECT.length), pool, amounts, side);
    else unallocated = subtractAmounts(unallocated, amounts);
    if (home === 'untagged') untagged = subtractAmounts(untagged, amounts);
  }
  const ids = [...new Set([...direct.keys(), ...shared.keys()])].sort();
  const projects = ids.map((project) => {
    const own = direct.get(project) ?? noAmounts();
    const moved = shared.get(project) ?? new Map<string, Amounts>();
    return { project, direct: own, shared: moved, total: [...moved.values()].reduce(addAmounts, own) };
  });
  return { projects, unallocated, untagged };
}

/**
 * The identity of `finance.md` §9: Σ project direct + Σ project shared + unallocated + residual = control total. It holds to
 * the unit in every basis or the month is a breach; `residual` = control − Σ book.
 */
export function checkTotals(totals: ProjectTotals, residual: Amounts, control: Amounts): Check[] {
  const costs = [...totals.projects.map(({ total }) => total), totals.unallocated, residual];
  return BASES.map((basis) => {
    const actual = costs.reduce((sum, amounts) => sum + amounts[basis], 0n);
    return { name: 'projects', basis, expected: control[basis], actual, bound: 0n, holds: actual === control[basis] };
  });
}
