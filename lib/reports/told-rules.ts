import { seesOrganization, type Viewer } from '@/lib/auth/viewer';
import type { Assignment, PoolRule, Rules } from '@/lib/finance/rules';
import { assignmentWords, sourceWords, targetsWords, weightsWords } from '@/lib/finance/rules-words';
import type { ProjectPool } from './project-report';
import type { Part } from './project-shapes';

// Rules name accounts, projects and tag values of the whole organization: only who sees all of it reads their words.

/** An assignment rule in words; for a reader of some accounts or projects, that there is one. */
export const ruleWords = (viewer: Viewer, rule: Assignment): string =>
  seesOrganization(viewer) ? assignmentWords(rule) : 'a rule of the organization';

/** Part of a project's shared cost with what its pool takes and how it shares, as far as the reader may know. */
export function toldPool(viewer: Viewer, rules: Rules, { key, units }: Part): ProjectPool {
  const rule = rules.pools.find(({ id }) => id === key);
  if (!rule) return { key, units, takes: 'by rules that no longer hold', method: '', targets: '' };
  if (!seesOrganization(viewer))
    return { key, units, takes: 'cost that is shared', method: METHODS[rule.method], targets: '' };
  const targets = rule.method === 'fixed' && rule.targets === 'all' ? '' : `over ${targetsWords(rule)}`;
  return { key, units, takes: sourceWords(rule.source), method: methodWords(rule), targets };
}

const METHODS: Record<PoolRule['method'], string> = {
  even: 'evenly',
  keep: 'not at all',
  fixed: 'by fixed weights',
  proportional: 'in proportion',
};

function methodWords(rule: PoolRule): string {
  if (rule.method === 'fixed') return `${METHODS.fixed}: ${weightsWords(rule.weights)}`;
  if (rule.method !== 'proportional') return METHODS[rule.method];
  return `${METHODS.proportional} to their ${rule.weight === 'direct' ? 'direct cost' : rule.weight}`;
}
