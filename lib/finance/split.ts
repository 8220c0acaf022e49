import { allocate, type Weighted } from './allocate';
import { type Amounts, addAmounts, amountsOf, BASES, type Basis, noAmounts, subtractAmounts } from './basis';
import type { ChargeClass } from './charge-class';
import { keyOfHome } from './home';
import type { Month } from './month';
import { FIXED_WHOLE, isEffective, type PoolRule, type PoolSource, type Rules } from './rules';
import type { Slice } from './slice';

/**
 * What a pool moved of one charge class: out of a slice (`amounts` as it left, with the sign of the slice), or into a
 * project's account. Σ in = Σ out, in every basis.
 */
export type Share = {
  readonly pool: string;
  readonly chargeClass: ChargeClass;
  readonly side: 'in' | 'out';
  readonly account: string;
  /** The home that gave (`keyOfHome`), or the project that received. */
  readonly home: string;
  readonly amounts: Amounts;
};

/** A special case of `finance.md` §8, recorded and shown. */
export type SplitNotice = {
  readonly pool: string;
  readonly code: 'even-fallback' | 'no-target' | 'absent-target' | 'unknown-revenue' | 'negative-weight';
  readonly message: string;
};

export type SplitInput = {
  readonly rules: Rules;
  readonly month: Month;
  readonly slices: readonly Slice[];
  /** Revenue by project in units of 10⁻⁹, for pools that weigh by it. */
  readonly revenue: ReadonlyMap<string, bigint>;
};

/**
 * Moves shared cost to projects. Each slice is taken by the first pool of the file that can; each (pool, charge class)
 * is split by itself in every basis; pools never receive. What no pool takes, or what a pool keeps, is unallocated.
 */
export function splitPools({ rules, month, slices, revenue }: SplitInput): { shares: Share[]; notices: SplitNotice[] } {
  const pools = rules.pools.filter((pool) => isEffective(pool, month));
  const projects = projectSlices(slices);
  const taken = new Map<PoolRule, Slice[]>();
  for (const slice of slices) {
    const pool = pools.find((each) => takes(each, slice));
    if (pool) taken.set(pool, [...(taken.get(pool) ?? []), slice]);
  }
  const shares: Share[] = [];
  const notices = new Map<string, SplitNotice>();
  const notify = (notice: SplitNotice) => notices.set(`${notice.pool} ${notice.message}`, notice);
  for (const [pool, list] of taken) {
    if (pool.method === 'keep') continue;
    for (const group of groupsOf(pool, list)) shares.push(...splitGroup(pool, group, projects, revenue, notify));
  }
  return { shares, notices: [...notices.values()] };
}

/** True when a pool may take a slice (`finance.md` §8). */
export function takes(
  { source, includeDedicated }: { source: PoolSource; includeDedicated: boolean },
  { home, account, chargeClass }: Slice,
): boolean {
  switch (source.kind) {
    case 'pool':
      return home.kind === 'pool' && home.id === source.id;
    case 'untagged':
      return home.kind === 'untagged' && (source.account === 'all' || source.account === account);
    case 'charges':
      return home.kind === 'charges' && (source.account === 'all' || source.account === account);
    case 'chargeClass':
      return (
        chargeClass === source.chargeClass && (home.kind === 'charges' || (includeDedicated && home.kind === 'project'))
      );
  }
}

type Projects = ReadonlyMap<string, readonly Slice[]>;

function projectSlices(slices: readonly Slice[]): Map<string, Slice[]> {
  const projects = new Map<string, Slice[]>();
  for (const slice of slices) {
    if (slice.home.kind !== 'project') continue;
    const list = projects.get(slice.home.id);
    if (list) list.push(slice);
    else projects.set(slice.home.id, [slice]);
  }
  return projects;
}

/** Each charge class by itself; for `sameAccount` each account by itself as well. */
function groupsOf(pool: PoolRule, slices: readonly Slice[]): Slice[][] {
  const groups = new Map<string, Slice[]>();
  for (const slice of slices) {
    const key = pool.targets === 'sameAccount' ? `${slice.chargeClass} ${slice.account}` : slice.chargeClass;
    groups.set(key, [...(groups.get(key) ?? []), slice]);
  }
  return [...groups.values()];
}

type Notify = (notice: SplitNotice) => void;
type Target = { readonly id: string; readonly slices: readonly Slice[]; readonly fixed: bigint };

function splitGroup(
  pool: PoolRule,
  slices: readonly Slice[],
  projects: Projects,
  revenue: ReadonlyMap<string, bigint>,
  notify: Notify,
): Share[] {
  const [one] = slices;
  if (!one) return [];
  const targets = targetsOf(pool, one.account, projects, notify);
  if (targets.length === 0) {
    notify({
      pool: pool.id,
      code: 'no-target',
      message: `Pool ${pool.id} has no project to go to and stays unallocated.`,
    });
    return [];
  }
  const total = slices.reduce((sum, { amounts }) => addAmounts(sum, amounts), noAmounts());
  const moved = pool.method === 'fixed' ? amountsOf((basis) => movedOf(total[basis], targets)) : total;
  return [
    ...sharesOut(pool, slices, total, moved),
    ...sharesIn(pool, one.chargeClass, moved, targets, revenue, notify),
  ];
}

/** Of `fixed`, the part whose targets are there: the rest stays, rounded like any share. */
function movedOf(total: bigint, targets: readonly Target[]): bigint {
  const present = targets.reduce((sum, { fixed }) => sum + fixed, 0n);
  if (present >= FIXED_WHOLE) return total;
  return (
    allocate(total, [
      { id: 'moved', weight: present },
      { id: 'stays', weight: FIXED_WHOLE - present },
    ])[0] ?? 0n
  );
}

function targetsOf(pool: PoolRule, account: string, projects: Projects, notify: Notify): Target[] {
  if (pool.targets === 'sameAccount') {
    const here = [...projects].flatMap(([id, slices]) => {
      const own = slices.filter((slice) => slice.account === account);
      return own.length > 0 ? [{ id, slices: own, fixed: 0n }] : [];
    });
    if (here.length > 0 || pool.otherwise === 'keep') return here;
    return allTargets(pool, [...projects.keys()], projects, notify);
  }
  const listed =
    pool.targets === 'all' ? (pool.method === 'fixed' ? [...pool.weights.keys()] : [...projects.keys()]) : pool.targets;
  return allTargets(pool, listed, projects, notify);
}

function allTargets(pool: PoolRule, ids: readonly string[], projects: Projects, notify: Notify): Target[] {
  return [...new Set(ids)].sort().flatMap((id) => {
    const slices = projects.get(id);
    if (slices) return [{ id, slices, fixed: pool.weights.get(id) ?? 0n }];
    const what = pool.method === 'fixed' ? 'its share stays unallocated' : 'it is left out';
    notify({ pool: pool.id, code: 'absent-target', message: `Project ${id} has nothing in this month: ${what}.` });
    return [];
  });
}

/** What leaves each slice: all of it, or its part of what moves. */
function sharesOut(pool: PoolRule, slices: readonly Slice[], total: Amounts, moved: Amounts): Share[] {
  const kept = subtractAmounts(total, moved);
  const stays = BASES.some((basis) => kept[basis] !== 0n);
  const parts = stays
    ? perBasis(
        kept,
        slices.map(({ account, home, amounts }) => ({
          id: `${account} ${keyOfHome(home)}`,
          weight: (basis) => magnitudeOf(amounts[basis]),
        })),
      )
    : null;
  return slices.map(({ account, home, chargeClass, amounts }, at) => ({
    pool: pool.id,
    chargeClass,
    side: 'out',
    account,
    home: keyOfHome(home),
    amounts: subtractAmounts(amounts, parts?.[at] ?? noAmounts()),
  }));
}

const magnitudeOf = (units: bigint): bigint => (units < 0n ? -units : units);

type BasisWeighted = { readonly id: string; readonly weight: (basis: Basis) => bigint };

/** Allocates every basis by its own weights. */
function perBasis(total: Amounts, targets: readonly BasisWeighted[]): Amounts[] {
  const columns = amountsPerBasis((basis) =>
    allocate(
      total[basis],
      targets.map(({ id, weight }): Weighted => ({ id, weight: weight(basis) })),
    ),
  );
  return targets.map((_, at) => amountsOf((basis) => columns[basis][at] ?? 0n));
}

const amountsPerBasis = (of: (basis: Basis) => bigint[]): Record<Basis, bigint[]> => ({
  unblended: of('unblended'),
  amortized: of('amortized'),
  netUnblended: of('netUnblended'),
  netAmortized: of('netAmortized'),
  blended: of('blended'),
});

function sharesIn(
  pool: PoolRule,
  chargeClass: ChargeClass,
  moved: Amounts,
  targets: readonly Target[],
  revenue: ReadonlyMap<string, bigint>,
  notify: Notify,
): Share[] {
  const weightOf = weightsOf(pool, revenue);
  tellSpecialCases(pool, targets, weightOf, notify);
  const parts = perBasis(
    moved,
    targets.map((target) => ({ id: target.id, weight: (basis) => weightOf(target, basis) })),
  );
  return targets.flatMap(({ id, slices }, at) => {
    const accounts = accountWeights(slices, pool.weight);
    const within = perBasis(parts[at] ?? noAmounts(), accounts);
    return accounts.map(({ id: account }, place) => ({
      pool: pool.id,
      chargeClass,
      side: 'in',
      account,
      home: id,
      amounts: within[place] ?? noAmounts(),
    }));
  });
}

function weightsOf(pool: PoolRule, revenue: ReadonlyMap<string, bigint>): (target: Target, basis: Basis) => bigint {
  if (pool.method === 'even') return () => 1n;
  if (pool.method === 'fixed') return ({ fixed }) => fixed;
  if (pool.weight === 'revenue') return ({ id }) => revenue.get(id) ?? 0n;
  return ({ slices }, basis) => weighed(slices, pool.weight).reduce((sum, { amounts }) => sum + amounts[basis], 0n);
}

/** The slices that weigh: usage, or all direct cost. */
const weighed = (slices: readonly Slice[], weight: PoolRule['weight']): readonly Slice[] =>
  weight === 'direct' ? slices : slices.filter(({ chargeClass }) => chargeClass === 'usage');

/** A project's share goes to its accounts by the same weight; evenly where that is nothing. */
function accountWeights(slices: readonly Slice[], weight: PoolRule['weight']): BasisWeighted[] {
  const sums = new Map<string, Amounts>();
  for (const { account } of slices) sums.set(account, noAmounts());
  for (const { account, amounts } of weighed(slices, weight))
    sums.set(account, addAmounts(sums.get(account) ?? noAmounts(), amounts));
  return [...sums]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([id, amounts]) => ({ id, weight: (basis) => amounts[basis] }));
}

function tellSpecialCases(
  pool: PoolRule,
  targets: readonly Target[],
  weightOf: (target: Target, basis: Basis) => bigint,
  notify: Notify,
): void {
  const weights = BASES.map((basis) => targets.map((target) => weightOf(target, basis)));
  if (weights.some((list) => list.every((weight) => weight <= 0n))) {
    const revenue = pool.weight === 'revenue' && pool.method === 'proportional';
    notify({
      pool: pool.id,
      code: revenue ? 'unknown-revenue' : 'even-fallback',
      message: revenue
        ? `No project of pool ${pool.id} has revenue in this month: it is split evenly.`
        : `The weights of pool ${pool.id} are nothing in this month: it is split evenly.`,
    });
  } else if (weights.flat().some((weight) => weight < 0n)) {
    notify({
      pool: pool.id,
      code: 'negative-weight',
      message: `A project of pool ${pool.id} has a negative weight, which counts as nothing.`,
    });
  }
}
