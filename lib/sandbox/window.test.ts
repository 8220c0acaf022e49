import { describe, expect, test } from 'vitest';
import { billWorld } from './bill-world';
import { bucketsOf, isEstimated } from './window';
import type { World } from './world';

const worldAt = (now: string, rest: Partial<World> = {}): World => ({
  ...billWorld({ currency: 'USD', lines: [] }, { now: () => new Date(now) }),
  historyMonths: 14,
  ...rest,
});
const ask = (Start: string, End: string, world: World, granularity: 'DAILY' | 'MONTHLY' | 'HOURLY' = 'MONTHLY') =>
  bucketsOf({ Start, End }, granularity, world);

describe('a time period', () => {
  const world = worldAt('2026-11-24T12:00:00Z');

  test.each([
    ['2026-11-01', '2026-11-01', 'Start date (and hour) should be before end date (and hour)'],
    ['2026-11-02', '2026-11-01', 'Start date (and hour) should be before end date (and hour)'],
    ['2026-11-01', '2026-12-02', 'end date past the beginning of next month'],
    ['2025-09-30', '2026-11-01', "You haven't enabled historical data beyond 14 months."],
    ['2026-11-25', '2026-12-01', 'start date must be equal to or no later than the current date'],
    ['2026-02-30', '2026-11-01', 'must be of the form yyyy-MM-dd'],
  ])('[%s, %s) is refused in AWS words', (start, end, message) => {
    expect(() => ask(start, end, world)).toThrow(message);
  });

  test('may begin on the first of the month thirteen months ago, and end with the next month', () => {
    const buckets = ask('2025-10-01', '2026-12-01', world);
    expect(buckets).toHaveLength(14);
    expect(buckets.at(-1)).toEqual({ from: '2026-11-01', to: '2026-12-01' });
  });

  test('reaches 38 months back by month only when the payer opted in', () => {
    const opted = worldAt('2026-11-24T12:00:00Z', { historyMonths: 38 });
    expect(ask('2023-10-01', '2026-12-01', opted)).toHaveLength(38);
    expect(() => ask('2023-09-01', '2026-12-01', opted)).toThrow('beyond 38 months');
    expect(() => ask('2025-09-30', '2025-12-01', opted, 'DAILY')).toThrow('beyond 14 months');
  });

  test('gives partial months for days that are not aligned, and days across a leap February', () => {
    expect(ask('2026-09-15', '2026-11-02', world)).toEqual([
      { from: '2026-09-15', to: '2026-10-01' },
      { from: '2026-10-01', to: '2026-11-01' },
      { from: '2026-11-01', to: '2026-11-02' },
    ]);
    const leap = worldAt('2028-03-01T00:00:00Z');
    expect(ask('2028-02-28', '2028-03-02', leap, 'DAILY').map(({ from }) => from)).toEqual([
      '2028-02-28',
      '2028-02-29',
      '2028-03-01',
    ]);
  });

  test('by the hour is refused: too old, or not enabled', () => {
    expect(() => ask('2026-11-01', '2026-11-02', world, 'HOURLY')).toThrow('is 14 days');
    expect(() => ask('2026-11-20', '2026-11-21', world, 'HOURLY')).toThrow('not enabled');
  });

  test('is judged in UTC: at 23:30 on the last day of the month, next month is the future', () => {
    const late = worldAt('2026-10-31T23:30:00Z');
    expect(() => ask('2026-11-01', '2026-12-01', late)).toThrow('start date must be');
    expect(ask('2026-11-01', '2026-12-01', worldAt('2026-11-01T00:00:00Z'))).toHaveLength(1);
  });
});

test('the open month is estimated, the one before until the fifth, or the day that the world says', () => {
  const bucket = { from: '2026-10-01', to: '2026-11-01' };
  const open = { from: '2026-11-01', to: '2026-12-01' };
  expect(isEstimated(open, worldAt('2026-11-24T00:00:00Z'))).toBe(true);
  expect(isEstimated(bucket, worldAt('2026-11-04T23:59:59Z'))).toBe(true);
  expect(isEstimated(bucket, worldAt('2026-11-05T00:00:00Z'))).toBe(false);
  expect(isEstimated(bucket, worldAt('2026-11-09T00:00:00Z', { finalDay: 10 }))).toBe(true);
  expect(isEstimated(bucket, worldAt('2026-12-02T00:00:00Z'))).toBe(false);
});
