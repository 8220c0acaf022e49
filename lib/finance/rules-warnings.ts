import { chainOf, isAccountCondition } from './assignment';
import { groupsOfRule } from './assignment-document';
import { delistedWarnings } from './delisted-project';
import { type DocumentPath, pathText } from './document-value';
import type { Month } from './month';
import { poolWarnings } from './pool-warnings';
import { shadowWarnings } from './rule-shadow';
import type { Assignment, Effective, Rules } from './rules';

/** What is right and yet may be a mistake. The path leads into the rules file (`rules-document.ts`). */
export type RulesWarning = { readonly path: DocumentPath; readonly message: string };

/** Everything that a store has ever seen, of all its connections. */
export type KnownNames = {
  readonly accounts: ReadonlySet<string>;
  /** Organizational units and roots. */
  readonly units: ReadonlySet<string>;
  /** Keys of tags on accounts. */
  readonly accountTagKeys: ReadonlySet<string>;
  /** Cost-allocation tag keys, as AWS spells them. */
  readonly tagKeys: ReadonlySet<string>;
  /** Projects that have a cost; those that the rules list are known anyway. */
  readonly projects: ReadonlySet<string>;
  /** The first month with figures; null without any. */
  readonly firstMonth: Month | null;
};

const YET = '(yet)';

/**
 * Warnings about rules that may be saved (`contract.md`, Files): names that the store does not know, rules that can never
 * count, pools that nothing goes to. Without `known` only what the rules themselves tell; `before`: the rules that they
 * take the place of, for projects that were struck off the list.
 */
export function rulesWarnings(rules: Rules, known: KnownNames | null, before: Rules | null = null): RulesWarning[] {
  const delisted = before ? delistedWarnings(before, rules) : [];
  const told = new Set(delisted.map(({ path }) => pathText(path)));
  const unknown = known ? unknownNames(rules, known) : [];
  return [
    ...delisted,
    ...unknown.filter(({ path }) => !told.has(pathText(path))),
    ...rules.assignments.flatMap((rule, at) => ruleWarnings(rules, rule, at)),
    ...shadowWarnings(rules.assignments),
    ...poolWarnings(rules),
  ];
}

function ruleWarnings({ dimensions }: Rules, rule: Assignment, at: number): RulesWarning[] {
  const found: RulesWarning[] = [];
  const chain = isAccountCondition(rule.when) ? null : chainOf(rule);
  if (chain !== null && dimensions[chain].length === 0) {
    const message = `can never match: the ${chain} chain has no tag key; name one under dimensions.${chain}`;
    found.push({ path: ['assignments', at, 'when'], message });
  }
  const path = ['assignments', at, 'when', rule.when.kind];
  for (const name of groupsOfRule(rule)) {
    if (name === 'project' || name === 'pool' || name === 'environment') continue;
    found.push({
      path,
      message: `has a group (?<${name}>), which gives nothing: groups are project, pool and environment`,
    });
  }
  if (chain === 'environment' && (rule.then.project !== undefined || rule.then.pool !== undefined)) {
    const message = 'a value of the environment chain gives an environment only: the home is not looked at';
    found.push({ path: ['assignments', at, 'then'], message });
  }
  return found;
}

function unknownNames(rules: Rules, known: KnownNames): RulesWarning[] {
  const found: RulesWarning[] = [];
  const check = (names: ReadonlySet<string>, name: string, what: string, ...path: DocumentPath) => {
    if (!names.has(name)) found.push({ path, message: `no connection knows the ${what} ${name} ${YET}` });
  };
  const { accounts, units, accountTagKeys, tagKeys, firstMonth } = known;
  for (const chain of ['project', 'environment'] as const) {
    for (const [at, key] of rules.dimensions[chain].entries()) {
      check(tagKeys, key, 'tag key', 'dimensions', chain, at);
    }
  }
  const projects = new Set([...known.projects, ...rules.projects.map(({ id }) => id)]);
  for (const [at, { when, then, ...months }] of rules.assignments.entries()) {
    const path = ['assignments', at, 'when', when.kind];
    if (when.kind === 'accounts') for (const [n, id] of when.ids.entries()) check(accounts, id, 'account', ...path, n);
    if (when.kind === 'ou') check(units, when.id, 'organizational unit', ...path);
    if (when.kind === 'accountTag') check(accountTagKeys, when.key, 'account tag', ...path, 'key');
    if (then.project !== undefined && !projects.has(then.project)) {
      const message = `project ${then.project} is not listed and has no cost ${YET}: it exists by that id`;
      found.push({ path: ['assignments', at, 'then', 'project'], message });
    }
    found.push(...endedBefore(firstMonth, months, ['assignments', at, 'to']));
  }
  for (const { then } of rules.assignments) if (then.project !== undefined) projects.add(then.project);
  for (const [at, { source, weights, targets, ...months }] of rules.pools.entries()) {
    if ('account' in source && source.account !== 'all') {
      check(accounts, source.account, 'account', 'pools', at, 'source', source.kind);
    }
    const listed = typeof targets === 'string' ? [] : targets.map((id, n) => [id, ['targets', n]] as const);
    for (const [id, path] of [...listed, ...[...weights.keys()].map((id) => [id, ['weights', id]] as const)]) {
      check(projects, id, 'project', 'pools', at, ...path);
    }
    found.push(...endedBefore(firstMonth, months, ['pools', at, 'to']));
  }
  return found;
}

function endedBefore(first: Month | null, { to }: Effective, path: DocumentPath): RulesWarning[] {
  if (first === null || to === null || to > first) return [];
  return [{ path, message: `holds in no month with figures: it ended before ${first}` }];
}
