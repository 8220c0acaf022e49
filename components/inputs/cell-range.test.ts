import { expect, it } from 'vitest';
import { cellAfter, cellAfterTab, cellsIn, rangeBetween } from './cell-range';

const size = { rows: 3, columns: 4 };
const at = (row: number, column: number) => ({ row, column });

it('spans two corners in any order', () => {
  expect(rangeBetween(at(2, 0), at(1, 1))).toEqual({ top: 1, bottom: 2, left: 0, right: 1 });
  expect(cellsIn(rangeBetween(at(2, 0), at(1, 1)))).toEqual([at(1, 0), at(1, 1), at(2, 0), at(2, 1)]);
});

it.each([
  ['ArrowUp', false, at(0, 1)],
  ['ArrowDown', true, at(2, 1)],
  ['ArrowRight', true, at(1, 3)],
  ['Home', false, at(1, 0)],
  ['End', true, at(2, 3)],
  ['PageDown', false, at(2, 1)],
])('%s (far: %s) leads on, and stops at the edge', (key, far, to) => {
  expect(cellAfter(at(1, 1), key, far, size)).toEqual(to);
});

it('knows no other key', () => {
  expect(cellAfter(at(1, 1), 'a', false, size)).toBeNull();
});

it('goes on by Tab to the next line, and leaves at the ends', () => {
  expect(cellAfterTab(at(0, 3), false, size)).toEqual(at(1, 0));
  expect(cellAfterTab(at(1, 0), true, size)).toEqual(at(0, 3));
  expect(cellAfterTab(at(2, 3), false, size)).toBeNull();
  expect(cellAfterTab(at(0, 0), true, size)).toBeNull();
});
