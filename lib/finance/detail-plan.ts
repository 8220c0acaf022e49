import type { Assigner } from './assignment';
import type { Basis } from './basis';
import type { DetailAxis, DetailShape } from './detail';
import { magnitude } from './money';
import type { RuleDimension } from './rules';
import { type AccountMonth, needsDetail } from './slice';

/** The pairs of dimensions that `detail` tells apart, the one that statements need most first. */
const PAIRS = [
  ['project', 'service'],
  ['project', 'environment'],
  ['environment', 'service'],
] as const;
type PairDimension = DetailAxis['dimension'];

/** One query of the plan: usage, `shape`, and the tag keys that must be ABSENT. `cost`: what it is about, units of 10⁻⁹. */
export type DetailQuery = { readonly shape: DetailShape; readonly absent: readonly string[]; readonly cost: bigint };

/** Queries to ask, and how many were wanted: what the limit left out stays `(not fetched)`. */
export type DetailPlan = { readonly queries: readonly DetailQuery[]; readonly wanted: number };

export type DetailPlanInput = {
  /** The accounts of every month of the window, each month with its own rules. */
  readonly months: readonly { readonly accounts: readonly AccountMonth[]; readonly assigner: Assigner }[];
  readonly chains: Readonly<Record<RuleDimension, readonly string[]>>;
  /** Services that an account used in the window, with the usage of each in `basis`. */
  readonly servicesOf: (account: string) => ReadonlyMap<string, bigint>;
  /** `Rules.detailRequests`. */
  readonly limit: number;
  readonly basis: Basis;
};

/** Queries that are of use only together: one account's, or one value's, over all keys of a chain. */
type Batch = { readonly queries: readonly DetailQuery[]; readonly cost: bigint; readonly id: string };
type Option = { readonly batches: readonly Batch[]; readonly spare: readonly Batch[] };

/**
 * Plans what mixed accounts with more than one home need (`finance.md` §5). For each pair of dimensions the filter is the one
 * that needs the fewest requests: one account, or one raw value. The costliest come first, up to the limit. Untagged is a
 * value, but follows from the others without a request when all of them fit.
 */
export function planDetail(input: DetailPlanInput): DetailPlan {
  const facts = gather(input);
  if (facts.accounts.size === 0) return { queries: [], wanted: 0 };
  const options = PAIRS.map((pair) => cheapest(pair, facts, input.chains));
  const batches = options.flatMap((option) => option.batches);
  const wanted = countOf(batches);
  const all = wanted <= input.limit ? batches : [...batches, ...options.flatMap(({ spare }) => spare)];
  const ordered = [...all].sort((a, b) => (a.cost !== b.cost ? (a.cost > b.cost ? -1 : 1) : a.id < b.id ? -1 : 1));
  const queries: DetailQuery[] = [];
  for (const batch of ordered) {
    if (queries.length + batch.queries.length <= input.limit) queries.push(...batch.queries);
  }
  return { queries, wanted };
}

const countOf = (batches: readonly Batch[]): number => batches.reduce((sum, { queries }) => sum + queries.length, 0);

type Value = { readonly key: string; readonly raw: string };
type Facts = {
  readonly accounts: ReadonlyMap<string, bigint>;
  /** Raw values by their JSON, with the usage that they are about; untagged is `''`. */
  readonly values: Readonly<Record<PairDimension, ReadonlyMap<string, { value: Value; cost: bigint }>>>;
};

/** Mixed accounts with more than one home in some month, and the values that they have in the window. */
function gather({ months, servicesOf, basis }: DetailPlanInput): Facts {
  const accounts = new Map<string, bigint>();
  const values: Record<PairDimension, Map<string, { value: Value; cost: bigint }>> = {
    project: new Map(),
    environment: new Map(),
    service: new Map(),
  };
  const add = (dimension: PairDimension, value: Value, units: bigint) => {
    const id = JSON.stringify([value.key, value.raw]);
    const cost = (values[dimension].get(id)?.cost ?? 0n) + magnitude(units);
    values[dimension].set(id, { value, cost });
  };
  for (const { accounts: list, assigner } of months) {
    for (const each of list) {
      if (!needsDetail(each, assigner)) continue;
      accounts.set(each.account, (accounts.get(each.account) ?? 0n) + magnitude(each.usage.amounts[basis]));
      for (const dimension of ['project', 'environment'] as const) {
        if (dimension === 'environment' && each.assignment.environment !== null) continue;
        for (const { key, raw, amounts } of each[dimension].values) add(dimension, { key, raw }, amounts[basis]);
        const { untagged } = each[dimension];
        if (untagged[basis] !== 0n) add(dimension, { key: '', raw: '' }, untagged[basis]);
      }
    }
  }
  for (const account of accounts.keys()) {
    for (const [raw, units] of servicesOf(account)) add('service', { key: '', raw }, units);
  }
  return { accounts, values };
}

function cheapest(
  pair: readonly [PairDimension, PairDimension],
  facts: Facts,
  chains: DetailPlanInput['chains'],
): Option {
  // Where a dimension has one value or none, the pair follows without a request.
  if (pair.some((dimension) => facts.values[dimension].size < 2)) return { batches: [], spare: [] };
  const [first, ...others] = [
    byAccount(pair, facts, chains),
    byValue(pair[0], pair[1], facts, chains),
    byValue(pair[1], pair[0], facts, chains),
  ];
  return others.reduce((best, next) => (countOf(next.batches) < countOf(best.batches) ? next : best), first);
}

/** All axes that it takes to read a whole dimension, with the keys that each wants absent. */
function axesFor(dimension: PairDimension, facts: Facts, chains: DetailPlanInput['chains']) {
  if (dimension === 'service') return [{ axis: { dimension, key: '', only: null }, absent: [] }];
  const used = new Set([...facts.values[dimension].values()].map(({ value }) => value.key));
  return chains[dimension].flatMap((key, at) =>
    used.has(key) ? [{ axis: { dimension, key, only: null }, absent: chains[dimension].slice(0, at) }] : [],
  );
}

function byAccount(
  [rows, columns]: readonly [PairDimension, PairDimension],
  facts: Facts,
  chains: DetailPlanInput['chains'],
): Option {
  const batches = [...facts.accounts].map(([account, cost]): Batch => {
    const queries = axesFor(rows, facts, chains).flatMap((row) =>
      axesFor(columns, facts, chains).map((column): DetailQuery => {
        const shape = { account, row: row.axis, column: column.axis };
        return { shape, absent: [...row.absent, ...column.absent], cost };
      }),
    );
    return { queries, cost, id: `${rows} ${columns} ${account}` };
  });
  return { batches, spare: [] };
}

function byValue(
  filtered: PairDimension,
  told: PairDimension,
  facts: Facts,
  chains: DetailPlanInput['chains'],
): Option {
  const batches: Batch[] = [];
  const spare: Batch[] = [];
  for (const [id, { value, cost }] of facts.values[filtered]) {
    const untagged = filtered !== 'service' && value.raw === '';
    const chain = filtered === 'service' ? [] : chains[filtered];
    const absent = untagged ? chain : chain.slice(0, Math.max(0, chain.indexOf(value.key)));
    const row: DetailAxis = { dimension: filtered, key: value.key, only: value.raw };
    const queries = axesFor(told, facts, chains).map((column): DetailQuery => {
      const shape: DetailShape = { account: null, row, column: column.axis };
      return { shape, absent: [...absent, ...column.absent], cost };
    });
    (untagged ? spare : batches).push({ queries, cost, id: `${filtered} ${told} ${id}` });
  }
  return { batches, spare };
}
