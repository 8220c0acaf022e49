import { chainOf, isAccountCondition } from './assignment';
import { groupsOfRule } from './assignment-document';
import type { Assignment, Effective } from './rules';
import type { RulesWarning } from './rules-warnings';

type Dimension = 'home' | 'environment';

/** How a rule gives a dimension: in words of its own, through its pattern, or not. */
function givenBy(rule: Assignment, dimension: Dimension): 'literal' | 'groups' | null {
  const names = dimension === 'home' ? (['project', 'pool'] as const) : (['environment'] as const);
  if (names.some((name) => rule.then[name] !== undefined)) return 'literal';
  return names.some((name) => groupsOfRule(rule).includes(name)) ? 'groups' : null;
}

/** True when every month of `inner` is one of `outer`. */
export const isWithin = (inner: Effective, outer: Effective): boolean =>
  (outer.from === null || (inner.from !== null && outer.from <= inner.from)) &&
  (outer.to === null || (inner.to !== null && inner.to <= outer.to));

/** The things that a rule's condition names, each as one text: rules that share one catch the same there. */
function subjectsOf(rule: Assignment): { readonly key: string; readonly label: string }[] {
  const { when } = rule;
  const chain = isAccountCondition(when) ? null : chainOf(rule);
  const subject = (label: string, ...parts: readonly (string | null)[]) => ({
    key: JSON.stringify([when.kind, chain, ...parts]),
    label: JSON.stringify(label),
  });
  switch (when.kind) {
    case 'accounts':
      return when.ids.map((id) => subject(id, id));
    case 'tagValues':
      return when.values.map((value) => subject(value, value));
    case 'ou':
      return [subject(when.id, when.id)];
    case 'accountTag':
      return [subject(when.key, when.key, when.value)];
    case 'accountName':
    case 'tagPattern':
      return [subject(when.pattern, when.pattern)];
  }
}

/** True when nothing that `later` gives of a thing that both name can come to count. */
function isShadowed(later: Assignment, earlier: Assignment): boolean {
  if (!isWithin(later, earlier)) return false;
  return (['home', 'environment'] as const).every((dimension) => {
    const wanted = givenBy(later, dimension);
    const taken = givenBy(earlier, dimension);
    return wanted === null || taken === 'literal' || (taken === 'groups' && wanted === 'groups');
  });
}

/** Rules, or things that they name, for which an earlier rule of the same condition decides always. */
export function shadowWarnings(assignments: readonly Assignment[]): RulesWarning[] {
  const earlier = new Map<string, number[]>();
  return assignments.flatMap((rule, at) => {
    const subjects = subjectsOf(rule).map((subject) => {
      const before = earlier.get(subject.key)?.find((index) => {
        const other = assignments[index];
        return other !== undefined && isShadowed(rule, other);
      });
      return { ...subject, before };
    });
    for (const { key } of subjects) earlier.set(key, [...(earlier.get(key) ?? []), at]);
    const taken = subjects.filter(({ before }) => before !== undefined);
    if (taken.length === 0) return [];
    const rules = [...new Set(taken.map(({ before }) => `assignments[${before}]`))].join(', ');
    const message =
      taken.length === subjects.length
        ? `can never count: ${rules} has the same condition and comes first`
        : `names ${named(taken.map(({ label }) => label))}, of which ${rules} decides already`;
    return [{ path: ['assignments', at, 'when'], message }];
  });
}

const SHOWN = 3;

const named = (labels: readonly string[]): string =>
  labels.length > SHOWN ? `${labels.slice(0, SHOWN).join(', ')} and ${labels.length - SHOWN} more` : labels.join(', ');
