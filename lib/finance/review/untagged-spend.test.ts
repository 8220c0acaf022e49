import { describe, expect, it } from 'vitest';
import { accountWith, amountsIn, findBy, homesOf, money } from './review-fixture';

describe('untagged-spend', () => {
  const homes = new Map([
    ['project:a', { total: money(70), usage: money(70) }],
    ['untagged', { total: money(30), usage: money(30) }],
    ['charges', { total: money(8), usage: 0n }],
  ]);
  it('finds a twentieth without a tag, and what a tag on the account would cover', () => {
    const found = findBy('untagged-spend', [accountWith('2', { usage: money(100), homes })]);
    expect(found.map(({ cost }) => cost)).toEqual([money(30)]);
    expect(amountsIn(found)).toEqual([money(30), money(100), money(38)]);
  });
  it('lets dedicated accounts and little be, and says nothing without a key', () => {
    expect(
      findBy('untagged-spend', [accountWith('2', { usage: money(100), homes, dedicated: 'pool:network' })]),
    ).toEqual([]);
    const few = homesOf({ 'project:a': 96, untagged: 4 });
    expect(findBy('untagged-spend', [accountWith('2', { usage: money(100), homes: few })])).toEqual([]);
    expect(findBy('untagged-spend', [accountWith('2', { usage: money(100), homes })], { projectKeys: [] })).toEqual([]);
  });
});
