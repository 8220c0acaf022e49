import { chainOf } from './assignment';
import type { Assignment, RuleDimension, Rules } from './rules';

/** That a raw tag value means a project or an environment. */
export type Alias = { readonly dimension: RuleDimension; readonly raw: string; readonly target: string };

/**
 * Adds an alias to rules: to a rule that already lists spellings of the target, always and for nothing else, or as a rule of
 * its own at the end. A value that an earlier rule matches keeps what that says.
 */
export function withAlias(rules: Rules, { dimension, raw, target }: Alias): Rules {
  const at = rules.assignments.findIndex((rule) => isList(rule, dimension, target));
  const found = rules.assignments[at];
  if (found?.when.kind === 'tagValues') {
    if (found.when.values.includes(raw)) return rules;
    const when = { ...found.when, values: [...found.when.values, raw] };
    return { ...rules, assignments: rules.assignments.map((rule, place) => (place === at ? { ...rule, when } : rule)) };
  }
  const rule: Assignment = {
    ...{ from: null, to: null },
    when: { kind: 'tagValues', values: [raw], dimension: null },
    then: { [dimension]: target },
  };
  return { ...rules, assignments: [...rules.assignments, rule] };
}

function isList(rule: Assignment, dimension: RuleDimension, target: string): boolean {
  const { when, then, from, to } = rule;
  return (
    when.kind === 'tagValues' &&
    from === null &&
    to === null &&
    chainOf(rule) === dimension &&
    Object.keys(then).length === 1 &&
    then[dimension] === target
  );
}
