import { expect, it } from 'vitest';
import { compareNames } from './compare-names';

it('puts letters before case, and tells equal letters apart by case', () => {
  expect(['b', 'a', 'B', 'A', 'ä', '10', '9'].sort(compareNames)).toEqual(['10', '9', 'A', 'a', 'B', 'b', 'ä']);
  expect(compareNames('same', 'same')).toBe(0);
});
