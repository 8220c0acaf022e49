import { describe, expect, it } from 'vitest';
import { subtreeOf } from './visible-accounts';

const units = [
  { id: 'r-1', parentId: null },
  { id: 'ou-a', parentId: 'r-1' },
  { id: 'ou-b', parentId: 'ou-a' },
  { id: 'ou-c', parentId: 'r-1' },
];

describe('the subtree of units', () => {
  it.each([
    [['ou-a'], ['ou-a', 'ou-b']],
    [
      ['ou-b', 'ou-a'],
      ['ou-a', 'ou-b'],
    ],
    [['r-1'], ['ou-a', 'ou-b', 'ou-c', 'r-1']],
    [['ou-unknown'], []],
  ])('%j is %j', (tops, inside) => {
    expect([...subtreeOf(units, new Set(tops))].sort()).toEqual(inside);
  });

  it('ends in a ring', () => {
    const ring = [
      { id: 'a', parentId: 'b' },
      { id: 'b', parentId: 'a' },
    ];
    expect([...subtreeOf(ring, new Set(['a']))].sort()).toEqual(['a', 'b']);
  });
});
