import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { axisOf } from './axis';

const texts = (amounts: number[]) => axisOf(amounts).ticks.map(({ text }) => text);

describe('an axis', () => {
  it('is written in the scale of its largest amount', () => {
    expect(texts([210_598])).toEqual(['0', '100', '200', '300']);
    expect(axisOf([210_598]).scale.word).toBe('thousand');
    expect(texts([0.034])).toEqual(['0', '0.01', '0.02', '0.03', '0.04']);
    expect(texts([1_900_000])).toEqual(['0', '0.5', '1', '1.5', '2']);
  });
  it('has room below zero for negatives, in parentheses', () => {
    expect(texts([180, -20])).toEqual(['(50)', '0', '50', '100', '150', '200']);
    expect(texts([-4])).toEqual(['(4)', '(3)', '(2)', '(1)', '0']);
  });
  it('stands when there is nothing to show', () => {
    expect(axisOf([])).toMatchObject({ min: 0, max: 1 });
    expect(axisOf([0, 0])).toMatchObject({ min: 0, max: 1 });
  });
  it('holds zero and every amount, in even steps of which there are few', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.bigInt({ min: -(10n ** 21n), max: 10n ** 21n }).map((units) => Number(units) / 1e9),
          { maxLength: 20 },
        ),
        (amounts) => {
          const { min, max, ticks } = axisOf(amounts);
          for (const amount of [0, ...amounts]) {
            expect(amount).toBeGreaterThanOrEqual(min - (max - min) * 1e-6);
            expect(amount).toBeLessThanOrEqual(max + (max - min) * 1e-6);
          }
          expect(ticks.length).toBeLessThanOrEqual(7);
          expect(ticks.some(({ at }) => at === 0)).toBe(true);
          expect(new Set(ticks.map(({ text }) => text)).size).toBe(ticks.length);
        },
      ),
    );
  });
});
