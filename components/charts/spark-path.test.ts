import { describe, expect, it } from 'vitest';
import { sparkPaths } from './spark-path';

describe('a sparkline', () => {
  it('fills its box from the lowest to the highest', () => {
    expect(sparkPaths([0, 5, 10], 92, 18)).toEqual({ line: 'M1.5 16.5L46 9L90.5 1.5', dotted: '', dots: [] });
  });
  it('breaks where a month is missing, and marks a month alone', () => {
    const { line, dots } = sparkPaths([1, 2, null, 2, null, 1], 92, 18);
    expect(line.match(/M/g)).toHaveLength(3);
    expect(dots.map(([x]) => x)).toEqual([54.9, 90.5]);
  });
  it('dots what is not final, from the last that is', () => {
    const { line, dotted } = sparkPaths([1, 2, 3], 92, 18, 1);
    expect(line).toBe('M1.5 16.5L46 9');
    expect(dotted).toBe('M46 9L90.5 1.5');
  });
  it('draws a flat line in the middle, and nothing of nothing', () => {
    expect(sparkPaths([7, 7], 92, 18).line).toBe('M1.5 9L90.5 9');
    expect(sparkPaths([], 92, 18)).toEqual({ line: '', dotted: '', dots: [] });
    expect(sparkPaths([null, null], 92, 18)).toEqual({ line: '', dotted: '', dots: [] });
  });
});
