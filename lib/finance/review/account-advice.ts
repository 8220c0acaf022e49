import { environmentKind } from './environment-kind';
import { isPresent, largestFirst, projectsIn, type ReviewAccount, sumOf } from './review-facts';

/** What would serve a mixed account best. */
export type Advice = 'separate-environments' | 'name-the-account' | 'separate-projects' | 'keep-and-tag' | 'keep';

/**
 * Tagging in one account, or accounts of their own: the trade-off for one mixed account on its own figures. Units of 10⁻⁹.
 */
export type AccountAdvice = {
  readonly account: string;
  readonly name: string;
  readonly total: bigint;
  readonly usage: bigint;
  /** Present in its usage, the costliest first. */
  readonly projects: readonly { readonly id: string; readonly usage: bigint }[];
  /** Environments present in its usage, the costliest first. */
  readonly environments: readonly { readonly environment: string; readonly usage: bigint }[];
  /** Usage that a tag gives a home. */
  readonly tagged: bigint;
  /** What belongs to somebody by a rule or not at all today, and would be exact: untagged usage and charges that are no usage. */
  readonly inexact: bigint;
  /** Accounts to run beside those of today, if the advice is followed. */
  readonly moreAccounts: number;
  readonly advice: Advice;
};

/** The rule behind each advice, in words. */
export const ADVICE_RULES: Readonly<Record<Advice, string>> = {
  'separate-environments':
    'production shares the account with another environment, each with a hundredth of its usage or more',
  'name-the-account':
    'one project has nine tenths of the tagged usage or more: a rule or a tag on the account makes all of it exact, and no account is added',
  'separate-projects':
    'a fifth of the cost or more is not exact, and two projects or more have a fifth of the usage each',
  'keep-and-tag': 'several projects share it, and more than a twentieth of its cost is not exact',
  keep: 'several projects share it, and tags tell nearly all of its cost',
};

const atLeast = (part: bigint, whole: bigint, numerator: bigint, denominator: bigint): boolean =>
  part > 0n && part * denominator >= whole * numerator;

/** Advice on every mixed account in which projects or environments are told apart by tags; the costliest first. */
export const accountAdvice = (accounts: readonly ReviewAccount[]): AccountAdvice[] =>
  accounts
    .flatMap((account) => adviceOn(account) ?? [])
    .sort((a, b) => largestFirst(a.total, b.total) || (a.account < b.account ? -1 : 1));

/** Null for a dedicated account, and for one in which nothing is mixed. */
export function adviceOn(account: ReviewAccount): AccountAdvice | null {
  const { id, name, total, usage, homes, dedicated } = account;
  const projects = projectsIn(account);
  const environments = [...account.environments]
    .filter(([environment, units]) => environmentKind(environment) !== null && isPresent(units, usage))
    .map(([environment, units]) => ({ environment, usage: units }))
    .sort((a, b) => largestFirst(a.usage, b.usage));
  const kinds = new Set(environments.map(({ environment }) => environmentKind(environment)));
  if (kinds.size < 2 && (dedicated !== null || projects.length < 2)) return null;
  const tagged = sumOf([...homes].map(([key, sums]) => (key.startsWith('project:') ? sums.usage : 0n)));
  const homeless = ['untagged', 'charges', 'notFetched', 'rounding'].map((key) => homes.get(key)?.total ?? 0n);
  const inexact = sumOf(homeless.map((units) => (units > 0n ? units : 0n)));
  const advice = choose({ kinds: kinds.size, projects, tagged, inexact, total, usage });
  return {
    ...{ account: id, name, total, usage, projects, environments, tagged, inexact, advice },
    moreAccounts: moreAccounts(advice, { projects, usage }),
  };
}

type Figures = Pick<AccountAdvice, 'projects' | 'tagged' | 'inexact' | 'total' | 'usage'>;

function choose({ kinds, projects, tagged, inexact, total, usage }: Figures & { kinds: number }): Advice {
  if (kinds > 1) return 'separate-environments';
  if (atLeast(projects[0]?.usage ?? 0n, tagged, 9n, 10n)) return 'name-the-account';
  const large = projects.filter((each) => atLeast(each.usage, usage, 1n, 5n));
  if (large.length > 1 && atLeast(inexact, total, 1n, 5n)) return 'separate-projects';
  return atLeast(inexact, total, 1n, 20n) ? 'keep-and-tag' : 'keep';
}

/** One for what is not production; or one for each large project but the one that stays. */
function moreAccounts(advice: Advice, { projects, usage }: Pick<Figures, 'projects' | 'usage'>): number {
  if (advice === 'separate-environments') return 1;
  if (advice !== 'separate-projects') return 0;
  return projects.filter((each) => atLeast(each.usage, usage, 1n, 5n)).length - 1;
}
