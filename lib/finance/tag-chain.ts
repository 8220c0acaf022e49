import { type Amounts, BASES, noAmounts } from './basis';
import { type Check, compareSums, type GroupSum } from './reconcile';
import { splitRounding } from './rounding';

/** Usage of one raw value in one account. `raw` is `''` for what has no value of the key, or an empty one. */
export type ChainCell = { readonly account: string; readonly raw: string; readonly amounts: Amounts };

/**
 * One key of a tag chain in one month (`finance.md` §5): usage on which the chain's earlier keys are absent, by account and
 * raw value, the empty one included. `cells` null: it was not read.
 */
export type ChainKey = { readonly key: string; readonly cells: readonly ChainCell[] | null };

/** Usage that a key of the chain caught; never an empty value. */
export type TagUsage = { readonly key: string; readonly raw: string; readonly amounts: Amounts };

/** What a chain says of one account: Σ values + untagged + rounding + notFetched = its usage, in every basis. */
export type AccountChain = {
  /** In the order of the chain, then by raw value. */
  readonly values: readonly TagUsage[];
  /** Usage without a value, where the whole chain was read. */
  readonly untagged: Amounts;
  /** The same where a key was not read: it may have one. */
  readonly notFetched: Amounts;
  readonly rounding: Amounts;
  /** The part of `untagged` that has a key with an empty value, as far as a later key tells; null where none does. */
  readonly emptyValue: Amounts | null;
};

/**
 * An account whose tags do not add up. `certain`: the first key, empty values included, is not the usage. Otherwise a later
 * key found more than the earlier ones left, which a refresh between two requests makes, and negative usage may.
 */
export type ChainBreach = {
  readonly account: string;
  readonly key: string;
  readonly certain: boolean;
  readonly checks: readonly Check[];
};

/** An account that no key of the chain named: all its usage is untagged. */
export const untaggedChain = (usage: Amounts): AccountChain => ({
  values: [],
  untagged: usage,
  notFetched: noAmounts(),
  rounding: noAmounts(),
  emptyValue: null,
});

/** Reads a month's chain for every account that has usage or a cell. `usage`: the book's, with its number of groups. */
export function buildChains(
  usage: ReadonlyMap<string, GroupSum>,
  keys: readonly ChainKey[],
): { accounts: ReadonlyMap<string, AccountChain>; breaches: readonly ChainBreach[] } {
  const read = keys.map(({ key, cells }) => ({ key, cells: cells === null ? null : byAccount(cells) }));
  const ids = new Set([...usage.keys(), ...read.flatMap(({ cells }) => [...(cells?.keys() ?? [])])]);
  const accounts = new Map<string, AccountChain>();
  const breaches: ChainBreach[] = [];
  for (const account of ids) {
    const own = read.map(({ key, cells }) => ({ key, cells: cells === null ? null : (cells.get(account) ?? []) }));
    const sum = usage.get(account) ?? { amounts: noAmounts(), groups: 0 };
    accounts.set(account, chainOf(sum, own));
    breaches.push(...breachesOf(account, sum, own));
  }
  return { accounts, breaches };
}

type OwnKey = { readonly key: string; readonly cells: readonly ChainCell[] | null };

function byAccount(cells: readonly ChainCell[]): Map<string, ChainCell[]> {
  const found = new Map<string, ChainCell[]>();
  for (const cell of cells) {
    const list = found.get(cell.account);
    if (list) list.push(cell);
    else found.set(cell.account, [cell]);
  }
  return found;
}

function chainOf(usage: GroupSum, keys: readonly OwnKey[]): AccountChain {
  const values = keys.flatMap(({ key, cells }) => valuesOf(key, cells ?? []));
  const left = { ...usage.amounts };
  for (const { amounts } of values) for (const basis of BASES) left[basis] -= amounts[basis];
  // Without a value there are no two groupings that could round differently.
  const { rounding, more } = splitRounding(left, values.length === 0 ? 0 : usage.groups + values.length);
  const whole = keys.every(({ cells }) => cells !== null);
  return {
    values,
    rounding,
    untagged: whole ? more : noAmounts(),
    notFetched: whole ? noAmounts() : more,
    emptyValue: emptyValueOf(keys),
  };
}

function valuesOf(key: string, cells: readonly ChainCell[]): TagUsage[] {
  return cells
    .filter(({ raw, amounts }) => raw !== '' && BASES.some((basis) => amounts[basis] !== 0n))
    .map(({ raw, amounts }) => ({ key, raw, amounts }))
    .sort((a, b) => (a.raw < b.raw ? -1 : a.raw > b.raw ? 1 : 0));
}

/** Pairs of neighbouring keys that were both read: what one leaves without a value is what the next is asked about. */
function handovers(keys: readonly OwnKey[]): { key: string; left: GroupSum; found: GroupSum }[] {
  return keys.flatMap(({ cells }, at) => {
    const next = keys[at + 1];
    if (cells === null || !next || next.cells === null) return [];
    return [{ key: next.key, left: sumOf(cells.filter(({ raw }) => raw === '')), found: sumOf(next.cells) }];
  });
}

function emptyValueOf(keys: readonly OwnKey[]): Amounts | null {
  const pairs = handovers(keys);
  if (pairs.length === 0) return null;
  const sum = noAmounts();
  for (const { left, found } of pairs) {
    for (const basis of BASES) sum[basis] += left.amounts[basis] - found.amounts[basis];
  }
  return splitRounding(sum, groupsOf(pairs)).more;
}

const groupsOf = (pairs: readonly { left: GroupSum; found: GroupSum }[]): number =>
  pairs.reduce((count, { left, found }) => count + left.groups + found.groups, 0);

function sumOf(cells: readonly ChainCell[]): GroupSum {
  const amounts = noAmounts();
  for (const cell of cells) for (const basis of BASES) amounts[basis] += cell.amounts[basis];
  return { amounts, groups: cells.length };
}

function breachesOf(account: string, usage: GroupSum, keys: readonly OwnKey[]): ChainBreach[] {
  const breaches: ChainBreach[] = [];
  const [first] = keys;
  if (first && first.cells !== null) {
    const checks = compareSums(first.key, usage, sumOf(first.cells));
    if (checks.some(({ holds }) => !holds)) breaches.push({ account, key: first.key, certain: true, checks });
  }
  for (const { key, left, found } of handovers(keys)) {
    const checks = compareHandover(key, left, found);
    if (checks.some(({ holds }) => !holds)) breaches.push({ account, key, certain: false, checks });
  }
  return breaches;
}

/** What a key found against what the key before it left without a value: the same, or a part of it. */
export const compareHandover = (key: string, left: GroupSum, found: GroupSum): Check[] =>
  compareSums(key, left, found).map((check) => ({ ...check, holds: check.holds || isPart(check) }));

/** True when what was found is a part of what was left: the rest has an empty value. */
const isPart = ({ expected, actual }: Check): boolean =>
  expected >= 0n ? actual >= 0n && actual <= expected : actual <= 0n && actual >= expected;
