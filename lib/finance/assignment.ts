import type { Home } from './home';
import type { Month } from './month';
import {
  type AccountCondition,
  type Assignment,
  isEffective,
  type RuleDimension,
  type Rules,
  type TagCondition,
} from './rules';

/** An account as it was recorded for the last day of a month. `path` are the ids above it, the root first. */
export type AccountFacts = {
  readonly id: string;
  readonly name: string;
  readonly path: readonly string[];
  readonly tags: Readonly<Record<string, string>>;
};

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

/** Patterns longer than this, and values, are not matched: a pattern must not hang a sync. */
const LONGEST = 512;

/** Rules of one month, compiled once. */
export type Assigner = {
  ofAccount(account: AccountFacts): AccountAssignment;
  ofProjectValue(raw: string): ValueAssignment;
  ofEnvironmentValue(raw: string): Decided<string>;
};

/** Compiles the rules that hold in a month. For each dimension the first match wins (`finance.md` §6). */
export function assignerOf(rules: Rules, month: Month): Assigner {
  const held = rules.assignments.flatMap((rule, index) =>
    isEffective(rule, month) ? [{ rule, index, match: matcherOf(rule) }] : [],
  );
  const accountRules = held.filter(({ rule }) => isAccountCondition(rule.when));
  const projectRules = held.filter(({ rule }) => chainOf(rule) === 'project');
  const environmentRules = held.filter(({ rule }) => chainOf(rule) === 'environment');
  return {
    ofAccount: (account) => ({
      home: first(accountRules, account, homeIn),
      environment: first(accountRules, account, ({ environment }) => environment),
    }),
    ofProjectValue: (raw) => ({
      home: first(projectRules, raw, homeIn) ?? { value: { kind: 'project', id: raw }, rule: null },
      environment: first(projectRules, raw, ({ environment }) => environment),
    }),
    ofEnvironmentValue: (raw) =>
      first(environmentRules, raw, ({ environment }) => environment) ?? { value: raw, rule: null },
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
  const groups = when.kind === 'tagPattern' ? when.pattern : '';
  const yieldsHome = then.project !== undefined || then.pool !== undefined || /\(\?<(project|pool)>/.test(groups);
  return yieldsHome ? 'project' : 'environment';
}

function matcherOf({ when, then }: Assignment): (subject: Subject) => Yield | null {
  if (when.kind === 'tagValues') {
    const values = new Set(when.values);
    return (subject) => (typeof subject === 'string' && values.has(subject) ? then : null);
  }
  if (when.kind === 'tagPattern' || when.kind === 'accountName') {
    const match = patternOf(when.pattern);
    return (subject) => {
      const groups = match(typeof subject === 'string' ? subject : subject.name);
      return groups === null ? null : { ...groups, ...then };
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

/** A pattern's named groups for a text, or null when it does not match. A broken pattern matches nothing. */
function patternOf(pattern: string): (text: string) => Yield | null {
  let expression: RegExp;
  try {
    expression = new RegExp(pattern.slice(0, LONGEST), 'u');
  } catch {
    return () => null;
  }
  return (text) => {
    if (text.length > LONGEST) return null;
    const groups = expression.exec(text);
    if (!groups) return null;
    const { project, pool, environment } = groups.groups ?? {};
    return { project, pool, environment };
  };
}
