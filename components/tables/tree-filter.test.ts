import { describe, expect, it } from 'vitest';
import { termsOf } from '@/components/ui/search-words';
import type { AccountRow } from './account-row';
import { filterOf, statesOf } from './tree-filter';
import { find, haystacksOf } from './tree-search';
import { NO_FILTERS, type TreeFilters } from './tree-state';

const row = (key: string, parent: number, rest: Partial<AccountRow> = {}): AccountRow => ({
  ...{ key, parent, depth: 0, type: 'account', name: key, id: key, email: null, state: 'ACTIVE', joined: null },
  ...{ own: '0', total: '0', ownCents: 0n, totalCents: 0n, change: null, share: null, badges: [] },
  ...rest,
});
const rows = [
  row('root', -1, { type: 'root', state: null }),
  row('ou-1', 0, { type: 'ou', state: null, name: 'Workloads' }),
  row('a', 1, { ownCents: 1250n }),
  row('b', 1, { ownCents: 1249n, state: 'SUSPENDED' }),
  row('c', 0, { ownCents: -5000n }),
  row('former', 0, { type: 'former', state: null }),
  row('gone', 5, { state: null, ownCents: 9999n }),
];
const tags = { texts: ['owner=ann', 'env=prod', 'owner=bob=b'], of: [[], [], [0, 1], [2], [1], [], []] };
const order = rows.map((_, index) => index);
const kept = (filters: Partial<TreeFilters>, words = '') => {
  const passes = filterOf(rows, { ...NO_FILTERS, ...filters }, order, tags);
  return [...find(rows, haystacksOf(rows), termsOf(words), passes).matches].map((index) => rows[index]?.key);
};

describe('filters', () => {
  it('keep nothing back when they ask for nothing', () => {
    expect(filterOf(rows, { ...NO_FILTERS, tag: '  ' }, order, tags)).toBeNull();
  });
  it('keep accounts by state, unit, tag and cost', () => {
    expect(kept({ state: 'SUSPENDED' })).toEqual(['b']);
    expect(kept({ state: 'former' })).toEqual(['gone']);
    expect(kept({ unit: 'ou-1' })).toEqual(['a', 'b']);
    expect(kept({ tag: 'owner' })).toEqual(['a', 'b']);
    expect(kept({ tag: 'owner=ann' })).toEqual(['a']);
    expect(kept({ tag: 'owner=bob=b' })).toEqual(['b']);
    expect(kept({ tag: 'own' })).toEqual([]);
    expect(kept({ min: '12.50' })).toEqual(['a', 'gone']);
    expect(kept({ min: '12.5', unit: 'ou-1', tag: 'env=prod' })).toEqual(['a']);
  });
  it('go together with words, which may be those of a unit above', () => {
    expect(kept({ tag: 'owner' }, 'workloads')).toEqual(['a', 'b']);
    expect(kept({ tag: 'env' }, 'workloads')).toEqual(['a']);
    expect(kept({ state: 'ACTIVE' }, 'c')).toEqual(['c']);
  });
  it('keep every account while tags have not arrived', () => {
    const passes = filterOf(rows, { ...NO_FILTERS, tag: 'owner' }, order, null);
    expect([2, 3, 4, 6].every((index) => passes?.(index))).toBe(true);
  });
  it('know the states that there are', () => {
    expect(statesOf(rows)).toEqual(['ACTIVE', 'SUSPENDED', 'former']);
  });
});
