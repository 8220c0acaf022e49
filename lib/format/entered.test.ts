import { expect, it } from 'vitest';
import { formatEntered } from './entered';

it.each([
  ['0', 2, '0.00'],
  ['1234567.5', 2, '1,234,567.50'],
  ['-0.125', 2, '(0.125)'],
  ['-0', 2, '0.00'],
  ['1840000', 0, '1,840,000'],
  ['0.000000001', 2, '0.000000001'],
])('%s to %i places is %s', (decimal, places, text) => {
  expect(formatEntered(decimal, places)).toBe(text);
});
