import { chainOf, isAccountCondition } from './assignment';
import { type DocumentValue, listed } from './document-value';
import { compilePattern, LONGEST_PATTERN } from './name-pattern';
import type { AccountCondition, Assignment, RuleDimension, TagCondition } from './rules';
import { type EffectiveDocument, effectiveDocument, readEffective, readId } from './rules-field';

/** An assignment rule as the rules file has it: one condition under `when`, what it yields under `then`. */
export type AssignmentDocument = EffectiveDocument & {
  readonly when:
    | { readonly accounts: readonly string[] }
    | { readonly ou: string }
    | { readonly accountTag: { readonly key: string; readonly value?: string } }
    | { readonly accountName: string }
    | { readonly tagValues: readonly string[]; readonly dimension?: RuleDimension }
    | { readonly tagPattern: string; readonly dimension?: RuleDimension };
  readonly then: Assignment['then'];
};

const CONDITIONS = ['accounts', 'ou', 'accountTag', 'accountName', 'tagValues', 'tagPattern'] as const;
const YIELDS = ['project', 'pool', 'environment'] as const;

/** The longest key of an AWS tag, with room for what AWS puts before it (`accountTag/`). */
export const LONGEST_KEY = 256;

/** Reads one rule; null when its faults, which are told, leave none. */
export function readAssignment(given: DocumentValue): Assignment | null {
  const fields = given.fields('a rule', ['when', 'then', 'from', 'to']);
  if (!fields) return null;
  const when = readCondition(fields.when);
  const then = readYield(fields.then);
  const effective = readEffective(given, fields);
  if (!when || !then || !effective) return null;
  const rule: Assignment = { when, then, ...effective };
  const fault = yieldFault(rule);
  if (fault !== null) return fields.then.fault(fault);
  return rule;
}

/** The named groups of a rule's pattern; none where it has no pattern. @throws RangeError for one that is refused */
export const groupsOfRule = ({ when }: Pick<Assignment, 'when'>): readonly string[] =>
  when.kind === 'accountName' || when.kind === 'tagPattern' ? compilePattern(when.pattern).groups : [];

function yieldFault(rule: Assignment): string | null {
  const groups = groupsOfRule(rule);
  const gives = (name: (typeof YIELDS)[number]) => rule.then[name] !== undefined || groups.includes(name);
  if (!YIELDS.some(gives)) {
    const ways = 'name a project, a pool or an environment';
    const pattern = rule.when.kind === 'accountName' || rule.when.kind === 'tagPattern';
    return `yields nothing: ${ways}${pattern ? ', or a group such as (?<project>[a-z]+) in the pattern' : ''}`;
  }
  if (!isAccountCondition(rule.when) && chainOf(rule) === 'environment' && !gives('environment')) {
    return 'yields nothing: a value of the environment chain gives an environment only; leave "dimension" out';
  }
  return null;
}

function readCondition(given: DocumentValue): AccountCondition | TagCondition | null {
  const { told } = given;
  const fields = given.fields('a condition', [...CONDITIONS, 'dimension']);
  if (!fields) return null;
  const kinds = CONDITIONS.filter((each) => !fields[each].isAbsent);
  const [kind] = kinds;
  if (kind === undefined && given.told > told) return null;
  if (kind === undefined) return given.fault(`has no condition: it is one of ${listed(CONDITIONS, 'or')}`);
  if (kinds.length > 1) return given.fault(`has ${listed(kinds)}: a rule has one condition, so write a rule for each`);
  const isTag = kind === 'tagValues' || kind === 'tagPattern';
  if (!isTag && !fields.dimension.isAbsent) {
    return fields.dimension.fault('goes with tagValues and tagPattern only: leave it out');
  }
  const dimension = fields.dimension.isAbsent ? null : fields.dimension.oneOf(['project', 'environment']);
  if (dimension === null && !fields.dimension.isAbsent) return null;
  const value = fields[kind];
  switch (kind) {
    case 'accounts': {
      const ids = readTexts(value, 'account ids', '"111122223333"');
      return ids && { kind, ids };
    }
    case 'ou': {
      const id = value.text('"ou-ab12-11111111"');
      return id === null ? null : { kind, id };
    }
    case 'accountTag':
      return readAccountTag(value);
    case 'tagValues': {
      const values = readTexts(value, 'tag values', '"Checkout"');
      return values && { kind, values, dimension };
    }
    case 'accountName': {
      const pattern = readPattern(value);
      return pattern === null ? null : { kind, pattern };
    }
    case 'tagPattern': {
      const pattern = readPattern(value);
      return pattern === null ? null : { kind, pattern, dimension };
    }
  }
}

function readTexts(given: DocumentValue, what: string, example: string): string[] | null {
  const values = given.list(what);
  if (!values) return null;
  if (values.length === 0)
    return given.fault(`is an empty list, which matches nothing: name ${what} such as ${example}`);
  const texts = values.map((each) => each.text(example));
  const read = texts.filter((text) => text !== null);
  return read.length === texts.length ? read : null;
}

function readAccountTag(given: DocumentValue): AccountCondition | null {
  const fields = given.fields('an account tag', ['key', 'value']);
  if (!fields) return null;
  const key = fields.key.text('"team"', LONGEST_KEY);
  // An account's tag may have an empty value.
  const empty = fields.value.plainText === '';
  const value = fields.value.isAbsent ? null : empty ? '' : fields.value.text('"search"');
  if (key === null || (value === null && !fields.value.isAbsent)) return null;
  return { kind: 'accountTag', key, value };
}

function readPattern(given: DocumentValue): string | null {
  const pattern = given.text('"^(?<project>[a-z]+)-(?<environment>prod|test|dev)$"', LONGEST_PATTERN);
  if (pattern === null) return null;
  try {
    compilePattern(pattern);
    return pattern;
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return given.fault(`cannot be used: ${error.message}`);
  }
}

function readYield(given: DocumentValue): Assignment['then'] | null {
  if (given.isAbsent) return {};
  const { told } = given;
  const fields = given.fields('what a rule yields', YIELDS);
  if (!fields || given.told > told) return null;
  if (!fields.project.isAbsent && !fields.pool.isAbsent) {
    given.fault('names a project and a pool: a cost has one home, so name one of them');
  }
  const read = (name: (typeof YIELDS)[number], example: string) =>
    fields[name].isAbsent ? {} : { [name]: readId(fields[name], example) };
  const all: Record<string, string | null> = {
    ...read('project', '"checkout"'),
    ...read('pool', '"platform"'),
    ...read('environment', '"prod"'),
  };
  if (Object.values(all).includes(null) || (!fields.project.isAbsent && !fields.pool.isAbsent)) return null;
  return Object.fromEntries(Object.entries(all).flatMap(([name, id]) => (id === null ? [] : [[name, id]])));
}

/** A rule as the file has it; `readAssignment` reads it back. */
export function assignmentDocument({ when, then, from, to }: Assignment): AssignmentDocument {
  return { when: conditionDocument(when), then, ...effectiveDocument({ from, to }) };
}

function conditionDocument(when: AccountCondition | TagCondition): AssignmentDocument['when'] {
  switch (when.kind) {
    case 'accounts':
      return { accounts: when.ids };
    case 'ou':
      return { ou: when.id };
    case 'accountTag':
      return { accountTag: { key: when.key, ...(when.value === null ? {} : { value: when.value }) } };
    case 'accountName':
      return { accountName: when.pattern };
    case 'tagValues':
      return { tagValues: when.values, ...(when.dimension === null ? {} : { dimension: when.dimension }) };
    case 'tagPattern':
      return { tagPattern: when.pattern, ...(when.dimension === null ? {} : { dimension: when.dimension }) };
  }
}
