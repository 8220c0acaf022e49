import { axesOf, needsDetail, partsOf } from './account-axis';
import type { Assigner } from './assignment';
import type { Basis } from './basis';
import type { DetailAxis, DetailShape } from './detail';
import { magnitude } from './money';
import { isNothing } from './rounding';
import type { RuleDimension } from './rules';
import type { AccountMonth } from './slice';

/** The pairs of dimensions that `detail` tells apart, the one that statements need most first. */
const PAIRS = [
  ['project', 'service'],
  ['project', 'environment'],
  ['environment', 'service'],
] as const;
type PairDimension = DetailAxis['dimension'];

/** One query of the plan. `cost`: the usage that it is about, over the window, units of 10⁻⁹. */
export type DetailQuery = { readonly shape: DetailShape; readonly cost: bigint };

/** Queries to ask, and the requests that all that were wanted would take: what the limit left out stays `(not fetched)`. */
export type DetailPlan = { readonly queries: readonly DetailQuery[]; readonly wanted: number };

export type DetailPlanInput = {
  /** The accounts of every month of the window, each month with its own rules. */
  readonly months: readonly { readonly accounts: readonly AccountMonth[]; readonly assigner: Assigner }[];
  readonly chains: Readonly<Record<RuleDimension, readonly string[]>>;
  /** Services that an account used in the window, with the usage of each in `basis`. */
  readonly servicesOf: (account: string) => ReadonlyMap<string, bigint>;
  /** `Rules.detailRequests`: the requests that may be made. */
  readonly limit: number;
  /** The requests that a query is expected to take; one each where it is not given. */
  readonly requestsOf?: (shape: DetailShape) => number;
  /** False for a query that must not be asked: AWS refused it. */
  readonly isAsked?: (shape: DetailShape) => boolean;
  readonly basis: Basis;
};

/** Queries that are of use only together: one account's, or one value's, over all keys of a chain. */
type Batch = {
  readonly queries: readonly DetailQuery[];
  readonly cost: bigint;
  readonly requests: number;
  readonly id: string;
};
type Option = { readonly batches: readonly Batch[]; readonly spare: readonly Batch[] };

/**
 * Plans what mixed accounts with more than one home need (`finance.md` §5). For each pair of dimensions the filter is the one
 * that needs the fewest requests: one account, or one raw value. The costliest come first, up to the limit. Untagged is a
 * value, but follows from the others without a request when all of them fit.
 */
export function planDetail(input: DetailPlanInput): DetailPlan {
  const options = PAIRS.map((pair) => cheapest(pair, gather(input, pair), input));
  const batches = options.flatMap((option) => option.batches);
  const wanted = countOf(batches);
  const all = wanted <= input.limit ? batches : [...batches, ...options.flatMap(({ spare }) => spare)];
  const ordered = [...all].sort((a, b) => (a.cost !== b.cost ? (a.cost > b.cost ? -1 : 1) : a.id < b.id ? -1 : 1));
  const queries: DetailQuery[] = [];
  let requests = 0;
  for (const batch of ordered) {
    if (requests + batch.requests > input.limit) continue;
    requests += batch.requests;
    queries.push(...batch.queries);
  }
  return { queries, wanted };
}

const countOf = (batches: readonly Batch[]): number => batches.reduce((sum, { requests }) => sum + requests, 0);

type Pair = readonly [PairDimension, PairDimension];
type Value = { readonly key: string; readonly raw: string };
type Weighed = { readonly value: Value; readonly cost: bigint };
/** What one pair of dimensions is about. Raw values stand by their JSON; untagged is `''`. */
type Facts = {
  readonly accounts: ReadonlyMap<string, { cost: bigint; values: Readonly<Record<PairDimension, Map<string, Value>>> }>;
  readonly values: Readonly<Record<PairDimension, ReadonlyMap<string, Weighed>>>;
};

/** Accounts that have several parts along both dimensions in some month, and the raw values that they have in the window. */
function gather({ months, servicesOf, basis }: DetailPlanInput, pair: Pair): Facts {
  const accounts = new Map<string, { cost: bigint; values: Record<PairDimension, Map<string, Value>> }>();
  const values: Record<PairDimension, Map<string, Weighed>> = byDimension();
  for (const { accounts: list, assigner } of months) {
    for (const each of list) {
      if (!needsDetail(each, assigner)) continue;
      const { projects, environments } = axesOf(each, null, assigner);
      const services = servicesOf(each.account);
      const parts = { project: partsOf(projects), environment: partsOf(environments), service: services.size };
      if (pair.some((dimension) => parts[dimension] < 2)) continue;
      const own = accounts.get(each.account) ?? { cost: 0n, values: byDimension<Value>() };
      accounts.set(each.account, { ...own, cost: own.cost + magnitude(each.usage.amounts[basis]) });
      for (const dimension of pair) {
        for (const { value, cost } of dimension === 'service' ? [] : valuesOf(each, dimension, basis)) {
          own.values[dimension].set(idOf(value), value);
          const known = values[dimension].get(idOf(value))?.cost ?? 0n;
          values[dimension].set(idOf(value), { value, cost: known + cost });
        }
      }
    }
  }
  if (pair.includes('service')) {
    for (const account of accounts.keys()) {
      for (const [raw, units] of servicesOf(account)) {
        const value = { key: '', raw };
        const known = values.service.get(idOf(value))?.cost ?? 0n;
        values.service.set(idOf(value), { value, cost: known + magnitude(units) });
      }
    }
  }
  return { accounts, values };
}

const byDimension = <T>(): Record<PairDimension, Map<string, T>> => ({
  project: new Map<string, T>(),
  environment: new Map<string, T>(),
  service: new Map<string, T>(),
});

const idOf = ({ key, raw }: Value): string => JSON.stringify([key, raw]);

function valuesOf(month: AccountMonth, dimension: RuleDimension, basis: Basis): Weighed[] {
  const { values, untagged } = month[dimension];
  const found = values.map(({ key, raw, amounts }) => ({ value: { key, raw }, cost: magnitude(amounts[basis]) }));
  return isNothing(untagged) ? found : [...found, { value: { key: '', raw: '' }, cost: magnitude(untagged[basis]) }];
}

function cheapest(pair: Pair, facts: Facts, input: DetailPlanInput): Option {
  if (facts.accounts.size === 0) return { batches: [], spare: [] };
  const [first, ...others] = [
    byAccount(pair, facts, input),
    byValue(pair[0], pair[1], facts, input),
    byValue(pair[1], pair[0], facts, input),
  ];
  return others.reduce((best, next) => (countOf(next.batches) < countOf(best.batches) ? next : best), first);
}

/** All axes that it takes to read the keys of a dimension that some of these values have. */
function axesFor(dimension: PairDimension, values: Iterable<Value>, chains: DetailPlanInput['chains']): DetailAxis[] {
  if (dimension === 'service') return [{ dimension, key: '', only: null, absent: [] }];
  const used = new Set([...values].map(({ key }) => key));
  return chains[dimension].flatMap((key, at) =>
    used.has(key) ? [{ dimension, key, only: null, absent: chains[dimension].slice(0, at) }] : [],
  );
}

function batchOf(all: readonly DetailQuery[], cost: bigint, id: string, input: DetailPlanInput): Batch {
  const { requestsOf = () => 1, isAsked = () => true } = input;
  const queries = all.filter(({ shape }) => isAsked(shape));
  return { queries, cost, id, requests: queries.reduce((sum, { shape }) => sum + requestsOf(shape), 0) };
}

function byAccount([rows, columns]: Pair, facts: Facts, input: DetailPlanInput): Option {
  const { chains } = input;
  const batches = [...facts.accounts].map(([account, { cost, values }]): Batch => {
    const queries = axesFor(rows, values[rows].values(), chains).flatMap((row) =>
      axesFor(columns, values[columns].values(), chains).map(
        (column): DetailQuery => ({ shape: { account, row, column }, cost }),
      ),
    );
    return batchOf(queries, cost, `${rows} ${columns} ${account}`, input);
  });
  return { batches, spare: [] };
}

function byValue(filtered: PairDimension, told: PairDimension, facts: Facts, input: DetailPlanInput): Option {
  const { chains } = input;
  const batches: Batch[] = [];
  const spare: Batch[] = [];
  const columns = axesFor(
    told,
    [...facts.values[told].values()].map(({ value }) => value),
    chains,
  );
  for (const [id, { value, cost }] of facts.values[filtered]) {
    const untagged = filtered !== 'service' && value.raw === '';
    const chain = filtered === 'service' ? [] : chains[filtered];
    const absent = untagged ? chain : chain.slice(0, Math.max(0, chain.indexOf(value.key)));
    const row: DetailAxis = { dimension: filtered, key: value.key, only: value.raw, absent };
    const queries = columns.map((column): DetailQuery => ({ shape: { account: null, row, column }, cost }));
    (untagged ? spare : batches).push(batchOf(queries, cost, `${filtered} ${told} ${id}`, input));
  }
  return { batches, spare };
}
