import { describe, expect, it } from 'vitest';
import { accountAdvice, adviceOn } from './account-advice';
import { accountWith, homesOf, money } from './review-fixture';

const mixed = (homes: Readonly<Record<string, number>>, more = {}) => {
  const usage = money(Object.values(homes).reduce((sum, amount) => sum + amount, 0));
  return accountWith('2', { usage, total: usage, homes: homesOf(homes), ...more });
};

describe('single or separate', () => {
  it.each([
    ['keep', { 'project:a': 60, 'project:b': 38, untagged: 2 }, 0],
    ['keep-and-tag', { 'project:a': 50, 'project:b': 40, untagged: 10 }, 0],
    ['separate-projects', { 'project:a': 40, 'project:b': 30, untagged: 30 }, 1],
    ['separate-projects', { 'project:a': 28, 'project:b': 26, 'project:c': 21, untagged: 25 }, 2],
    ['keep-and-tag', { 'project:a': 60, 'project:b': 10, untagged: 30 }, 0],
    ['name-the-account', { 'project:a': 60, 'project:b': 3, untagged: 37 }, 0],
  ] as const)('%s: %o', (advice, homes, moreAccounts) => {
    expect(adviceOn(mixed(homes))).toMatchObject({ advice, moreAccounts });
  });

  it('puts environments first, whose border is the strongest reason, also in an account of one project', () => {
    const environments = new Map([
      ['prod', money(70)],
      ['dev', money(30)],
    ]);
    expect(adviceOn(mixed({ 'project:a': 100 }, { environments, dedicated: 'project:a' }))).toMatchObject({
      ...{ advice: 'separate-environments', moreAccounts: 1, inexact: 0n },
    });
    const test = new Map([
      ['test', money(70)],
      ['dev', money(30)],
    ]);
    expect(adviceOn(mixed({ 'project:a': 60, 'project:b': 40 }, { environments: test }))?.advice).toBe('keep');
  });

  it('says nothing of accounts in which nothing is mixed', () => {
    expect(adviceOn(mixed({ 'project:a': 60, untagged: 40 }))).toBeNull();
    expect(adviceOn(mixed({ 'project:a': 60, 'project:b': 40 }, { dedicated: 'pool:network' }))).toBeNull();
  });

  it('adds up to the account, and counts charges that are no usage as inexact', () => {
    const homes = new Map([...homesOf({ 'project:a': 50, 'project:b': 30, untagged: 20 })]);
    homes.set('charges', { total: money(7), usage: 0n });
    const found = adviceOn(accountWith('2', { usage: money(100), total: money(107), homes }));
    expect(found).toMatchObject({ tagged: money(80), inexact: money(27) });
    expect((found?.tagged ?? 0n) + (found?.inexact ?? 0n)).toBe(found?.total);
  });

  it('lists the costliest first', () => {
    const homes = { 'project:a': 60, 'project:b': 40 };
    const list = [mixed(homes), { ...mixed({ 'project:a': 600, 'project:b': 400 }), id: '3' }, accountWith('4')];
    expect(accountAdvice(list).map(({ account }) => account)).toEqual(['3', '2']);
  });
});
