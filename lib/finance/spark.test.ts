import { describe, expect, it } from 'vitest';
import { readSpark, writeSpark } from './spark';

describe('a sparkline as text', () => {
  it('keeps the shape, and what is missing', () => {
    expect(writeSpark([0n, 61n, null, 30n])).toBe('0z-U');
    expect(readSpark('0z-U')).toEqual([0, 61, null, 30]);
  });
  it('starts at the lowest, also below zero', () => {
    expect(writeSpark([-10n, 10n])).toBe('0z');
    expect(writeSpark([5n, 5n])).toBe('00');
    expect(writeSpark([null, null])).toBe('--');
    expect(writeSpark([])).toBe('');
  });
  it('is exact for amounts beyond floats', () => {
    expect(readSpark(writeSpark([0n, 10n ** 40n / 2n, 10n ** 40n]))).toEqual([0, 30, 61]);
  });
});
