import { describe, expect, it } from 'vitest';
import type { AccountFacts } from './account-facts';
import { assignerOf } from './assignment';
import { type Assignment, EMPTY_RULES } from './rules';

const account: AccountFacts = {
  id: '111122223333',
  name: 'checkout-prod',
  path: ['r-1', 'ou-a', 'ou-b'],
  tags: { team: 'search', empty: '' },
};
const open = { from: null, to: null } as const;
const assigner = (assignments: readonly Assignment[], month = '2026-10') =>
  assignerOf({ ...EMPTY_RULES, assignments }, month);

describe('account rules', () => {
  it('match by id, subtree, tag and name, the first for each dimension', () => {
    const rules: Assignment[] = [
      { ...open, when: { kind: 'ou', id: 'ou-a' }, then: { environment: 'dev' } },
      { ...open, when: { kind: 'accountTag', key: 'team', value: 'search' }, then: { project: 'search' } },
      { ...open, when: { kind: 'accounts', ids: ['111122223333'] }, then: { project: 'late', environment: 'late' } },
    ];
    expect(assigner(rules).ofAccount(account)).toEqual({
      home: { value: { kind: 'project', id: 'search' }, rule: 1 },
      environment: { value: 'dev', rule: 0 },
    });
    expect(assigner(rules).ofAccount({ ...account, id: '9', path: [], tags: {} })).toEqual({
      home: null,
      environment: null,
    });
  });

  it('take named groups, after literals', () => {
    const pattern = { kind: 'accountName', pattern: '^(?<project>[a-z]+)-(?<environment>prod|test|dev)$' } as const;
    expect(assigner([{ ...open, when: pattern, then: {} }]).ofAccount(account)).toEqual({
      home: { value: { kind: 'project', id: 'checkout' }, rule: 0 },
      environment: { value: 'prod', rule: 0 },
    });
    const literal = assigner([{ ...open, when: pattern, then: { pool: 'platform', environment: 'live' } }]).ofAccount(
      account,
    );
    expect([literal.home?.value, literal.environment?.value]).toEqual([{ kind: 'pool', id: 'platform' }, 'live']);
  });

  it('hold in their months only', () => {
    const rule: Assignment = {
      from: '2026-03',
      to: '2026-10',
      when: { kind: 'accounts', ids: [account.id] },
      then: { project: 'p' },
    };
    expect(
      ['2026-02', '2026-03', '2026-09', '2026-10'].map(
        (month) => assigner([rule], month).ofAccount(account).home !== null,
      ),
    ).toEqual([false, true, true, false]);
    expect(() => assigner([{ ...open, when: { kind: 'accountName', pattern: '(' }, then: { project: 'p' } }])).toThrow(
      RangeError,
    );
    expect(
      assigner([
        { ...open, when: { kind: 'accountTag', key: 'empty', value: null }, then: { project: 'p' } },
      ]).ofAccount(account).home,
    ).not.toBeNull();
    expect(
      assigner([
        { ...open, when: { kind: 'accountTag', key: 'toString', value: null }, then: { project: 'p' } },
      ]).ofAccount(account).home,
    ).toBeNull();
  });
});

describe('tag rules', () => {
  const rules: Assignment[] = [
    {
      ...open,
      when: { kind: 'tagValues', values: ['Checkout', 'check-out'], dimension: null },
      then: { project: 'checkout' },
    },
    {
      ...open,
      when: { kind: 'tagPattern', pattern: '^(?<project>\\w+)-(?<environment>prod|test)$', dimension: null },
      then: {},
    },
    { ...open, when: { kind: 'tagValues', values: ['Prod', 'live'], dimension: null }, then: { environment: 'prod' } },
    { ...open, when: { kind: 'tagValues', values: ['batch'], dimension: 'project' }, then: { environment: 'dev' } },
  ];
  const of = assigner(rules);

  it('map aliases and patterns; a value that no rule names is a project of exactly that name', () => {
    expect(of.ofProjectValue('check-out').home).toEqual({ value: { kind: 'project', id: 'checkout' }, rule: 0 });
    expect(of.ofProjectValue('App1-prod')).toEqual({
      home: { value: { kind: 'project', id: 'App1' }, rule: 1 },
      environment: { value: 'prod', rule: 1 },
    });
    expect(of.ofProjectValue('CHECKOUT')).toEqual({
      home: { value: { kind: 'project', id: 'CHECKOUT' }, rule: null },
      environment: null,
    });
  });

  it('apply to the chain of what they yield, or the one that they name', () => {
    expect(of.ofEnvironmentValue('live')).toEqual({ value: 'prod', rule: 2 });
    expect(of.ofEnvironmentValue('App1-prod')).toEqual({ value: 'App1-prod', rule: null });
    expect(of.ofProjectValue('Prod').home.value).toEqual({ kind: 'project', id: 'Prod' });
    expect(of.ofProjectValue('batch')).toEqual({
      home: { value: { kind: 'project', id: 'batch' }, rule: null },
      environment: { value: 'dev', rule: 3 },
    });
  });
});
