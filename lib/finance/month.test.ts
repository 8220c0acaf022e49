import { describe, expect, it } from 'vitest';
import { addDays, addMonths, dayOf, daysIn, daysInMonth, isDay, isMonth, lastDay, monthOf, monthsIn } from './month';

describe('months and days', () => {
  it('moves on year and month integers', () => {
    expect(addMonths('2026-01', -1)).toBe('2025-12');
    expect(addMonths('2026-11', -13)).toBe('2025-10');
    expect(addMonths('2026-12', 1)).toBe('2027-01');
    expect(addMonths('2024-02', 12)).toBe('2025-02');
  });

  it('knows leap days and ignores the local zone', () => {
    expect(lastDay('2024-02')).toBe('2024-02-29');
    expect(daysInMonth('2026-02')).toBe(28);
    expect(addDays('2026-03-28', 2)).toBe('2026-03-30');
    expect(dayOf(new Date('2026-11-30T23:59:59Z'))).toBe('2026-11-30');
    expect(monthOf(new Date('2026-12-01T00:00:00Z'))).toBe('2026-12');
  });

  it('lists half-open ranges', () => {
    expect(monthsIn({ from: '2026-11', to: '2027-02' })).toEqual(['2026-11', '2026-12', '2027-01']);
    expect(monthsIn({ from: '2026-11', to: '2026-11' })).toEqual([]);
    expect(daysIn({ from: '2026-02-27', to: '2026-03-02' })).toEqual(['2026-02-27', '2026-02-28', '2026-03-01']);
  });

  it('refuses what the calendar lacks', () => {
    expect(isDay('2026-02-30')).toBe(false);
    expect(isDay('2026-02-28')).toBe(true);
    expect(isMonth('2026-13')).toBe(false);
    expect(isMonth('2026-1')).toBe(false);
  });
});
