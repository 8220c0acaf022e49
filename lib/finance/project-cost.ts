import type { ChargeClass } from './charge-class';
import { classKey } from './cost-fact';
import { homeOfKey } from './home';

/** What one project costs in one basis, units of 10⁻⁹. `total` = `direct` + Σ `shared`. */
export type ProjectCost = {
  readonly project: string;
  readonly direct: bigint;
  /** By pool: what it moved in, less what it moved out of the project's own charges. */
  readonly shared: ReadonlyMap<string, bigint>;
  readonly total: bigint;
  /**
   * `direct` by environment: usage by the environment that is known of it, what is not usage under its class (`(support)`).
   * Σ = `direct`, to the unit, whatever the face says.
   */
  readonly environments: ReadonlyMap<string, bigint>;
};

type SliceUnits = { readonly home: string; readonly chargeClass: ChargeClass; readonly units: bigint };
type ShareUnits = {
  readonly home: string;
  readonly pool: string;
  readonly side: 'in' | 'out';
  readonly units: bigint;
};
type EnvironmentUnits = { readonly home: string; readonly environment: string; readonly units: bigint };

/** Σ of what has no project before anything was moved, less what moved: Σ projects' totals + `unallocated` = Σ slices. */
export type ProjectCosts = { readonly projects: readonly ProjectCost[]; readonly unallocated: bigint };

type Draft = { direct: bigint; shared: Map<string, bigint>; environments: Map<string, bigint> };

const add = (sums: Map<string, bigint>, key: string, units: bigint) => sums.set(key, (sums.get(key) ?? 0n) + units);

/** The project that a home is; null for any other (`keyOfHome`). */
export function projectOfHome(home: string): string | null {
  const read = homeOfKey(home);
  return read.kind === 'project' ? read.id : null;
}

/** Adds up slices, shares and the face of usage by home and environment, by project id in order. */
export function projectCosts(
  slices: Iterable<SliceUnits>,
  shares: Iterable<ShareUnits>,
  environments: Iterable<EnvironmentUnits>,
): ProjectCosts {
  const drafts = new Map<string, Draft>();
  const draftOf = (project: string): Draft => {
    const known = drafts.get(project) ?? { direct: 0n, shared: new Map(), environments: new Map() };
    drafts.set(project, known);
    return known;
  };
  let unallocated = 0n;
  const usage = new Map<string, bigint>();
  for (const { home, chargeClass, units } of slices) {
    const project = projectOfHome(home);
    if (project === null) {
      unallocated += units;
      continue;
    }
    const draft = draftOf(project);
    draft.direct += units;
    if (chargeClass === 'usage') add(usage, project, units);
    else add(draft.environments, classKey(chargeClass), units);
  }
  for (const { home, pool, side, units } of shares) {
    const project = projectOfHome(home);
    if (project === null) unallocated -= units;
    else add(draftOf(project).shared, pool, side === 'in' ? units : -units);
  }
  for (const { home, environment, units } of environments) {
    const project = projectOfHome(home);
    if (project === null || !usage.has(project)) continue;
    add(draftOf(project).environments, environment, units);
    add(usage, project, -units);
  }
  // What the face lacks of a project's usage was not read with the slices: it is not guessed.
  for (const [project, units] of usage) if (units !== 0n) add(draftOf(project).environments, '(not fetched)', units);
  const projects = [...drafts].sort(([a], [b]) => (a < b ? -1 : 1)).map(([project, draft]) => costOf(project, draft));
  return { projects, unallocated };
}

function costOf(project: string, { direct, shared, environments }: Draft): ProjectCost {
  const moved = [...shared].sort(([a], [b]) => (a < b ? -1 : 1));
  const told = [...environments].filter(([, units]) => units !== 0n).sort(compareKeys);
  return {
    project,
    direct,
    shared: new Map(moved),
    total: moved.reduce((sum, [, units]) => sum + units, direct),
    environments: new Map(told),
  };
}

/** Keys of ours come after a company's own. */
function compareKeys([a]: readonly [string, bigint], [b]: readonly [string, bigint]): number {
  const ours = Number(a.startsWith('(')) - Number(b.startsWith('('));
  return ours || (a < b ? -1 : a > b ? 1 : 0);
}
