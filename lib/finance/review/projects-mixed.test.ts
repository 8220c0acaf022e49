import { describe, expect, it } from 'vitest';
import { accountWith, amountsIn, findBy, homesOf, money } from './review-fixture';

describe('projects-mixed', () => {
  const mixed = { usage: money(100), homes: homesOf({ 'project:a': 60, 'project:b': 30, untagged: 10 }) };
  it('finds several projects, with what is not the largest one’s at stake', () => {
    const found = findBy('projects-mixed', [accountWith('2', mixed)]);
    expect(found.map(({ cost }) => cost)).toEqual([money(40)]);
    expect(amountsIn(found)).toEqual([money(60), money(30), money(10)]);
    expect(found[0]?.evidence[1]?.costs).toEqual({ account: ['2'], project: ['b'], chargeClass: ['usage'] });
  });
  it('lets dedicated accounts, single projects and traces be', () => {
    const accounts = [
      accountWith('2', { ...mixed, dedicated: 'project:a' }),
      accountWith('3', { usage: money(100), homes: homesOf({ 'project:a': 90, untagged: 10 }) }),
      accountWith('4', { usage: money(1000), homes: homesOf({ 'project:a': 995, 'project:b': 5 }) }),
    ];
    expect(findBy('projects-mixed', accounts)).toEqual([]);
  });
});
