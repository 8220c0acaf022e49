import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { divideHalfEven, formatDecimal, parseDecimal, toCents } from './money';

describe('parseDecimal', () => {
  it.each([
    ['0', 0n],
    ['-0', 0n],
    ['1234.5678901234', 1_234_567_890_123n],
    ['-0.0000000042', -4n],
    ['4.2E-9', 4n],
    ['4.5E-9', 4n],
    ['5.5E-9', 6n],
    ['-5.5e-9', -6n],
    ['1.23E-8', 12n],
    ['1E3', 1_000_000_000_000n],
    ['.5', 500_000_000n],
    ['5.', 5_000_000_000n],
    ['+1', 1_000_000_000n],
    ['0.12345678949999999999999999999', 123_456_789n],
    ['0.1234567895', 123_456_790n],
    ['0.1234567885', 123_456_788n],
    ['0.12345678850000000000000001', 123_456_789n],
    ['9007199254740993.000000001', 9_007_199_254_740_993_000_000_001n],
  ])('reads %s', (text, units) => expect(parseDecimal(text)).toBe(units));

  it.each(['', '-', '.', '1,5', '$1', 'NaN', 'Infinity', '1e', '0x10', '1 2', '1'.repeat(401)])('refuses %j', (text) =>
    expect(() => parseDecimal(text)).toThrow(RangeError),
  );

  it('reads back what formatDecimal wrote', () => {
    fc.assert(fc.property(fc.bigInt(), (units) => parseDecimal(formatDecimal(units)) === units));
    fc.assert(fc.property(fc.bigInt(), (units) => parseDecimal(formatDecimal(units, 18), 18) === units));
  });
});

describe('rounding', () => {
  it('takes halves to the even neighbour, the same on both sides of zero', () => {
    expect([5n, 15n, 25n, 26n, -5n, -15n, -25n].map((n) => divideHalfEven(n, 10n))).toEqual([
      0n,
      2n,
      2n,
      3n,
      0n,
      -2n,
      -2n,
    ]);
    expect(toCents(1_235_000_000n)).toBe(124n);
  });
});
