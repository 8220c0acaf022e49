import { describe, expect, it } from 'vitest';
import { formatCount, formatDuration, formatPlural } from './count';
import { formatChange, formatPercent } from './percent';
import { formatDay, formatFreshness, formatInstant, formatMonth, formatMonths, formatMonthsShort } from './time';

describe('time', () => {
  it('names months and ranges whose end is exclusive', () => {
    expect(formatMonth('2026-10')).toBe('October 2026');
    expect(formatMonths({ from: '2026-10', to: '2026-11' })).toBe('October 2026');
    expect(formatMonths({ from: '2025-12', to: '2026-03' })).toBe('December 2025 – February 2026');
    expect(formatMonthsShort({ from: '2025-12', to: '2026-10' })).toBe('Dec 2025 – Sep 2026');
    expect(formatMonthsShort({ from: '2025-12', to: '2026-01' })).toBe('Dec 2025');
  });
  it('writes instants in UTC, wherever the reader is', () => {
    expect(formatInstant('2026-09-30T23:59:00Z')).toBe('30 Sep 2026, 23:59 UTC');
    expect(formatDay('2026-01-01')).toBe('1 Jan 2026');
  });
  it.each([
    ['2026-10-28T00:01:00Z', '00:01 UTC today'],
    ['2026-10-27T23:59:00Z', '23:59 UTC yesterday'],
    ['2026-10-26T12:00:00Z', '26 Oct 2026, 12:00 UTC'],
  ])('%s is %s', (instant, text) => {
    expect(formatFreshness(instant, new Date('2026-10-28T00:02:00Z'))).toBe(text);
  });
});

describe('percent', () => {
  it.each([
    [0.0314, '+3.1 %'],
    [-0.018, '−1.8 %'],
    [0.0001, '0.0 %'],
    [-0.0001, '0.0 %'],
    [12.4, '+1,240.0 %'],
    [null, 'n/a'],
    [Number.NaN, 'n/a'],
    [Number.POSITIVE_INFINITY, 'n/a'],
  ])('a change of %s is %s', (fraction, text) => {
    expect(formatChange(fraction).replaceAll('\u00a0', ' ')).toBe(text);
  });
  it('has no sign when it is a share', () => {
    expect(formatPercent(1).replaceAll('\u00a0', ' ')).toBe('100.0 %');
    expect(formatPercent(0.416, 0).replaceAll('\u00a0', ' ')).toBe('42 %');
  });
});

describe('count and duration', () => {
  it('agrees in number', () => {
    expect(formatPlural(1, 'account')).toBe('1 account');
    expect(formatPlural(10_000, 'account')).toBe('10,000 accounts');
    expect(formatPlural(2, 'query', 'queries')).toBe('2 queries');
    expect(formatCount(0)).toBe('0');
  });
  it.each([
    [-5, '0 ms'],
    [840, '840 ms'],
    [12_400, '12 s'],
    [59_700, '1 min'],
    [200_000, '3 min 20 s'],
    [3_900_000, '1 h 5 min'],
  ])('%d ms is %s', (span, text) => {
    expect(formatDuration(span)).toBe(text);
  });
});
