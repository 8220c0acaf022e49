import { allocateAmounts, type BasisWeighted } from './allocate';
import { type Amounts, addAmounts, amountsOf, BASES, noAmounts, subtractAmounts } from './basis';
import type { ChargeClass } from './charge-class';
import { keyOfHome } from './home';
import { magnitude } from './money';
import type { Month } from './month';
import { claimSlices, groupsOf } from './pool-claim';
import { type ProjectBook, type ProjectBooks, projectBooks } from './project-book';
import { isNothing } from './rounding';
import { FIXED_WHOLE, isEffective, type PoolRule, type Rules } from './rules';
import type { Slice } from './slice';
import { noticesOf, type SplitNotice } from './split-notice';

/**
 * What a pool moved of one charge class: out of a slice (with the sign of the slice), or into a project's charges in an
 * account. `home` is `keyOfHome`. Σ in = Σ out for each pool and class, in every basis.
 */
export type Share = {
  readonly pool: string;
  readonly chargeClass: ChargeClass;
  readonly side: 'in' | 'out';
  readonly account: string;
  readonly home: string;
  readonly amounts: Amounts;
};

/** Why a cost has no project: no pool takes it, its pool keeps it or has no target, or a fixed share's target is not there. */
export type UnallocatedReason = 'no-pool' | 'kept' | 'no-target' | 'absent-target';

/** A part of *Unallocated*; `home` says what it is (`keyOfHome`), `pool` which pool left it there. */
export type Unallocated = {
  readonly pool: string | null;
  readonly reason: UnallocatedReason;
  readonly account: string;
  readonly home: string;
  readonly chargeClass: ChargeClass;
  readonly amounts: Amounts;
};

export type Split = {
  readonly shares: readonly Share[];
  /** Σ = Σ slices without a project − Σ that moved out of them. */
  readonly unallocated: readonly Unallocated[];
  readonly notices: readonly SplitNotice[];
};

export type SplitInput = {
  readonly rules: Rules;
  readonly month: Month;
  /** Of the whole organization: shared cost is narrowed to a reader only after it was split. */
  readonly slices: readonly Slice[];
  /** Revenue by project in units of 10⁻⁹, that of its dedicated accounts included, for pools that weigh by it. */
  readonly revenue: ReadonlyMap<string, bigint>;
};

/**
 * Moves shared cost to projects. Each slice is taken by the first pool of the file that can; each (pool, charge class)
 * is split by itself in every basis; pools never receive. What is not moved stays where it is: in its project where it has
 * one, else unallocated.
 */
export function splitPools({ rules, month, slices, revenue }: SplitInput): Split {
  const pools = rules.pools.filter((pool) => isEffective(pool, month));
  const projects = projectBooks(slices);
  const { taken, free } = claimSlices(pools, slices);
  const shares: Share[] = [];
  const unallocated = left(null, 'no-pool', free);
  const notices = noticesOf();
  for (const { home } of free) if (home.kind === 'pool') notices.noRule(home.id);
  for (const [pool, list] of taken) {
    for (const group of groupsOf(pool, list)) {
      const targets = pool.method === 'keep' ? [] : targetsOf(pool, group[0]?.account ?? '', projects, revenue);
      const present = targets.filter(({ book }) => book !== null);
      if (pool.method !== 'keep') notices.tell(pool, group[0]?.account ?? '', targets);
      if (present.length === 0) {
        const reason = { keep: 'kept', fixed: 'absent-target', even: 'no-target', proportional: 'no-target' } as const;
        unallocated.push(...left(pool, reason[pool.method], group));
        continue;
      }
      const moved = move(pool, group, targets);
      for (const share of moved.shares) shares.push(share);
      for (const rest of moved.unallocated) unallocated.push(rest);
    }
  }
  return { shares, unallocated, notices: notices.list() };
}

/** Slices that stay unallocated; one that has a project stays there. */
function left(pool: PoolRule | null, reason: UnallocatedReason, slices: readonly Slice[]): Unallocated[] {
  return slices
    .filter(({ home, amounts }) => home.kind !== 'project' && !isNothing(amounts))
    .map(({ account, home, chargeClass, amounts }) => ({
      pool: pool?.id ?? null,
      reason,
      account,
      home: keyOfHome(home),
      chargeClass,
      amounts,
    }));
}

/** A target of a pool; `book` null: it has nothing in the month, or is the part of `fixed` that nobody was given. */
export type SplitTarget = BasisWeighted & { readonly book: ProjectBook | null };

const flat = (units: bigint): Amounts => amountsOf(() => units);

/** The targets of a group, by id. Those that are not there are left out, but of `fixed`: their share stays. */
function targetsOf(
  pool: PoolRule,
  account: string,
  projects: ProjectBooks,
  revenue: ReadonlyMap<string, bigint>,
): SplitTarget[] {
  if (pool.method === 'fixed') return fixedTargets(pool, projects);
  const here = pool.targets === 'sameAccount' ? projects.inAccount(account) : [];
  const useAll = pool.targets === 'all' || (pool.targets === 'sameAccount' && pool.otherwise === 'all');
  if (here.length > 0 || !(useAll || Array.isArray(pool.targets)))
    return here.map((book) => target(pool, book, revenue));
  const ids: readonly string[] = typeof pool.targets === 'string' ? [...projects.all.keys()] : pool.targets;
  return [...new Set(ids)].sort().map((id) => {
    const book = projects.all.get(id);
    return book ? target(pool, book, revenue) : { id, book: null, weights: noAmounts() };
  });
}

function target(pool: PoolRule, book: ProjectBook, revenue: ReadonlyMap<string, bigint>): SplitTarget {
  if (pool.method === 'even') return { id: book.id, book, weights: flat(1n) };
  if (pool.weight === 'revenue') return { id: book.id, book, weights: flat(revenue.get(book.id) ?? 0n) };
  return { id: book.id, book, weights: pool.weight === 'direct' ? book.direct : book.usage };
}

/** What the weights lack of 100 % stands as a target that is not there: it is never spread over the others. */
function fixedTargets(pool: PoolRule, projects: ProjectBooks): SplitTarget[] {
  const listed = typeof pool.targets === 'string' ? null : new Set(pool.targets);
  const given = [...pool.weights]
    .filter(([id]) => listed === null || listed.has(id))
    .sort(([a], [b]) => (a < b ? -1 : 1));
  const targets = given.map(
    ([id, weight]): SplitTarget => ({ id, book: projects.all.get(id) ?? null, weights: flat(weight) }),
  );
  const sum = given.reduce((all, [, weight]) => all + (weight > 0n ? weight : 0n), 0n);
  return sum < FIXED_WHOLE ? [...targets, { id: '', book: null, weights: flat(FIXED_WHOLE - sum) }] : targets;
}

function move(pool: PoolRule, group: readonly Slice[], targets: readonly SplitTarget[]) {
  const shares: Share[] = [];
  const [first] = group;
  if (!first) return { shares, unallocated: [] };
  const { chargeClass } = first;
  const counted = pool.method === 'fixed' ? targets : targets.filter(({ book }) => book !== null);
  const total = noAmounts();
  for (const { amounts } of group) for (const basis of BASES) total[basis] += amounts[basis];
  const stays = noAmounts();
  for (const [at, amounts] of allocateAmounts(total, counted).entries()) {
    const book = counted[at]?.book;
    if (book) for (const share of sharesIn(pool, chargeClass, book, amounts)) shares.push(share);
    else for (const basis of BASES) stays[basis] += amounts[basis];
  }
  const kept = isNothing(stays) ? null : allocateAmounts(stays, group.map(bySize));
  for (const [at, { account, home, amounts }] of group.entries()) {
    const out = kept ? subtractAmounts(amounts, kept[at] ?? noAmounts()) : amounts;
    if (isNothing(out)) continue;
    shares.push({ pool: pool.id, chargeClass, side: 'out', account, home: keyOfHome(home), amounts: out });
  }
  const rest = kept ? group.map((slice, at) => ({ ...slice, amounts: kept[at] ?? noAmounts() })) : [];
  return { shares, unallocated: left(pool, 'absent-target', rest) };
}

/** What stays of a group is told by slice, in proportion to their size. */
const bySize = ({ account, home, amounts }: Slice): BasisWeighted => ({
  id: `${account} ${keyOfHome(home)}`,
  weights: amountsOf((basis) => magnitude(amounts[basis])),
});

/** A project's slices share what it was given by the pool's weight; by revenue, which slices have none of, by usage. */
function sharesIn(pool: PoolRule, chargeClass: ChargeClass, book: ProjectBook, amounts: Amounts): Share[] {
  if (isNothing(amounts)) return [];
  const targets = book.slices(pool.weight);
  const home = `project:${book.id}`;
  const [first, ...others] = targets;
  if (first && others.length === 0)
    return [{ pool: pool.id, chargeClass, side: 'in', account: first.account, home, amounts }];
  const accounts = new Map<string, Amounts>();
  for (const [at, part] of allocateAmounts(amounts, targets).entries()) {
    const account = targets[at]?.account ?? '';
    const known = accounts.get(account);
    accounts.set(account, known ? addAmounts(known, part) : part);
  }
  return [...accounts]
    .filter(([, part]) => !isNothing(part))
    .map(([account, part]) => ({ pool: pool.id, chargeClass, side: 'in', account, home, amounts: part }));
}
