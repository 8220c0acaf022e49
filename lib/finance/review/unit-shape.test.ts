import { describe, expect, it } from 'vitest';
import { accountWith, findBy, money } from './review-fixture';

const unit = (id: string, parentId: string) => ({ id, name: id, parentId });

describe('the shape of OUs', () => {
  const chain = [unit('ou-a', 'r-1'), unit('ou-b', 'ou-a'), unit('ou-c', 'ou-b'), unit('ou-d', 'ou-c')];
  it('finds empty ones once, from the top', () => {
    const units = [unit('ou-work', 'r-1'), unit('ou-x', 'r-1'), unit('ou-y', 'ou-x')];
    expect(findBy('empty-unit', [accountWith('2')], { units }).map(({ subject }) => subject.id)).toEqual(['ou-x']);
  });
  it('finds a level that only holds another', () => {
    const accounts = [accountWith('2', { parentId: 'ou-b' })];
    const units = chain.slice(0, 2);
    expect(findBy('single-child-unit', accounts, { units }).map(({ subject }) => subject.id)).toEqual(['ou-a']);
    expect(findBy('single-child-unit', [...accounts, accountWith('3', { parentId: 'ou-a' })], { units })).toEqual([]);
  });
  it('finds the fourth level, and not the third', () => {
    const found = findBy('deep-unit', [accountWith('2', { parentId: 'ou-d', total: money(7) })], { units: chain });
    expect(found.map(({ subject, cost }) => [subject.id, cost])).toEqual([['ou-d', money(7)]]);
    expect(findBy('deep-unit', [accountWith('2', { parentId: 'ou-c' })], { units: chain.slice(0, 3) })).toEqual([]);
  });
  it('finds no empty OU where accounts are in it, or below', () => {
    const accounts = [accountWith('2', { parentId: 'ou-d' })];
    expect(findBy('empty-unit', accounts, { units: chain })).toEqual([]);
  });
});
