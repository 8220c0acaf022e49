import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseDecimal } from '@/lib/finance/money';
import { writeAmount } from './amount';
import { DEFAULT_KNOBS } from './knobs';

test('amounts are written as AWS writes them, or as asked', () => {
  expect(writeAmount(-42n, DEFAULT_KNOBS)).toBe('-0.0000000042');
  expect(writeAmount(12_345_678_901_234n, DEFAULT_KNOBS)).toBe('1234.5678901234');
  expect(writeAmount(0n, DEFAULT_KNOBS)).toBe('0');
  expect(writeAmount(0n, { ...DEFAULT_KNOBS, negativeZero: true })).toBe('-0');
  expect(writeAmount(-42n, { ...DEFAULT_KNOBS, scientific: true })).toBe('-4.2E-9');
  expect(writeAmount(12_345_600_000_000n, { ...DEFAULT_KNOBS, scientific: true })).toBe('1.23456E+3');
});

test('both notations read back as the same amount', () => {
  fc.assert(
    fc.property(fc.bigInt({ min: -(10n ** 24n), max: 10n ** 24n }), fc.boolean(), (units, scientific) => {
      expect(parseDecimal(writeAmount(units, { ...DEFAULT_KNOBS, scientific }), 10)).toBe(units);
    }),
  );
});
