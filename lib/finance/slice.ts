import type { AccountFacts, Assigner, Decided } from './assignment';
import { type Amounts, addAmounts, BASES, noAmounts, subtractAmounts } from './basis';
import type { ChargeClass } from './charge-class';
import { CHARGES, type Home, keyOfHome, ROUNDING, UNTAGGED } from './home';
import { magnitude } from './money';

/** One cell of account × home × charge class: the atom of projects, pools and statements. Units of 10⁻⁹. */
export type Slice = {
  readonly account: string;
  readonly home: Home;
  readonly chargeClass: ChargeClass;
  readonly amounts: Amounts;
  /** The rule that gave the home; null where the raw tag value, or the absence of one, did. */
  readonly rule: number | null;
};

/** One cell of account × environment; `environment` null is usage without a value. */
export type EnvironmentCell = { readonly account: string; readonly environment: string; readonly amounts: Amounts };

/** Keys in parentheses are ours. */
export const NO_ENVIRONMENT = '(untagged)';
export const NOT_FETCHED = '(not fetched)';
export const ROUNDED = '(rounding)';

/** One value of a tag chain in one account, from whichever key of the chain caught it. */
export type ChainCell = { readonly account: string; readonly raw: string; readonly amounts: Amounts };

/** One month of one connection, as the book and the chain cubes have it. */
export type MonthInput = {
  readonly accounts: ReadonlyMap<string, AccountFacts>;
  readonly book: ReadonlyMap<string, ReadonlyMap<ChargeClass, Amounts>>;
  readonly projectChain: readonly ChainCell[];
  readonly environmentChain: readonly ChainCell[];
  readonly assigner: Assigner;
};

export type MonthSlices = { readonly slices: readonly Slice[]; readonly environments: readonly EnvironmentCell[] };

/**
 * Gives every charge of a month a home (`finance.md` §6, §7). A dedicated account's charges all have the home of its
 * rule. A mixed one's usage goes by the tag chain, what is left is untagged, and its other charges go to its own pool.
 * Σ slices = the book, to the unit.
 */
export function buildSlices(input: MonthInput): MonthSlices {
  const projects = byAccount(input.projectChain);
  const environments = byAccount(input.environmentChain);
  const slices: Slice[] = [];
  const cells: EnvironmentCell[] = [];
  for (const [account, classes] of input.book) {
    const facts = input.accounts.get(account) ?? { id: account, name: account, path: [], tags: {} };
    const { home, environment } = input.assigner.ofAccount(facts);
    const usage = classes.get('usage') ?? noAmounts();
    const values = projects.get(account) ?? [];
    slices.push(...(home ? dedicated(account, classes, home) : mixed(account, classes, usage, values, input.assigner)));
    const known = environment ? null : fixedByProject(values, home !== null, input.assigner);
    cells.push(...environmentsOf(account, usage, environment, known, environments.get(account) ?? [], input.assigner));
  }
  return { slices, environments: cells };
}

function byAccount(cells: readonly ChainCell[]): Map<string, ChainCell[]> {
  const found = new Map<string, ChainCell[]>();
  for (const cell of cells) {
    if (cell.raw === '') continue;
    const list = found.get(cell.account);
    if (list) list.push(cell);
    else found.set(cell.account, [cell]);
  }
  return found;
}

const dedicated = (account: string, classes: ReadonlyMap<ChargeClass, Amounts>, home: Decided<Home>): Slice[] =>
  [...classes].map(([chargeClass, amounts]) => ({ account, home: home.value, chargeClass, amounts, rule: home.rule }));

function mixed(
  account: string,
  classes: ReadonlyMap<ChargeClass, Amounts>,
  usage: Amounts,
  values: readonly ChainCell[],
  assigner: Assigner,
): Slice[] {
  const homes = new Map<string, Slice>();
  let left = usage;
  for (const { raw, amounts } of values) {
    const { home } = assigner.ofProjectValue(raw);
    const key = keyOfHome(home.value);
    const known = homes.get(key);
    homes.set(key, {
      account,
      home: home.value,
      chargeClass: 'usage',
      amounts: known ? addAmounts(known.amounts, amounts) : amounts,
      rule: known?.rule ?? home.rule,
    });
    left = subtractAmounts(left, amounts);
  }
  const others = [...classes].filter(([chargeClass]) => chargeClass !== 'usage');
  return [
    ...homes.values(),
    ...(isNothing(left)
      ? []
      : [{ account, home: restHome(left, values.length), chargeClass: 'usage' as const, amounts: left, rule: null }]),
    ...others.map(([chargeClass, amounts]) => ({ account, home: CHARGES, chargeClass, amounts, rule: null })),
  ];
}

const isNothing = (amounts: Amounts): boolean => BASES.every((basis) => amounts[basis] === 0n);

/** What tagged usage leaves: at most a unit per group summed is rounding, more is untagged. */
const restHome = (left: Amounts, groups: number): Home =>
  groups > 0 && BASES.every((basis) => magnitude(left[basis]) <= BigInt(groups + 1)) ? ROUNDING : UNTAGGED;

/** Usage whose environment a rule on project values gives, and whether that is all there is of the account's values. */
type FixedByProject = { readonly cells: readonly { environment: string; amounts: Amounts }[]; readonly some: boolean };

function fixedByProject(values: readonly ChainCell[], isDedicated: boolean, assigner: Assigner): FixedByProject {
  if (isDedicated) return { cells: [], some: false };
  const cells = values.flatMap(({ raw, amounts }) => {
    const { environment } = assigner.ofProjectValue(raw);
    return environment ? [{ environment: environment.value, amounts }] : [];
  });
  return { cells, some: cells.length > 0 };
}

function environmentsOf(
  account: string,
  usage: Amounts,
  byRule: Decided<string> | null,
  fixed: FixedByProject | null,
  values: readonly ChainCell[],
  assigner: Assigner,
): EnvironmentCell[] {
  if (byRule) return isNothing(usage) ? [] : [{ account, environment: byRule.value, amounts: usage }];
  const sums = new Map<string, Amounts>();
  const add = (environment: string, amounts: Amounts) =>
    sums.set(environment, addAmounts(sums.get(environment) ?? noAmounts(), amounts));
  let left = usage;
  const known = fixed?.some
    ? fixed.cells
    : values.map(({ raw, amounts }) => ({ environment: assigner.ofEnvironmentValue(raw).value, amounts }));
  for (const { environment, amounts } of known) {
    add(environment, amounts);
    left = subtractAmounts(left, amounts);
  }
  if (!isNothing(left)) add(restEnvironment(left, known.length, fixed?.some === true && values.length > 0), left);
  return [...sums].map(([environment, amounts]) => ({ account, environment, amounts }));
}

/** Where project rules gave some of the environments, the environment chain of the rest is a third dimension. */
const restEnvironment = (left: Amounts, groups: number, needsDetail: boolean): string =>
  groups > 0 && BASES.every((basis) => magnitude(left[basis]) <= BigInt(groups + 1))
    ? ROUNDED
    : needsDetail
      ? NOT_FETCHED
      : NO_ENVIRONMENT;
