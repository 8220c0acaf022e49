import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { allocate } from './allocate';

const split = (total: bigint, weights: readonly bigint[]) =>
  allocate(
    total,
    weights.map((weight, at) => ({ id: String.fromCharCode(97 + at), weight })),
  );

describe('allocate', () => {
  it('adds up to the total with its sign, and is never a unit off the fair share', () => {
    const weights = fc.array(fc.bigInt({ min: -5n, max: 10n ** 12n }), { minLength: 1, maxLength: 12 });
    fc.assert(
      fc.property(fc.bigInt({ min: -(10n ** 18n), max: 10n ** 18n }), weights, (total, given) => {
        const shares = split(total, given);
        expect(shares.reduce((a, b) => a + b, 0n)).toBe(total);
        const positive = given.map((weight) => (weight > 0n ? weight : 0n));
        const sum = positive.reduce((a, b) => a + b, 0n);
        for (const [at, share] of shares.entries()) {
          expect(total < 0n ? share <= 0n : share >= 0n).toBe(true);
          if (sum === 0n) continue;
          const off = share * sum - total * (positive[at] ?? 0n);
          expect(off < sum && off > -sum).toBe(true);
        }
      }),
    );
  });

  it('reproduces the published reallocations (CloudHealth KB 284481)', () => {
    const cents = (shares: bigint[]) => shares.map((share) => Number(share) / 100);
    expect(cents(split(6_000n, [100n, 40n]))[0]).toBe(42.86);
    expect(cents(split(30_000n, [100n, 40n, 90n, 75n, 25n]))[0]).toBe(90.91);
  });

  it('agrees with the published cent splits on which all conventions agree', () => {
    expect(split(5n, [3n, 7n])).toEqual([2n, 3n]);
    expect(split(1n, [1n, 1n])).toEqual([1n, 0n]);
    expect(split(100n, [1n, 3n])).toEqual([25n, 75n]);
    expect(split(1_003n, [50n, 50n])).toEqual([502n, 501n]);
    expect(split(-1_003n, [50n, 50n])).toEqual([-502n, -501n]);
    expect(split(1_003n, [0n, 50n, 50n])).toEqual([0n, 502n, 501n]);
    expect(split(5n, [100n, 101n, 100n, 100n])).toEqual([1n, 2n, 1n, 1n]);
    expect(split(801n, [1n, 3n])).toEqual([200n, 601n]);
    expect(split(10n, [17n, 2n, 1n, 35n, 35n, 10n]).reduce((a, b) => a + b, 0n)).toBe(10n);
  });

  it('falls back to even shares without a weight, and needs a target', () => {
    expect(split(7n, [0n, -4n, 0n])).toEqual([3n, 2n, 2n]);
    expect(() => allocate(1n, [])).toThrow(RangeError);
  });
});
