import { describe, expect, it } from 'vitest';
import { daysOfChange } from './demo-history';

describe('daysOfChange', () => {
  const days = daysOfChange('2025-10', '2026-11-24');

  it('begins on the first day and is in order, without today', () => {
    expect(days[0]?.day).toBe('2025-10-01');
    expect(days.map(({ day }) => day)).toEqual(days.map(({ day }) => day).sort());
    expect(days.at(-1)?.day.localeCompare('2026-11-24')).toBe(-1);
  });

  it('has a day for each change only', () => {
    expect(days.length).toBeGreaterThan(3);
    expect(days.length).toBeLessThan(60);
    for (const [index, { organization }] of days.entries()) {
      expect(organization).not.toEqual(days[index + 1]?.organization);
    }
  });
});
