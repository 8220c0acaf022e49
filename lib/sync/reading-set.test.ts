import { describe, expect, it } from 'vitest';
import { amountsOf } from '@/lib/finance/basis';
import type { ControlTotal } from '@/lib/finance/cube';
import { monthsIn } from '@/lib/finance/month';
import type { MonthBook } from '@/lib/store/books';
import type { DueInput, MonthReading } from './due';
import { daysToAsk, readingSet, type Wanted } from './reading-set';

const NOW = new Date('2026-11-24T05:17:00Z');
const flat = (units: bigint) => amountsOf(() => units);
const months = { from: '2025-10', to: '2026-12' };
const wanted: Wanted = {
  months,
  days: { from: '2026-08-24', to: '2026-11-25' },
  tagCubes: ['tag:app'],
  detailRequests: 0,
  categories: [],
  refusedCubes: new Set(),
  dailyByAccount: true,
};
const input: DueInput = {
  now: NOW,
  full: false,
  openMonth: '2026-11',
  previousMonth: '2026-10',
  controls: null,
  definitionsChangedAt: null,
  categoriesChangedAt: null,
};
const CUBES = ['recordType', 'service', 'tag:app', 'daily.account', 'daily.charge'];
const book = (month: string, patch: Partial<MonthBook> = {}): MonthBook => ({
  month,
  estimated: month === '2026-11',
  amounts: flat(5n),
  residual: flat(0n),
  residualState: 'none',
  holds: true,
  reason: '',
  pending: '',
  runId: null,
  publishedAt: '2026-11-24T00:00:00.000Z',
  ...patch,
});

/** Every month read `hours` ago. */
function read(hours: number, patch: (month: string) => Partial<MonthBook> = () => ({})): Map<string, MonthReading> {
  const at = new Date(NOW.getTime() - hours * 3_600_000).toISOString();
  return new Map(
    monthsIn(months).map((month) => [
      month,
      { book: book(month, patch(month)), loadedAt: new Map(CUBES.map((cube) => [cube, at])) },
    ]),
  );
}
const controls = (patch: Record<string, Partial<ControlTotal>> = {}) =>
  new Map(
    monthsIn(months).map((month) => [
      month,
      { month, amounts: flat(5n), estimated: month === '2026-11', ...patch[month] },
    ]),
  );
const set = (readings: Map<string, MonthReading>, patch: Partial<DueInput> = {}, want: Partial<Wanted> = {}) =>
  readingSet({ ...wanted, ...want }, { ...input, controls: controls(), ...patch }, readings);

describe('readingSet', () => {
  it('reads everything of a new connection, the daily cubes for their window only', () => {
    const { months: due } = set(new Map());
    expect(due.get('recordType')).toHaveLength(14);
    expect(due.get('tag:app')).toHaveLength(14);
    expect(due.get('daily.account')).toEqual(['2026-08', '2026-09', '2026-10', '2026-11']);
  });

  it('reads nothing within a day when control is unchanged', () => {
    expect(set(read(23)).months.size).toBe(0);
  });

  it('reads the open and the previous month after a day, everything after a week', () => {
    expect(set(read(24)).months.get('service')).toEqual(['2026-10', '2026-11']);
    expect(set(read(24 * 7)).months.get('service')).toHaveLength(14);
  });

  it('reads a month whose control moved in any basis, or that turned final', () => {
    const moved = controls({ '2026-03': { amounts: { ...flat(5n), blended: 6n } } });
    expect(set(read(1), { controls: moved })).toMatchObject({ reasons: new Map([['2026-03', 'control']]) });
    const final = controls({ '2026-11': { estimated: false } });
    expect(set(read(1), { controls: final }).reasons).toEqual(new Map([['2026-11', 'final']]));
  });

  it('reads a month again that did not hold or waits to be confirmed', () => {
    const readings = read(1, (month) =>
      month === '2026-05' ? { holds: false } : month === '2026-06' ? { pending: '{}' } : {},
    );
    expect(set(readings).months.get('recordType')).toEqual(['2026-05', '2026-06']);
  });

  it('reads a new tag key by itself, and a refused one not at all', () => {
    const added = set(read(1), {}, { tagCubes: ['tag:app', 'tag:env'] });
    expect([...added.months.keys()]).toEqual(['tag:env']);
    expect(set(read(1), {}, { tagCubes: ['tag:app', 'tag:env'], refusedCubes: new Set(['tag:env']) }).months.size).toBe(
      0,
    );
    const whole = set(read(24), {}, { tagCubes: ['tag:app', 'tag:env'], refusedCubes: new Set(['tag:env']) });
    expect(whole.months.get('tag:env')).toEqual(['2026-10', '2026-11']);
  });

  it('reads cost categories weekly, and not with every reading', () => {
    const want = { categories: ['Team'] };
    expect(set(read(1), {}, want).months.get('category:Team')).toHaveLength(14);
    const known = (hours: number) => {
      const readings = read(hours);
      for (const [month, each] of readings) {
        readings.set(month, {
          ...each,
          loadedAt: new Map([...each.loadedAt, ['category:Team', [...each.loadedAt.values()][0] ?? '']]),
        });
      }
      return readings;
    };
    const day = set(known(24), {}, want).months;
    expect([day.get('service')?.length, day.get('category:Team')?.length]).toEqual([2, undefined]);
    expect(set(known(24 * 7), {}, want).months.get('category:Team')).toHaveLength(14);
  });

  it('reads the tag cubes again after a backfill', () => {
    const due = set(read(2), { definitionsChangedAt: '2026-11-24T04:00:00.000Z' });
    expect([...due.months.keys()]).toEqual(['tag:app']);
    expect(due.months.get('tag:app')).toHaveLength(14);
  });
});

describe('daysToAsk', () => {
  const window = wanted.days;
  it('cuts at the window the first time, and reads whole months from then on', () => {
    expect(daysToAsk({ from: '2026-08', to: '2026-12' }, window, false)).toEqual({
      from: '2026-08-24',
      to: '2026-11-25',
    });
    expect(daysToAsk({ from: '2026-08', to: '2026-12' }, window, true)).toEqual({
      from: '2026-08-01',
      to: '2026-11-25',
    });
    expect(daysToAsk({ from: '2026-10', to: '2026-11' }, window, true)).toEqual({
      from: '2026-10-01',
      to: '2026-11-01',
    });
  });
});
