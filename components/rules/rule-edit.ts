import type { AssignmentDocument } from '@/lib/finance/assignment-document';
import type { RuleDimension } from '@/lib/finance/rules';

export type ConditionKind = 'accounts' | 'ou' | 'accountTag' | 'accountName' | 'tagValues' | 'tagPattern';
/** What a rule says of the home. A pattern's named group may give it without a word. */
export type HomeKind = 'none' | 'project' | 'pool';

const NAMED = '^(?<project>[a-z]+)-(?<environment>prod|test|dev)$';

/** A rule to begin with: it needs its values, and says so. */
export const newRule = (): AssignmentDocument => ({ when: { tagValues: [] }, then: { project: '' } });

export function conditionKindOf({ when }: AssignmentDocument): ConditionKind {
  if ('accounts' in when) return 'accounts';
  if ('ou' in when) return 'ou';
  if ('accountTag' in when) return 'accountTag';
  if ('accountName' in when) return 'accountName';
  return 'tagValues' in when ? 'tagValues' : 'tagPattern';
}

/** Another kind of condition, with what it begins with. */
export function withConditionKind(rule: AssignmentDocument, kind: ConditionKind): AssignmentDocument {
  return { ...rule, when: conditionOf(kind) };
}

function conditionOf(kind: ConditionKind): AssignmentDocument['when'] {
  switch (kind) {
    case 'accounts':
      return { accounts: [] };
    case 'ou':
      return { ou: '' };
    case 'accountTag':
      return { accountTag: { key: '' } };
    case 'accountName':
      return { accountName: NAMED };
    case 'tagValues':
      return { tagValues: [] };
    case 'tagPattern':
      return { tagPattern: NAMED };
  }
}

export const homeKindOf = ({ then }: AssignmentDocument): HomeKind =>
  then.project !== undefined ? 'project' : then.pool !== undefined ? 'pool' : 'none';

/** Another home, or none: a cost has one home, so the other kind goes. */
export function withHome(rule: AssignmentDocument, kind: HomeKind, id: string): AssignmentDocument {
  const { project: _, pool: __, ...rest } = rule.then;
  return { ...rule, then: kind === 'none' ? rest : { ...rest, [kind]: id } };
}

/** Another environment; '' is none. */
export function withEnvironment(rule: AssignmentDocument, environment: string): AssignmentDocument {
  const { environment: _, ...rest } = rule.then;
  return { ...rule, then: environment === '' ? rest : { ...rest, environment } };
}

/** The chain that a tag rule names; '' leaves it to what the rule gives. */
export function withDimension(rule: AssignmentDocument, text: string): AssignmentDocument {
  const chain: { dimension?: RuleDimension } = text === 'project' || text === 'environment' ? { dimension: text } : {};
  const { when } = rule;
  if ('tagValues' in when) return { ...rule, when: { tagValues: when.tagValues, ...chain } };
  if ('tagPattern' in when) return { ...rule, when: { tagPattern: when.tagPattern, ...chain } };
  return rule;
}

/** The first month, or the first in which it no longer holds; '' is open. */
export function withRuleMonth(rule: AssignmentDocument, end: 'from' | 'to', text: string): AssignmentDocument {
  const { [end]: _, ...rest } = rule;
  return text === '' ? rest : { ...rest, [end]: text };
}
