import { expect, it } from 'vitest';
import { edited, entryKey, movedTo } from './entry-list';

it('moves an entry to another place, and nowhere out of bounds', () => {
  expect(movedTo(['a', 'b', 'c'], 0, 2)).toEqual(['b', 'c', 'a']);
  expect(movedTo(['a', 'b', 'c'], 2, 0)).toEqual(['c', 'a', 'b']);
  expect(movedTo(['a', 'b', 'c'], 0, 3)).toEqual(['a', 'b', 'c']);
  expect(movedTo(['a', 'b', 'c'], 5, 0)).toEqual(['a', 'b', 'c']);
});

it('keeps the key of an entry that is edited', () => {
  const list = [{ id: 'a' }, { id: 'b' }];
  const keys = list.map(entryKey);
  expect(new Set(keys).size).toBe(2);
  expect(edited(list, 1, () => ({ id: 'c' })).map(entryKey)).toEqual(keys);
});
