import { describe, expect, it } from 'vitest';
import { withAlias } from './alias';
import { assignerOf } from './assignment';
import { type Assignment, EMPTY_RULES, type Rules } from './rules';

const held = { from: null, to: null };
const list: Assignment = {
  ...held,
  when: { kind: 'tagValues', values: ['Checkout'], dimension: null },
  then: { project: 'checkout' },
};
const rules = (...assignments: Assignment[]): Rules => ({ ...EMPTY_RULES, assignments });
const homeOf = (given: Rules, raw: string) => assignerOf(given, '2026-10').ofProjectValue(raw).home.value;

describe('an alias', () => {
  it('joins the rule that lists spellings of its target', () => {
    const next = withAlias(rules(list), { dimension: 'project', raw: 'check-out', target: 'checkout' });
    expect(next.assignments).toEqual([{ ...list, when: { ...list.when, values: ['Checkout', 'check-out'] } }]);
    expect(homeOf(next, 'check-out')).toEqual({ kind: 'project', id: 'checkout' });
    expect(withAlias(next, { dimension: 'project', raw: 'check-out', target: 'checkout' })).toBe(next);
  });

  it('is a rule of its own beside those of other months, dimensions and targets', () => {
    for (const other of [
      { ...list, from: '2026-11' },
      { ...list, then: { project: 'checkout', environment: 'prod' } },
      { ...list, then: { project: 'search' } },
      { ...list, then: { environment: 'checkout' } },
    ]) {
      const next = withAlias(rules(other), { dimension: 'project', raw: 'chekout', target: 'checkout' });
      expect(next.assignments).toHaveLength(2);
      expect(next.assignments[0]).toBe(other);
      expect(homeOf(next, 'chekout')).toEqual({ kind: 'project', id: 'checkout' });
    }
    const next = withAlias(rules(list), { dimension: 'environment', raw: 'PROD', target: 'prod' });
    expect(assignerOf(next, '2026-10').ofEnvironmentValue('PROD').value).toBe('prod');
    expect(homeOf(next, 'PROD')).toEqual({ kind: 'project', id: 'PROD' });
  });
});
