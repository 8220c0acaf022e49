import { expect, it } from 'vitest';
import { administratorOf } from '@/lib/auth/viewer';
import { daysIn } from '@/lib/finance/month';
import { eachDatabase } from '@/lib/store/testing';
import { type Charge, storeBooks } from './books-fixture';
import { readOverview } from './overview';
import type { OverviewReport } from './overview-shapes';

const QUERY = { connection: null, months: null, basis: 'amortized' as const, key: '' };

/** Ten a day since July, up to `last`; the books are read at noon of 24 November, whenever they are looked at. */
const tenADay = (last: string): Charge[] =>
  daysIn({ from: '2026-07-01', to: last }).map((day) => ({
    ...{ month: day.slice(0, 7), day: Number(day.slice(8)), account: '000022223333', recordType: 'Usage' },
    ...{ service: 'AWS Lambda', app: 'checkout', units: 10_000_000_000n },
  }));

eachDatabase('the overview of books that are not of today', (open) => {
  const seenAt = async (
    instant: string,
    books: { last?: string; omit?: string[]; charges?: Charge[] } = {},
  ): Promise<OverviewReport> => {
    const db = await open();
    const charges = books.charges ?? tenADay(books.last ?? '2026-11-25');
    await storeBooks(db, { name: 'payer', charges, estimated: ['2026-11'], omit: books.omit ?? [] });
    const found = await readOverview(administratorOf(db), QUERY, new Date(instant));
    if (found.kind !== 'overview') throw new Error(found.kind);
    return found;
  };

  it('counts the days that were complete when the books were read, not those that passed since', async () => {
    const { spend, forecast, open: isOpen } = await seenAt('2026-11-27T08:00:00Z');
    expect(isOpen).toBe(true);
    expect(spend).toMatchObject({ days: 23, through: '2026-11-23', amount: '230', before: '230', perDayChange: 0 });
    expect(forecast).toMatchObject({ kind: 'forecast', total: '300' });
  });

  it('knows no further than the last day that AWS has told', async () => {
    const { spend, forecast } = await seenAt('2026-11-24T12:00:00Z', { last: '2026-11-21' });
    expect(spend).toMatchObject({ days: 20, through: '2026-11-20', amount: '200', before: '200' });
    expect(forecast).toMatchObject({ kind: 'forecast', total: '300' });
  });

  it('does not take a month for whole that was last read in its middle', async () => {
    const { open: isOpen, month, spend, lastFull } = await seenAt('2026-12-02T08:00:00Z');
    expect([isOpen, month]).toEqual([true, '2026-11']);
    expect(spend).toMatchObject({ days: 23, ofDays: 30, amount: '230', perDayChange: 0 });
    expect(lastFull).toMatchObject({ month: '2026-10', total: '310' });
  });

  it('says unknown, not nothing, where no day is stored', async () => {
    const { spend, forecast } = await seenAt('2026-11-24T12:00:00Z', { omit: ['daily.charge', 'daily.account'] });
    expect(spend).toMatchObject({ amount: null, before: null, perDayChange: null });
    expect(forecast).toEqual({ kind: 'not-enough-history', days: 0 });
  });

  it('takes a day without a charge for nothing, where its neighbours were read', async () => {
    const charges = tenADay('2026-11-25').filter(({ month, day }) => !(month === '2026-11' && day === 9));
    const { spend } = await seenAt('2026-11-24T12:00:00Z', { charges });
    expect(spend).toMatchObject({ days: 23, amount: '220', before: '230' });
  });

  it('finds no mover in a steady account, however little of the day under way is told', async () => {
    const charges = tenADay('2026-11-25').map((each) =>
      each.month === '2026-11' && each.day === 24 ? { ...each, units: 1_000_000_000n } : each,
    );
    expect((await seenAt('2026-11-24T12:00:00Z', { charges })).movers).toEqual([]);
  });
});
