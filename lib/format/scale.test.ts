import { describe, expect, it } from 'vitest';
import { formatTick, scaleOf } from './scale';

describe('a scale', () => {
  it.each([
    [0, ''],
    [0.02, ''],
    [4_999, ''],
    [5_000, 'thousand'],
    [-210_598, 'thousand'],
    [999_999, 'thousand'],
    [1_000_000, 'million'],
    [4e9, 'billion'],
  ])('of %d is %j', (largest, word) => {
    expect(scaleOf(largest).word).toBe(word);
  });
  it.each([
    [0, '0'],
    [-0, '0'],
    [150, '150'],
    [1250, '1,250'],
    [0.25, '0.25'],
    [-50, '(50)'],
  ])('writes %d as %s', (amount, text) => {
    expect(formatTick(amount)).toBe(text);
  });
});
