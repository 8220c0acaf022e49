import { describe, expect, it } from 'vitest';
import { DEFAULT_STATE, filterCount, readState, TREE_PARAMS, type TreeState, writeState } from './tree-state';

const read = (query: string) => {
  const params = new URLSearchParams(query);
  return readState((name) => params.get(name));
};
const state: TreeState = {
  words: 'prod search',
  expansion: { base: 'none', toggled: new Set(['ou-1']) },
  sort: { column: 'total', descending: true },
  columns: ['email', 'total'],
  filters: { state: 'SUSPENDED', unit: 'ou-ab12-11111111', tag: 'owner=data team', min: '12.5' },
  view: 'icicle',
  zoom: 'ou-2',
};

describe('the state of the tree', () => {
  it('comes back from the address as it went in', () => {
    const params = new URLSearchParams();
    for (const [name, text] of Object.entries(writeState(state))) if (text !== null) params.set(name, text);
    expect(read(`?${params}`)).toEqual(state);
    expect([...params.keys()].sort()).toEqual([...TREE_PARAMS].sort());
  });
  it('leaves the address alone while nothing is asked for', () => {
    expect(Object.values(writeState(DEFAULT_STATE)).every((text) => text === null)).toBe(true);
    expect(read('')).toEqual(DEFAULT_STATE);
  });
  it('takes what makes no sense for the default', () => {
    expect(read('?sort=nothing.desc&view=pie&min=-3&cols=total,evil,id')).toEqual({
      ...DEFAULT_STATE,
      columns: ['id', 'total'],
    });
    expect(read('?min=1e9').filters.min).toBe('');
    expect(read('?cols=').columns).toEqual([]);
  });
  it('counts its filters', () => {
    expect(filterCount(state.filters)).toBe(4);
    expect(filterCount(DEFAULT_STATE.filters)).toBe(0);
  });
});
