import type { AccountFacts } from './account-facts';
import { tagValueKey } from './cost-fact';
import type { Home } from './home';
import type { Month } from './month';
import { compilePattern } from './name-pattern';
import {
  type AccountCondition,
  type Assignment,
  isEffective,
  type RuleDimension,
  type Rules,
  type TagCondition,
} from './rules';

/** What a rule decided, and its place in the list, from 0; null where no rule spoke and the raw value counts. */
export type Decided<T> = { readonly value: T; readonly rule: number | null };

/** What account rules say of an account; null where none does, and the tag chain decides. */
export type AccountAssignment = { readonly home: Decided<Home> | null; readonly environment: Decided<string> | null };

/** What a raw value of the project chain means. Its environment, where a rule gives one, holds for all its usage. */
export type ValueAssignment = { readonly home: Decided<Home>; readonly environment: Decided<string> | null };

type Yield = {
  readonly project?: string | undefined;
  readonly pool?: string | undefined;
  readonly environment?: string | undefined;
};

/** Rules of one month, compiled once. What is asked of a raw value again is answered from memory. */
export type Assigner = {
  ofAccount(account: AccountFacts): AccountAssignment;
  ofProjectValue(raw: string): ValueAssignment;
  ofEnvironmentValue(raw: string): Decided<string>;
  /** True when some rule on project values may yield an environment. */
  readonly valuesGiveEnvironment: boolean;
};

/**
 * Compiles the rules that hold in a month. For each dimension the first rule that matches and yields it wins
 * (`finance.md` §6). A raw value that no rule names is a project or environment of that name; one that would read as a key
 * of ours, `(untagged)`, has a backslash before it (`tagValueKey`).
 * @throws RangeError for a pattern that `compilePattern` refuses: rules are checked where they come in.
 */
export function assignerOf(rules: Rules, month: Month): Assigner {
  const held = rules.assignments.flatMap((rule, index) =>
    isEffective(rule, month) ? [{ rule, index, match: matcherOf(rule) }] : [],
  );
  const accountRules = held.filter(({ rule }) => isAccountCondition(rule.when));
  const projectRules = held.filter(({ rule }) => chainOf(rule) === 'project');
  const environmentRules = held.filter(({ rule }) => chainOf(rule) === 'environment');
  return {
    valuesGiveEnvironment: projectRules.some(({ rule }) => yieldsEnvironment(rule)),
    ofAccount: (account) => ({
      home: first(accountRules, account, homeIn),
      environment: first(accountRules, account, ({ environment }) => environment),
    }),
    ofProjectValue: remembered((raw) => ({
      home: first(projectRules, raw, homeIn) ?? { value: { kind: 'project', id: tagValueKey(raw) }, rule: null },
      environment: first(projectRules, raw, ({ environment }) => environment),
    })),
    ofEnvironmentValue: remembered(
      (raw) =>
        first(environmentRules, raw, ({ environment }) => environment) ?? { value: tagValueKey(raw), rule: null },
    ),
  };
}

function remembered<T>(answer: (raw: string) => T): (raw: string) => T {
  const known = new Map<string, T>();
  return (raw) => {
    const before = known.get(raw);
    if (before !== undefined) return before;
    const now = answer(raw);
    known.set(raw, now);
    return now;
  };
}

type Subject = AccountFacts | string;
type Held = { readonly rule: Assignment; readonly index: number; readonly match: (subject: Subject) => Yield | null };

function first<T>(
  rules: readonly Held[],
  subject: Subject,
  take: (yielded: Yield) => T | undefined,
): Decided<T> | null {
  for (const { match, index } of rules) {
    const yielded = match(subject);
    const value = yielded === null ? undefined : take(yielded);
    if (value !== undefined) return { value, rule: index };
  }
  return null;
}

const homeIn = ({ project, pool }: Yield): Home | undefined =>
  project !== undefined
    ? { kind: 'project', id: project }
    : pool !== undefined
      ? { kind: 'pool', id: pool }
      : undefined;

export const isAccountCondition = (when: AccountCondition | TagCondition): when is AccountCondition =>
  when.kind !== 'tagValues' && when.kind !== 'tagPattern';

/** The chain that a tag rule applies to: the one it names, else that of what it yields; project before environment. */
export function chainOf({ when, then }: Assignment): RuleDimension | null {
  if (isAccountCondition(when)) return null;
  if (when.dimension !== null) return when.dimension;
  const groups = when.kind === 'tagPattern' ? compilePattern(when.pattern).groups : [];
  const yieldsHome =
    then.project !== undefined || then.pool !== undefined || groups.includes('project') || groups.includes('pool');
  return yieldsHome ? 'project' : 'environment';
}

const yieldsEnvironment = ({ when, then }: Assignment): boolean =>
  then.environment !== undefined ||
  (when.kind === 'tagPattern' && compilePattern(when.pattern).groups.includes('environment'));

function matcherOf({ when, then }: Assignment): (subject: Subject) => Yield | null {
  if (when.kind === 'tagValues') {
    const values = new Set(when.values);
    return (subject) => (typeof subject === 'string' && values.has(subject) ? then : null);
  }
  if (when.kind === 'tagPattern' || when.kind === 'accountName') {
    const match = patternOf(when.pattern);
    return (subject) => {
      const groups = match(typeof subject === 'string' ? subject : subject.name);
      return groups === null ? null : withLiterals(groups, then);
    };
  }
  const holds = accountTest(when);
  return (subject) => (typeof subject !== 'string' && holds(subject) ? then : null);
}

function accountTest(when: Exclude<AccountCondition, { kind: 'accountName' }>): (account: AccountFacts) => boolean {
  if (when.kind === 'accounts') {
    const ids = new Set(when.ids);
    return ({ id }) => ids.has(id);
  }
  if (when.kind === 'ou') return ({ path }) => path.includes(when.id);
  return ({ tags }) => Object.hasOwn(tags, when.key) && (when.value === null || tags[when.key] === when.value);
}

/** What a rule says literally comes before its pattern's groups; a project and a pool are both the home. */
const withLiterals = (groups: Yield, then: Yield): Yield =>
  then.project === undefined && then.pool === undefined
    ? { ...groups, ...then }
    : { environment: groups.environment, ...then };

/** A pattern's named groups for a text, or null when it does not match. A group that caught nothing yields nothing. */
function patternOf(pattern: string): (text: string) => Yield | null {
  const { match } = compilePattern(pattern);
  return (text) => {
    const groups = match(text);
    if (groups === null) return null;
    const yielded = (name: string) => tagValueKey(groups.get(name) ?? '') || undefined;
    return { project: yielded('project'), pool: yielded('pool'), environment: yielded('environment') };
  };
}
