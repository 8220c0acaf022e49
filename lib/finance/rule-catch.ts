import { type AccountFacts, unknownAccount } from './account-facts';
import { type Assigner, assignerOf, chainOf, isAccountCondition } from './assignment';
import { type Amounts, addAmounts, noAmounts, sumAmounts } from './basis';
import type { Month } from './month';
import { type Assignment, isEffective, type RuleDimension, type Rules } from './rules';
import type { AccountMonth } from './slice';

/** What a rule decides of a cost. */
export type Decides = 'home' | 'environment';

/**
 * A thing that a rule's condition meets in a month: an account, or a raw value of a chain in `accounts` accounts; in those
 * where the rule decides something else of it, it is another entry. `total`
 * is all charges where an account's home is decided, else the usage alone. Units of 10⁻⁹ in each basis.
 */
export type Caught = {
  readonly account: string | null;
  readonly raw: string | null;
  readonly accounts: number;
  readonly decides: readonly Decides[];
  readonly usage: Amounts;
  readonly total: Amounts;
};

/** What another rule decided of it: an earlier one, or for a tag value a rule on the account. */
export type Taken = Caught & { readonly by: number };

/**
 * What one rule does in a month. `usage` and `total` are of all that it decides anything of. Usage whose environment a rule
 * on its project value gives stands also with the rule on its environment value: which of it is whose, AWS does not tell.
 */
export type RuleCatch = {
  readonly rule: number;
  /** False when the rule does not hold in the month. */
  readonly holds: boolean;
  readonly caught: readonly Caught[];
  readonly taken: readonly Taken[];
  readonly usage: Amounts;
  readonly total: Amounts;
};

export type CatchInput = {
  readonly rules: Rules;
  readonly month: Month;
  readonly assigner: Assigner;
  readonly facts: ReadonlyMap<string, AccountFacts>;
  /** As `buildSlices` put them together under these rules. */
  readonly accounts: readonly AccountMonth[];
};

/** What every rule of a month catches, and what it would catch if no other rule had it, in the order of the rules. */
export function ruleCatches(input: CatchInput): RuleCatch[] {
  const parts = { project: partsOf(input, 'project'), environment: partsOf(input, 'environment') };
  return input.rules.assignments.map((rule, index) => {
    const holds = isEffective(rule, input.month);
    const chain = chainOf(rule);
    const met = !holds
      ? []
      : isAccountCondition(rule.when)
        ? metAccounts(input, rule)
        : metValues(input, rule, parts[chain ?? 'project']);
    const own = new Map<string, Caught>();
    const others = new Map<string, Taken>();
    for (const { deciders, ...subject } of met) {
      const by = new Map<number, Decides[]>();
      for (const [what, decider] of deciders) by.set(decider, [...(by.get(decider) ?? []), what]);
      for (const [decider, decides] of by) {
        const caught = {
          ...subject,
          accounts: 1,
          decides,
          total: decides.includes('home') ? subject.total : subject.usage,
        };
        if (decider === index) add(own, caught, []);
        else add(others, { ...caught, by: decider }, [decider]);
      }
    }
    const caught = [...own.values()];
    const sum = (key: 'usage' | 'total') => sumAmounts(caught.map((each) => each[key]));
    return { rule: index, holds, caught, taken: [...others.values()], usage: sum('usage'), total: sum('total') };
  });
}

/** One value in several accounts is one thing, where the same is decided of it. */
function add<T extends Caught>(into: Map<string, T>, each: T, more: readonly number[]): void {
  const key = JSON.stringify([each.account, each.raw, each.decides, ...more]);
  const known = into.get(key);
  into.set(key, {
    ...each,
    accounts: (known?.accounts ?? 0) + each.accounts,
    usage: addAmounts(known?.usage ?? noAmounts(), each.usage),
    total: addAmounts(known?.total ?? noAmounts(), each.total),
  });
}

/** What a rule would decide, and the rule that does. */
type Met = Pick<Caught, 'account' | 'raw' | 'usage' | 'total'> & {
  readonly deciders: readonly (readonly [Decides, number])[];
};

const alone = ({ rules, month }: CatchInput, rule: Assignment): Assigner =>
  assignerOf({ ...rules, assignments: [rule] }, month);

function metAccounts(input: CatchInput, rule: Assignment): Met[] {
  const own = alone(input, rule);
  return input.accounts.flatMap(({ account, assignment, classes, usage }): Met[] => {
    const wanted = own.ofAccount(input.facts.get(account) ?? unknownAccount(account));
    if (wanted.home === null && wanted.environment === null) return [];
    const deciders = (['home', 'environment'] as const).flatMap((what) => {
      const decider = wanted[what] ? assignment[what]?.rule : null;
      return decider === null || decider === undefined ? [] : [[what, decider] as const];
    });
    if (deciders.length === 0) return [];
    const total = sumAmounts([...classes.values()].map(({ amounts }) => amounts));
    return [{ account, raw: null, usage: usage.amounts, total, deciders }];
  });
}

/** The usage of one raw value in one account. */
type Part = { readonly account: AccountMonth; readonly amounts: Amounts };

function partsOf({ accounts }: CatchInput, chain: RuleDimension): Map<string, Part[]> {
  const parts = new Map<string, Part[]>();
  for (const account of accounts) {
    for (const { raw, amounts } of account[chain].values) {
      const known = parts.get(raw);
      if (known) known.push({ account, amounts });
      else parts.set(raw, [{ account, amounts }]);
    }
  }
  return parts;
}

function metValues(input: CatchInput, rule: Assignment, parts: ReadonlyMap<string, readonly Part[]>): Met[] {
  const own = alone(input, rule);
  const read = (assigner: Assigner, raw: string) =>
    chainOf(rule) === 'environment'
      ? { home: null, environment: assigner.ofEnvironmentValue(raw) }
      : assigner.ofProjectValue(raw);
  return [...parts].flatMap(([raw, list]): Met[] => {
    const wanted = read(own, raw);
    const dimensions = (['home', 'environment'] as const).filter((what) => (wanted[what]?.rule ?? null) !== null);
    if (dimensions.length === 0) return [];
    const found = read(input.assigner, raw);
    return list.map(({ account, amounts }): Met => {
      const deciders = dimensions.flatMap((what) => {
        const decider = account.assignment[what]?.rule ?? found[what]?.rule ?? null;
        return decider === null ? [] : [[what, decider] as const];
      });
      return { account: null, raw, usage: amounts, total: amounts, deciders };
    });
  });
}
