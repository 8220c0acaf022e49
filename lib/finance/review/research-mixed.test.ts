import { describe, expect, it } from 'vitest';
import { accountWith, amountsIn, findBy, homesOf, money } from './review-fixture';

describe('research-mixed', () => {
  const projects = new Map([
    ['lab', { name: 'Lab', class: 'rnd', owner: null }],
    ['shop', { name: 'Shop', class: 'cogs', owner: null }],
  ]);
  const both = { usage: money(50), homes: homesOf({ 'project:lab': 20, 'project:shop': 30 }) };
  it('finds R&D beside what earns', () => {
    const found = findBy('research-mixed', [accountWith('2', both)], { projects });
    expect(found.map(({ cost }) => cost)).toEqual([money(20)]);
    expect(amountsIn(found)).toEqual([money(30), money(20)]);
  });
  it('says nothing without classes', () => {
    expect(findBy('research-mixed', [accountWith('2', both)])).toEqual([]);
  });
});
