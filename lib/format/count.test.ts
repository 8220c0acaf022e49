import { describe, expect, it } from 'vitest';
import { formatDuration, formatOrdinal, formatPlural } from './count';

describe('counts', () => {
  it.each([
    [1, '1st'],
    [2, '2nd'],
    [3, '3rd'],
    [4, '4th'],
    [11, '11th'],
    [12, '12th'],
    [13, '13th'],
    [21, '21st'],
    [1003, '1,003rd'],
  ])('%d is %s', (place, text) => {
    expect(formatOrdinal(place)).toBe(text);
  });
  it('have their plural', () => {
    expect(formatPlural(1, 'match', 'matches')).toBe('1 match');
    expect(formatPlural(10_000, 'account')).toBe('10,000 accounts');
  });
  it('say how long something took', () => {
    expect(formatDuration(-3)).toBe('0 ms');
    expect(formatDuration(200_000)).toBe('3 min 20 s');
    expect(formatDuration(3_900_000)).toBe('1 h 5 min');
  });
});
