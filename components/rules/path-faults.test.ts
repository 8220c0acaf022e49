import { expect, it } from 'vitest';
import { faultAt, faultsBeside, faultWords } from './path-faults';

const told = [
  { path: ['pools', 0, 'weights', 'a'], message: 'must be a number' },
  { path: ['pools', 0, 'weights'], message: 'add up to 90' },
  { path: ['pools', 0, 'targets'], message: 'is an empty list' },
  { path: ['pools', 10, 'id'], message: 'is empty' },
];

it('finds what is told of a field and below it', () => {
  expect(faultAt(told, 'pools', 0, 'weights')).toBe('must be a number; add up to 90');
  expect(faultAt(told, 'pools', 1)).toBe('');
  expect(faultsBeside(told, ['pools', 0], ['weights'])).toEqual(['targets: is an empty list']);
});

it('names what a fault is in, counting from 1', () => {
  const document = { pools: [{ id: 'net', source: { pool: 'net' }, method: 'even' as const }] };
  const words = (path: (string | number)[]) => faultWords(document, { path, message: 'is wrong' });
  expect(words(['pools', 0, 'weights'])).toBe('Pool net: weights is wrong');
  expect(words(['pools', 1])).toBe('Pool 2: is wrong');
  expect(words(['assignments', 2, 'when', 'ou'])).toBe('Rule 3: when.ou is wrong');
  expect(words(['dimensions', 'project', 0])).toBe('dimensions.project[0] is wrong');
});
