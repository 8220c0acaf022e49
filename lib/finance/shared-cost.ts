import type { Month } from './month';
import { projectCosts } from './project-cost';

/** What one project costs: its own charges, and what pools moved to it less what they moved out of it. */
export type ProjectShare = { readonly project: string; readonly direct: bigint; readonly shared: bigint };
/** What a pool moved to projects, and what of it stayed unallocated. */
export type PoolShare = { readonly pool: string; readonly moved: bigint; readonly left: bigint };
/** A special case of a split, with the months in which it is so. */
export type MonthsNotice = { readonly pool: string; readonly message: string; readonly months: readonly Month[] };

/**
 * Shared cost in one basis, units of 10⁻⁹: who pays what, and what nobody pays. Σ direct + Σ shared + unallocated = Σ slices,
 * and Σ flows of a project = its `shared`.
 */
export type SharedCosts = {
  readonly projects: readonly ProjectShare[];
  readonly pools: readonly PoolShare[];
  /** From a pool to a project, less what it took out of the project's own charges. */
  readonly flows: readonly { readonly pool: string; readonly project: string; readonly units: bigint }[];
  readonly unallocated: bigint;
  /** The part of `unallocated` that is untagged usage. */
  readonly untagged: bigint;
  readonly notices: readonly MonthsNotice[];
};

/** What shared cost is added up from: of several months and connections of one currency, or of one. */
export type SharedCostRows = {
  readonly slices: Parameters<typeof projectCosts>[0];
  readonly shares: Parameters<typeof projectCosts>[1];
  /** What has no project; `home` is `keyOfHome`, or `unknown` of a month that is not derived yet. */
  readonly unallocated: Iterable<{ readonly pool: string | null; readonly home: string; readonly units: bigint }>;
  readonly notices: Iterable<{ readonly pool: string; readonly message: string; readonly month: Month }>;
};

/** Adds up what splits made, projects and pools by id in order. */
export function sharedCosts(rows: SharedCostRows): SharedCosts {
  const shares = [...rows.shares];
  const { projects } = projectCosts(rows.slices, shares, []);
  const pools = new Map<string, { moved: bigint; left: bigint }>();
  const poolOf = (id: string) => {
    const known = pools.get(id) ?? { moved: 0n, left: 0n };
    pools.set(id, known);
    return known;
  };
  for (const { pool, side, units } of shares) if (side === 'in') poolOf(pool).moved += units;
  let unallocated = 0n;
  let untagged = 0n;
  for (const { pool, home, units } of rows.unallocated) {
    unallocated += units;
    if (home === 'untagged') untagged += units;
    if (pool !== null) poolOf(pool).left += units;
  }
  return {
    projects: projects.map(({ project, direct, total }) => ({ project, direct, shared: total - direct })),
    pools: [...pools].sort(([a], [b]) => (a < b ? -1 : 1)).map(([pool, sums]) => ({ pool, ...sums })),
    flows: projects.flatMap(({ project, shared }) => [...shared].map(([pool, units]) => ({ pool, project, units }))),
    unallocated,
    untagged,
    notices: noticesOf(rows.notices),
  };
}

function noticesOf(notices: SharedCostRows['notices']): MonthsNotice[] {
  const found = new Map<string, { pool: string; message: string; months: Set<Month> }>();
  for (const { pool, message, month } of notices) {
    const key = JSON.stringify([pool, message]);
    const known = found.get(key) ?? { pool, message, months: new Set() };
    known.months.add(month);
    found.set(key, known);
  }
  return [...found.values()].map(({ months, ...notice }) => ({ ...notice, months: [...months].sort() }));
}
