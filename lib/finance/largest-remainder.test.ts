import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { floorTo, roundToSum } from './largest-remainder';

describe('roundToSum', () => {
  it('gives what is left over to the largest remainders, ties in order', () => {
    expect(roundToSum([14n, 14n, 12n], 4n, 10n)).toEqual([2n, 1n, 1n]);
    expect(roundToSum([-14n, -16n], -3n, 10n)).toEqual([-1n, -2n]);
  });

  it('refuses a total that rounding cannot reach', () => {
    expect(() => roundToSum([10n, 5n], 3n, 10n)).toThrow(RangeError);
    expect(() => roundToSum([10n], 2n, 10n)).toThrow(RangeError);
  });

  it('adds up, and moves no part by a unit, for either total beside the sum', () => {
    const part = fc.bigInt({ min: -(10n ** 12n), max: 10n ** 12n });
    fc.assert(
      fc.property(fc.array(part), fc.constantFrom(1n, 10n, 10_000_000n), fc.boolean(), (parts, unit, up) => {
        const sum = parts.reduce((all, each) => all + each, 0n);
        const floor = floorTo(sum, unit);
        const target = up && floor * unit !== sum ? floor + 1n : floor;
        const rounded = roundToSum(parts, target, unit);
        expect(rounded.reduce((all, each) => all + each, 0n)).toBe(target);
        for (const [at, count] of rounded.entries()) {
          const moved = count * unit - (parts[at] ?? 0n);
          expect(moved > -unit && moved < unit).toBe(true);
        }
      }),
    );
  });
});
