import type { DocumentPath } from './document-value';
import { pairAssignments, pairById, pairPools, type RulePair } from './rule-pairs';
import type { Assignment, PoolRule, Project, Rules } from './rules';
import { assignmentWords, conditionWords, sourceWords, targetsWords, weightsWords, yieldWords } from './rules-words';

/** One field of an entry before and after, in words; null where there is none. */
export type FieldChange = { readonly field: string; readonly before: string | null; readonly after: string | null };

/**
 * What changed of one entry of the rules. `moved` is an assignment or pool that stands elsewhere among those that stayed, and
 * is the same otherwise; one that changed as well has a field `position`. `subject` names the entry as it was before, or as
 * it is where it was added.
 */
export type RulesChange = {
  readonly kind: 'added' | 'removed' | 'moved' | 'changed';
  readonly subject: string;
  /** In the document after; of what was removed, in the one before. */
  readonly path: DocumentPath;
  readonly fields: readonly FieldChange[];
};

/** What changed between two sets of rules, in the order of the file, what was removed last in each part. */
export function diffRules(before: Rules, after: Rules): RulesChange[] {
  return [
    ...whole('Project tags', ['dimensions', 'project'], chain(before, 'project'), chain(after, 'project')),
    ...whole(
      'Environment tags',
      ['dimensions', 'environment'],
      chain(before, 'environment'),
      chain(after, 'environment'),
    ),
    ...whole('Detail requests', ['detailRequests'], String(before.detailRequests), String(after.detailRequests)),
    ...listChanges(
      'projects',
      pairById(before.projects, after.projects),
      projectFields,
      ({ id }) => `Project ${id}`,
      false,
    ),
    ...listChanges(
      'assignments',
      pairAssignments(before.assignments, after.assignments),
      assignmentFields,
      (rule) => `Rule: ${assignmentWords(rule)}`,
      true,
    ),
    ...listChanges('pools', pairPools(before.pools, after.pools), poolFields, ({ id }) => `Pool ${id}`, true),
  ];
}

const chain = ({ dimensions }: Rules, name: keyof Rules['dimensions']): string | null =>
  dimensions[name].length === 0 ? null : dimensions[name].join(', ');

function whole(subject: string, path: DocumentPath, before: string | null, after: string | null): RulesChange[] {
  if (before === after) return [];
  return [{ kind: 'changed', subject, path, fields: [{ field: String(path.at(-1)), before, after }] }];
}

type Fields = Readonly<Record<string, string | null>>;

function listChanges<T>(
  part: 'projects' | 'assignments' | 'pools',
  pairs: readonly RulePair<T>[],
  fieldsOf: (entry: T) => Fields,
  nameOf: (entry: T) => string,
  ordered: boolean,
): RulesChange[] {
  return pairs.flatMap(({ before, after, moved }): RulesChange[] => {
    if (!after) {
      if (!before) return [];
      const path = [part, before.at];
      return [{ kind: 'removed', subject: nameOf(before.entry), path, fields: changed(fieldsOf(before.entry), {}) }];
    }
    const path = [part, after.at];
    if (!before)
      return [{ kind: 'added', subject: nameOf(after.entry), path, fields: changed({}, fieldsOf(after.entry)) }];
    const fields = changed(fieldsOf(before.entry), fieldsOf(after.entry));
    const place = ordered && moved ? [{ field: 'position', before: `${before.at + 1}`, after: `${after.at + 1}` }] : [];
    if (fields.length + place.length === 0) return [];
    return [
      {
        kind: fields.length > 0 ? 'changed' : 'moved',
        subject: nameOf(before.entry),
        path,
        fields: [...fields, ...place],
      },
    ];
  });
}

function changed(before: Fields, after: Fields): FieldChange[] {
  return [...new Set([...Object.keys(before), ...Object.keys(after)])].flatMap((field) => {
    const [was, is] = [before[field] ?? null, after[field] ?? null];
    return was === is ? [] : [{ field, before: was, after: is }];
  });
}

const projectFields = ({ name, class: ownClass, owner }: Project): Fields => ({ name, class: ownClass, owner });

const assignmentFields = ({ when, then, from, to }: Assignment): Fields => ({
  when: conditionWords(when),
  then: yieldWords(then),
  from,
  to,
});

const poolFields = (pool: PoolRule): Fields => ({
  source: sourceWords(pool.source),
  method: pool.method,
  weight: pool.weight,
  weights: weightsWords(pool.weights) || null,
  targets: targetsWords(pool),
  includeDedicated: pool.includeDedicated ? 'true' : null,
  from: pool.from,
  to: pool.to,
});

/** A change in one line: `Project checkout: class cogs → rnd`. */
export function changeWords({ kind, subject, fields }: RulesChange): string {
  if (kind === 'added' || kind === 'removed') return `${subject}: ${kind}`;
  const words = fields.map(({ field, before, after }) => `${field} ${before ?? '(none)'} → ${after ?? '(none)'}`);
  return `${subject}: ${words.join('; ')}`;
}
