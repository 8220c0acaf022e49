import { describe, expect, it } from 'vitest';
import type { AssignmentDocument } from '@/lib/finance/assignment-document';
import { readRules } from '@/lib/finance/rules-document';
import {
  type ConditionKind,
  conditionKindOf,
  homeKindOf,
  newRule,
  withConditionKind,
  withDimension,
  withEnvironment,
  withHome,
  withRuleMonth,
} from './rule-edit';

const rule: AssignmentDocument = { when: { tagValues: ['A'] }, then: { project: 'a', environment: 'prod' } };
const isRead = (edited: AssignmentDocument) => readRules({ assignments: [edited] }).ok;

describe('editing a rule', () => {
  it.each<ConditionKind>(['accounts', 'ou', 'accountTag', 'accountName', 'tagValues', 'tagPattern'])(
    'begins a condition of the kind %s',
    (kind) => {
      const next = withConditionKind(rule, kind);
      expect(conditionKindOf(next)).toBe(kind);
      // A pattern is whole at once; anything else needs its values, and says so.
      expect(isRead(next)).toBe(kind === 'accountName' || kind === 'tagPattern');
    },
  );

  it('has one home, and an environment or none', () => {
    const pool = withHome(rule, 'pool', 'net');
    expect([pool.then, homeKindOf(pool)]).toEqual([{ pool: 'net', environment: 'prod' }, 'pool']);
    expect(withHome(pool, 'none', '').then).toEqual({ environment: 'prod' });
    expect(withEnvironment(rule, '').then).toEqual({ project: 'a' });
  });

  it('names a chain for tags only, and leaves it out again', () => {
    const named = withDimension(rule, 'project');
    expect(named.when).toEqual({ tagValues: ['A'], dimension: 'project' });
    expect(withDimension(named, '').when).toEqual({ tagValues: ['A'] });
    const account: AssignmentDocument = { ...rule, when: { ou: 'ou-a' } };
    expect(withDimension(account, 'project')).toEqual(account);
  });

  it('opens a month that is emptied', () => {
    const until = withRuleMonth(rule, 'to', '2026-05');
    expect([until.to, isRead(until)]).toEqual(['2026-05', true]);
    expect(withRuleMonth(until, 'to', '')).toEqual(rule);
    expect(isRead(newRule())).toBe(false);
  });
});
