import { assignerOf } from './assignment';
import { type Amounts, noAmounts, sumAmounts } from './basis';
import type { DeriveInput } from './derive-month';
import { claimSlices } from './pool-claim';
import { type ProjectTotal, type ProjectTotals, totalProjects } from './project-totals';
import { type RuleCatch, ruleCatches } from './rule-catch';
import { isEffective } from './rules';
import { buildSlices, type Slice } from './slice';
import { type Split, splitPools } from './split';
import type { SplitNotice } from './split-notice';

/** One month under some rules: the chains and the revenue are those that these rules name. */
export type PreviewInput = Omit<DeriveInput, 'serviceSums'>;

/** What a project pays. `shared` is the net of all pools. Units of 10⁻⁹ in each basis. */
export type ProjectPays = { readonly direct: Amounts; readonly shared: Amounts; readonly total: Amounts };

/** A figure under the rules before, and under those after. */
export type Pair<T> = { readonly before: T; readonly after: T };

/** What a pool of the rules after does in the month. taken = moved + what stays. */
export type PoolCatch = {
  readonly pool: number;
  readonly holds: boolean;
  /** The accounts that it takes anything of. */
  readonly accounts: readonly string[];
  readonly taken: Amounts;
  readonly moved: Amounts;
};

/** What new rules would do to one month, without anything stored. Σ total + unallocated = the book, before and after. */
export type RulesPreview = {
  readonly rules: readonly RuleCatch[];
  readonly pools: readonly PoolCatch[];
  /** By id in byte order; one that only the rules before or after have pays nothing on the other side. */
  readonly projects: readonly (Pair<ProjectPays> & { readonly project: string })[];
  readonly unallocated: Pair<Amounts>;
  /** The part of it that is untagged usage. */
  readonly untagged: Pair<Amounts>;
  /** Special cases of the splits after. */
  readonly notices: readonly SplitNotice[];
};

/** Puts one month under two sets of rules side by side. `after` says what each rule catches. */
export function previewRules(before: PreviewInput, after: PreviewInput): RulesPreview {
  const [was, is] = [derive(before), derive(after)];
  const pays = ({ totals }: Derived) => new Map(totals.projects.map((each) => [each.project, paysOf(each)]));
  const [paid, pay] = [pays(was), pays(is)];
  const ids = [...new Set([...paid.keys(), ...pay.keys()])].sort();
  return {
    rules: ruleCatches({ ...after, assigner: is.assigner, facts: after.accounts, accounts: is.accounts }),
    pools: poolCatches(after, is),
    projects: ids.map((project) => ({
      project,
      before: paid.get(project) ?? NOTHING,
      after: pay.get(project) ?? NOTHING,
    })),
    unallocated: { before: was.totals.unallocated, after: is.totals.unallocated },
    untagged: { before: was.totals.untagged, after: is.totals.untagged },
    notices: is.split.notices,
  };
}

const NOTHING: ProjectPays = { direct: noAmounts(), shared: noAmounts(), total: noAmounts() };

const paysOf = ({ direct, shared, total }: ProjectTotal): ProjectPays => ({
  direct,
  shared: sumAmounts(shared.values()),
  total,
});

type Derived = ReturnType<typeof buildSlices> & {
  readonly assigner: ReturnType<typeof assignerOf>;
  readonly split: Split;
  readonly totals: ProjectTotals;
};

function derive(input: PreviewInput): Derived {
  const { rules, month, revenue } = input;
  const assigner = assignerOf(rules, month);
  const built = buildSlices({ ...input, assigner });
  const split = splitPools({ rules, month, slices: built.slices, revenue });
  return { ...built, assigner, split, totals: totalProjects(built.slices, split.shares) };
}

function poolCatches({ rules, month }: PreviewInput, { slices, split }: Derived): PoolCatch[] {
  const holding = rules.pools.filter((pool) => isEffective(pool, month));
  const { taken } = claimSlices(holding, slices);
  const sum = (list: readonly Pick<Slice, 'amounts'>[]) => sumAmounts(list.map(({ amounts }) => amounts));
  return rules.pools.map((pool, index) => {
    const own = taken.get(pool) ?? [];
    const holds = holding.includes(pool);
    return {
      pool: index,
      holds,
      accounts: [...new Set(own.map(({ account }) => account))].sort(),
      taken: sum(own),
      moved: holds ? sum(split.shares.filter((share) => share.side === 'out' && share.pool === pool.id)) : noAmounts(),
    };
  });
}
