import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type DayCost, forecastMonth } from './forecast';
import { addDays, type Day, daysIn, daysInMonth } from './month';

const history = (
  from: Day,
  to: Day,
  cost: (day: Day, at: number) => bigint,
  oneOffs: Record<Day, bigint> = {},
): DayCost[] => daysIn({ from, to }).map((day, at) => ({ day, recurring: cost(day, at), oneOff: oneOffs[day] ?? 0n }));
const weekday = (day: Day): number => new Date(`${day}T00:00:00Z`).getUTCDay();

describe('forecastMonth', () => {
  it('is exact for a steady cost, whatever the day, with a band of nothing', () => {
    const days = history('2026-05-01', '2026-11-24', () => 10n);
    expect(forecastMonth(days, '2026-11-24')).toMatchObject({
      kind: 'forecast',
      actualDays: 23,
      actual: 230n,
      remaining: 70n,
      total: 300n,
      band: { low: 300n, high: 300n },
    });
  });

  it('knows that weekends are quiet', () => {
    const days = history('2026-08-24', '2026-11-21', (day) => ([0, 6].includes(weekday(day)) ? 10n : 100n));
    const forecast = forecastMonth(days, '2026-11-21');
    // 21, 22, 28 and 29 November are weekend days; 23 to 27 and 30 are not.
    expect(forecast.kind === 'forecast' && forecast.remaining).toBe(4n * 10n + 6n * 100n);
  });

  it('takes a one-off as it is and expects no second one', () => {
    const days = history('2026-09-01', '2026-11-11', () => 10n, { '2026-11-01': 5_000n });
    expect(forecastMonth(days, '2026-11-11')).toMatchObject({ actual: 5_100n, remaining: 200n, total: 5_300n });
  });

  it('leaves the day that has begun out of the actuals', () => {
    const days = [...history('2026-10-01', '2026-11-10', () => 10n), { day: '2026-11-10', recurring: 3n, oneOff: 0n }];
    expect(forecastMonth(days, '2026-11-10')).toMatchObject({ actual: 90n, total: 300n });
  });

  it('gives no number with under fourteen days, and no band with under three completed months', () => {
    expect(
      forecastMonth(
        history('2026-11-01', '2026-11-14', () => 1n),
        '2026-11-14',
      ),
    ).toEqual({ kind: 'not-enough-history', days: 13 });
    expect(
      forecastMonth(
        history('2026-08-24', '2026-11-24', () => 1n),
        '2026-11-24',
      ),
    ).toMatchObject({ band: null });
  });

  it('takes the band from its own misses', () => {
    // Cost doubles in the last ten days of August: there the method falls short.
    const days = history('2026-05-01', '2026-11-21', (day) => (day >= '2026-08-22' && day < '2026-09-01' ? 20n : 10n));
    const forecast = forecastMonth(days, '2026-11-21');
    expect(forecast.kind === 'forecast' && forecast.band && forecast.band.high > forecast.total).toBe(true);
    expect(forecast.kind === 'forecast' && forecast.band && forecast.band.low < forecast.total).toBe(true);
  });

  it('adds up, and holds its number inside its band', () => {
    const day = fc.integer({ min: 1, max: 28 });
    fc.assert(
      fc.property(
        fc.array(fc.bigInt({ min: -1000n, max: 10_000n }), { minLength: 200, maxLength: 200 }),
        day,
        (costs, date) => {
          const today = `2026-11-${String(date).padStart(2, '0')}`;
          const days = history(addDays(today, -200), today, (_, at) => costs[at] ?? 0n);
          const forecast = forecastMonth(days, today);
          if (forecast.kind !== 'forecast') throw new Error('200 days are enough');
          expect(forecast.actual + forecast.remaining).toBe(forecast.total);
          expect(forecast.actualDays).toBeLessThan(daysInMonth('2026-11'));
          if (!forecast.band) return;
          expect(forecast.band.low).toBeLessThanOrEqual(forecast.total);
          expect(forecast.band.high).toBeGreaterThanOrEqual(forecast.total);
        },
      ),
    );
  });
});
