import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { EMPTY_RULES, type Rules } from './rules';
import { changeWords, diffRules } from './rules-diff';
import { documentOf, readRules } from './rules-document';
import { validRules } from './rules-fixture';

function rulesOf(document: object): Rules {
  const reading = readRules(document);
  if (!reading.ok) throw new Error(JSON.stringify(reading.faults));
  return reading.rules;
}
const words = (before: object, after: object) => diffRules(rulesOf(before), rulesOf(after)).map(changeWords);
const rule = (account: string, project: string, more: object = {}) => ({
  when: { accounts: [account] },
  then: { project },
  ...more,
});
const pool = (id: string, more: object = {}) => ({ id, source: { untagged: 'all' }, method: 'even', ...more });

describe('diffRules', () => {
  it('tells projects, chains and requests by field', () => {
    expect(
      words(
        { projects: [{ id: 'a', class: 'cogs' }, { id: 'b' }], dimensions: { project: ['app'] } },
        {
          projects: [{ id: 'c' }, { id: 'a', class: 'rnd', owner: 'ana' }],
          dimensions: { project: ['app', 'App'] },
          detailRequests: 5,
        },
      ),
    ).toEqual([
      'Project tags: project app → app, App',
      'Detail requests: detailRequests 60 → 5',
      'Project c: added',
      'Project a: class cogs → rnd; owner (none) → ana',
      'Project b: removed',
    ]);
  });

  it('tells a rule that moved from those that it passed, and what changed of one', () => {
    const [a, b, c, d] = [rule('1', 'a'), rule('2', 'b'), rule('3', 'c'), rule('4', 'd')];
    expect(words({ assignments: [a, b, c, d] }, { assignments: [d, a, b, c] })).toEqual([
      'Rule: account 4 → project d: position 4 → 1',
    ]);
    expect(words({ assignments: [a, b, c] }, { assignments: [b, c] })).toEqual([
      'Rule: account 1 → project a: removed',
    ]);
    expect(words({ assignments: [a, b] }, { assignments: [rule('1', 'z', { from: '2026-05' }), b] })).toEqual([
      'Rule: account 1 → project a: then project a → project z; from (none) → 2026-05',
    ]);
    const wider = { when: { accounts: ['2', '9'] }, then: { project: 'b' } };
    expect(words({ assignments: [a, b] }, { assignments: [wider, a] })).toEqual([
      'Rule: account 2 → project b: when account 2 → accounts 2, 9; position 2 → 1',
    ]);
    expect(words({ assignments: [a, a] }, { assignments: [a, a, a] })).toEqual(['Rule: account 1 → project a: added']);
  });

  it('tells pools by id, of one that stands twice by its months', () => {
    const early = pool('p', { to: '2026-05' });
    const late = pool('p', { from: '2026-05', method: 'keep' });
    expect(words({ pools: [early] }, { pools: [early, late] })).toEqual(['Pool p: added']);
    expect(words({ pools: [early, late] }, { pools: [late] })).toEqual(['Pool p: removed']);
    const fixed = pool('f', { method: 'fixed', weights: { a: 70, b: 30 }, targets: ['a', 'b'] });
    const other = {
      ...fixed,
      weights: { a: 70.5, b: 29.5 },
      targets: 'sameAccount',
      otherwise: 'all',
      includeDedicated: true,
    };
    expect(words({ pools: [fixed, early] }, { pools: [other, early] })).toEqual([
      'Pool f: weights a 70 %, b 30 % → a 70.5 %, b 29.5 %; targets a, b → the projects of the same account, without one all; includeDedicated (none) → true',
    ]);
    expect(words({ pools: [fixed, early, late] }, { pools: [early, late, fixed] })).toEqual(['Pool f: position 1 → 3']);
  });

  it('finds nothing between the same rules, and everything from none', () => {
    fc.assert(
      fc.property(validRules, (rules) => {
        expect(diffRules(rules, rulesOf(documentOf(rules)))).toEqual([]);
        const { projects, assignments, pools } = rules;
        const entries = projects.length + assignments.length + pools.length;
        const count = (kind: string, list: ReturnType<typeof diffRules>) =>
          list.filter((change) => change.kind === kind).length;
        expect(count('added', diffRules(EMPTY_RULES, rules))).toBe(entries);
        expect(count('removed', diffRules(rules, EMPTY_RULES))).toBe(entries);
      }),
    );
  });

  it('finds something between any rules that differ, projects in another order aside', () => {
    const sorted = (rules: Rules) => ({
      ...rules,
      projects: [...rules.projects].sort((a, b) => (a.id < b.id ? -1 : 1)),
    });
    fc.assert(
      fc.property(validRules, fc.array(validRules, { maxLength: 1 }), fc.nat(), (rules, others, at) => {
        const { assignments, pools } = rules;
        const turn = <T>(list: readonly T[]) => [
          ...list.slice(at % (list.length + 1)),
          ...list.slice(0, at % (list.length + 1)),
        ];
        for (const other of [
          ...others,
          { ...rules, assignments: turn(assignments) },
          { ...rules, pools: turn(pools) },
        ]) {
          const same = JSON.stringify(documentOf(sorted(rules))) === JSON.stringify(documentOf(sorted(other)));
          expect(diffRules(rules, other).length === 0).toBe(same);
        }
      }),
    );
  });
});
