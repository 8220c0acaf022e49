import { describe, expect, it } from 'vitest';
import { DEFAULT_EXPANSION, isOpen, readExpansion, toggle, writeExpansion } from './tree-expansion';
import { parentsOf, visibleRows } from './visible-rows';

const deep = { key: 'ou-3', depth: 3 };
const top = { key: 'root', depth: 0 };

describe('expansion', () => {
  it('opens a small tree whole and a large one to the second level', () => {
    expect(isOpen(DEFAULT_EXPANSION, deep, 100)).toBe(true);
    expect(isOpen(DEFAULT_EXPANSION, deep, 3000)).toBe(false);
    expect(isOpen(DEFAULT_EXPANSION, top, 3000)).toBe(true);
  });
  it.each([null, 'all', 'none', '~ou-1~ou-2', 'none~root'])('%s comes back from the address', (text) => {
    expect(writeExpansion(readExpansion(text))).toBe(text);
  });
  it('turns a row over, and back to the plain address', () => {
    const closed = toggle(readExpansion('all'), 'ou-3');
    expect(isOpen(closed, deep, 3000)).toBe(false);
    expect(writeExpansion(closed)).toBe('all~ou-3');
    expect(writeExpansion(toggle(closed, 'ou-3'))).toBe('all');
  });
  it('leaves out of the address what it cannot hold', () => {
    const many = Array.from({ length: 100 }, (_, index) => `ou-${index}`).reduce(toggle, DEFAULT_EXPANSION);
    expect(writeExpansion(many)).toBeNull();
  });
  it('takes an unknown rule for the default one', () => {
    expect(readExpansion('rubbish').base).toBe('default');
  });
});

describe('visibleRows', () => {
  const rows = [{ parent: -1 }, { parent: 0 }, { parent: 1 }, { parent: 0 }];
  const has = parentsOf(rows);
  it('hides everything below a closed row', () => {
    expect(visibleRows(rows, has, (index) => index !== 1).map(({ index }) => index)).toEqual([0, 1, 3]);
    expect(visibleRows(rows, has, () => false).map(({ index }) => index)).toEqual([0]);
  });
  it('says open, closed or neither, and the place among siblings', () => {
    expect(visibleRows(rows, has, (index) => index === 0)).toEqual([
      { index: 0, open: true, position: 1, siblings: 1 },
      { index: 1, open: false, position: 1, siblings: 2 },
      { index: 3, open: null, position: 2, siblings: 2 },
    ]);
  });
  it('shows of a search only what it kept', () => {
    expect(visibleRows(rows, has, () => true, new Set([0, 3])).map(({ index }) => index)).toEqual([0, 3]);
  });
});
