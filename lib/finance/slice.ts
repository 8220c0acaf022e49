import { type AccountFacts, unknownAccount } from './account-facts';
import type { AccountAssignment, Assigner, Decided } from './assignment';
import { type Amounts, addAmounts, noAmounts } from './basis';
import { type ChargeClass, chargeClassOf } from './charge-class';
import { CHARGES, type Home, keyOfHome, NOT_FETCHED, ROUNDING, UNTAGGED } from './home';
import type { GroupSum } from './reconcile';
import { isNothing } from './rounding';
import { type AccountChain, buildChains, type ChainBreach, type ChainKey, untaggedChain } from './tag-chain';

/** One cell of account × home × charge class: the atom of projects, pools and statements. Units of 10⁻⁹, never all zero. */
export type Slice = {
  readonly account: string;
  readonly home: Home;
  readonly chargeClass: ChargeClass;
  readonly amounts: Amounts;
  /** The account has its home from an account rule: all its charges have it. */
  readonly dedicated: boolean;
  /** The rule that gave the home, the first where several tag rules did; null where a raw value or its absence did. */
  readonly rule: number | null;
};

/** The book of a month: every charge class of every account, with the number of groups that AWS summed it from. */
export type Book = ReadonlyMap<string, ReadonlyMap<ChargeClass, GroupSum>>;

/** One month of one connection, as the book and the chain cubes have it. */
export type MonthInput = {
  readonly accounts: ReadonlyMap<string, AccountFacts>;
  readonly book: Book;
  readonly projectChain: readonly ChainKey[];
  readonly environmentChain: readonly ChainKey[];
  readonly assigner: Assigner;
};

/** What is known of one account in one month: its charges, what rules say of it, and what its tags say of its usage. */
export type AccountMonth = {
  readonly account: string;
  readonly classes: ReadonlyMap<ChargeClass, GroupSum>;
  readonly usage: GroupSum;
  readonly assignment: AccountAssignment;
  readonly project: AccountChain;
  readonly environment: AccountChain;
};

export type MonthSlices = {
  readonly slices: readonly Slice[];
  readonly accounts: readonly AccountMonth[];
  readonly breaches: readonly ChainBreach[];
};

/** Sums the cells of `recordType` to the book; a cell is a group of AWS's reply. */
export function bookOf(
  cells: Iterable<{ readonly account: string; readonly recordType: string; readonly amounts: Amounts }>,
): Map<string, Map<ChargeClass, GroupSum>> {
  const book = new Map<string, Map<ChargeClass, GroupSum>>();
  for (const { account, recordType, amounts } of cells) {
    const classes = book.get(account) ?? new Map<ChargeClass, GroupSum>();
    const chargeClass = chargeClassOf(recordType);
    const known = classes.get(chargeClass) ?? { amounts: noAmounts(), groups: 0 };
    classes.set(chargeClass, { amounts: addAmounts(known.amounts, amounts), groups: known.groups + 1 });
    book.set(account, classes);
  }
  return book;
}

/**
 * Gives every charge of a month a home (`finance.md` §6, §7). A dedicated account's charges all have the home of its
 * rule. A mixed one's usage goes by the tag chain, what is left is untagged, and its other charges go to its own pool.
 * Σ slices = the book, to the unit, whatever the tags say.
 */
export function buildSlices(input: MonthInput): MonthSlices {
  const { accounts, breaches } = readAccounts(input);
  return { accounts, breaches, slices: accounts.flatMap((each) => slicesOf(each, input.assigner)) };
}

/** Puts together what the book, the rules and both chains say of each account of the book. */
function readAccounts(input: MonthInput): { accounts: AccountMonth[]; breaches: readonly ChainBreach[] } {
  const usage = new Map<string, GroupSum>();
  for (const [account, classes] of input.book) usage.set(account, classes.get('usage') ?? NOTHING);
  const projects = buildChains(usage, input.projectChain);
  const environments = buildChains(usage, input.environmentChain);
  const ids = [...new Set([...projects.accounts.keys(), ...environments.accounts.keys()])].sort();
  const accounts = ids.map((account): AccountMonth => {
    const sum = usage.get(account) ?? NOTHING;
    return {
      account,
      classes: input.book.get(account) ?? new Map(),
      usage: sum,
      assignment: input.assigner.ofAccount(input.accounts.get(account) ?? unknownAccount(account)),
      project: projects.accounts.get(account) ?? untaggedChain(sum.amounts),
      environment: environments.accounts.get(account) ?? untaggedChain(sum.amounts),
    };
  });
  return { accounts, breaches: [...projects.breaches, ...environments.breaches] };
}

const NOTHING: GroupSum = { amounts: noAmounts(), groups: 0 };

function slicesOf({ account, classes, assignment, project }: AccountMonth, assigner: Assigner): Slice[] {
  const { home } = assignment;
  const cells = [...classes].filter(([chargeClass]) => home !== null || chargeClass !== 'usage');
  const given: Decided<Home> = home ?? { value: CHARGES, rule: null };
  const charges = cells.map(
    ([chargeClass, { amounts }]): Slice => ({
      account,
      home: given.value,
      chargeClass,
      amounts,
      dedicated: home !== null,
      rule: given.rule,
    }),
  );
  const usage = home === null ? mixedUsage(account, project, assigner) : [];
  return [...usage, ...charges].filter(({ amounts }) => !isNothing(amounts));
}

function mixedUsage(account: string, chain: AccountChain, assigner: Assigner): Slice[] {
  const homes = new Map<string, Slice>();
  const add = (home: Home, amounts: Amounts, rule: number | null) => {
    const key = keyOfHome(home);
    const known = homes.get(key);
    const sum = known ? addAmounts(known.amounts, amounts) : amounts;
    homes.set(key, {
      account,
      home,
      chargeClass: 'usage',
      amounts: sum,
      dedicated: false,
      rule: known?.rule ?? rule,
    });
  };
  for (const { raw, amounts } of chain.values) {
    const { home } = assigner.ofProjectValue(raw);
    add(home.value, amounts, home.rule);
  }
  add(UNTAGGED, chain.untagged, null);
  add(NOT_FETCHED, chain.notFetched, null);
  add(ROUNDING, chain.rounding, null);
  return [...homes.values()];
}

/** One raw value behind a slice, and the rules that read it: how a figure of a mixed account explains itself. */
export type Origin = {
  readonly key: string;
  readonly raw: string;
  readonly amounts: Amounts;
  readonly home: Decided<Home>;
  /** Null where the environment chain decides. */
  readonly environment: Decided<string> | null;
};

/** The raw values of an account's project chain with what they were taken for. Σ amounts = its tagged usage. */
export const originsOf = ({ project }: AccountMonth, assigner: Assigner): Origin[] =>
  project.values.map(({ key, raw, amounts }) => ({ key, raw, amounts, ...assigner.ofProjectValue(raw) }));
