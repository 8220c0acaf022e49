import { describe, expect, it } from 'vitest';
import {
  currencyName,
  formatCents,
  formatExact,
  formatFigure,
  formatPrice,
  formatWhole,
  formatWholePrice,
} from './money';

describe('figures', () => {
  it.each([
    ['0', '–', false, true],
    ['0.000000000', '–', false, true],
    ['0.004', '0.00', false, false],
    ['-0.004', '0.00', false, false],
    ['-0.006', '(0.01)', true, false],
    ['1234.5678', '1,234.57', false, false],
    ['-3064', '(3,064.00)', true, false],
    ['0.005', '0.00', false, false],
    ['0.015', '0.02', false, false],
    ['9007199254740993.125', '9,007,199,254,740,993.12', false, false],
  ])('%s is %s', (amount, text, negative, zero) => {
    expect(formatFigure(amount)).toEqual({ text, negative, zero });
  });
  it('groups thousands beyond what a float can hold', () => {
    expect(formatCents(123_456_789_012_345_678_901n)).toBe('1,234,567,890,123,456,789.01');
  });
  it('refuses what is not a number', () => {
    expect(() => formatFigure('12,3')).toThrow(RangeError);
  });
});

describe('exact amounts and prices', () => {
  it('keeps every decimal and shows at least cents', () => {
    expect(formatExact('1234.567800001', 'USD')).toBe('1,234.567800001 USD');
    expect(formatExact('1234.5', 'USD')).toBe('1,234.50 USD');
    expect(formatExact('-12', 'CNY')).toBe('(12.00) CNY');
    expect(formatExact('100.001', 'USD')).toBe('100.001 USD');
  });
  it('writes a price with its sign before the symbol, and unknown currencies out', () => {
    expect(formatPrice('0.11', 'USD')).toBe('$0.11');
    expect(formatPrice('-2000', 'USD')).toBe('−$2,000.00');
    expect(formatPrice('1', 'XQZ')).toBe('1.00 XQZ');
    expect(formatPrice('1', 'points')).toBe('1.00 points');
  });
  it('names the currency', () => {
    expect(currencyName('USD')).toBe('US dollars');
    expect(currencyName('credits')).toBe('credits');
  });
});

describe('whole amounts', () => {
  it('round half-even, and carry their sign in running text', () => {
    expect(formatWholePrice('161203.5', 'USD')).toBe('$161,204');
    expect(formatWholePrice('161202.5', 'USD')).toBe('$161,202');
    expect(formatWholePrice('-1390.4', 'USD')).toBe('−$1,390');
    expect(formatWhole('-999.6')).toBe('1,000');
  });
});
