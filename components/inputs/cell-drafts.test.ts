import { expect, it } from 'vitest';
import { type CellEdit, edited, listDrafts, NO_DRAFTS, redone, undone } from './cell-drafts';

const edit = (row: string, month: string, text: string | null): CellEdit => ({
  ...{ row, month },
  draft: text === null ? null : { text, fault: '' },
});

it('keeps edits, takes them back and makes them again, step by step', () => {
  const one = edited(NO_DRAFTS, [edit('a', '2026-01', '1'), edit('b', '2026-01', '2')]);
  const two = edited(one, [edit('a', '2026-02', '3')]);
  expect(listDrafts(two.now)).toHaveLength(3);
  expect(undone(two).now).toBe(one.now);
  expect(redone(undone(two)).now).toBe(two.now);
  expect(undone(undone(two)).now.size).toBe(0);
  expect(undone(NO_DRAFTS)).toEqual(NO_DRAFTS);
  expect(redone(two)).toEqual(two);
});

it('forgets an edit that is taken back, and leaves other rows the object that they were', () => {
  const one = edited(NO_DRAFTS, [edit('a', '2026-01', '1'), edit('b', '2026-01', '2')]);
  const two = edited(one, [edit('a', '2026-01', null)]);
  expect([...two.now.keys()]).toEqual(['b']);
  expect(two.now.get('b')).toBe(one.now.get('b'));
});
