import { describe, expect, it } from 'vitest';
import { daysIn } from '@/lib/finance/month';
import { dailyWindow, rangesOf, servedMonths } from './window';

describe('servedMonths', () => {
  it.each([
    ['2026-11-01T00:00:00Z', 14, '2025-10', '2026-12'],
    ['2026-11-30T23:59:59.999Z', 14, '2025-10', '2026-12'],
    ['2027-01-01T00:00:00Z', 14, '2025-12', '2027-02'],
    ['2024-02-29T12:00:00Z', 38, '2021-01', '2024-03'],
  ])('at %s serves %i months', (now, months, from, to) =>
    expect(servedMonths(new Date(now), months)).toEqual({ from, to }),
  );
});

describe('dailyWindow', () => {
  it('is 93 days with today the last, in UTC', () => {
    const window = dailyWindow(new Date('2026-11-24T00:30:00Z'));
    expect(window).toEqual({ from: '2026-08-24', to: '2026-11-25' });
    expect(daysIn(window)).toHaveLength(93);
  });
});

describe('rangesOf', () => {
  it('joins months that follow each other, whatever their order', () => {
    expect(rangesOf(['2026-11', '2026-02', '2026-10', '2026-10'])).toEqual([
      { from: '2026-02', to: '2026-03' },
      { from: '2026-10', to: '2026-12' },
    ]);
    expect(rangesOf([])).toEqual([]);
  });

  it('reads a gap along only where that is no dearer', () => {
    const months = ['2026-07', '2026-10', '2026-11'];
    expect(rangesOf(months, () => true)).toEqual([{ from: '2026-07', to: '2026-12' }]);
    expect(rangesOf(months, () => false)).toHaveLength(2);
  });
});
