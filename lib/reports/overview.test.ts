import { expect, it } from 'vitest';
import { administratorOf } from '@/lib/auth/viewer';
import { parseDecimal } from '@/lib/finance/money';
import { addDays, dayOf, daysIn } from '@/lib/finance/month';
import { mintScope } from '@/lib/store/scope';
import { eachDatabase } from '@/lib/store/testing';
import { type Charge, smallOrganization, storeBooks } from './books-fixture';
import { readOverview } from './overview';
import type { OverviewReport } from './overview-shapes';

const NOW = new Date('2026-11-24T12:00:00Z');
const QUERY = { connection: null, months: null, basis: 'amortized' as const, key: '' };
const [FIRST, SECOND] = ['000022223333', '444455556666'];

const charge = (day: string, units: number, rest: Partial<Charge> = {}): Charge => ({
  month: day.slice(0, 7),
  day: Number(day.slice(8)),
  account: FIRST,
  recordType: 'Usage',
  service: 'AWS Lambda',
  app: 'checkout',
  units: BigInt(units) * 1_000_000_000n,
  ...rest,
});

/** Ten a day and account since July; twelve for the second since November; a credit that ended; a new kind of charge. */
const charges: Charge[] = [
  ...daysIn({ from: '2026-07-01', to: '2026-11-25' }).flatMap((day) => [
    charge(day, 10),
    charge(day, day >= '2026-11-01' ? 12 : 10, { account: SECOND, app: '' }),
  ]),
  charge('2026-10-03', -62, { recordType: 'Credit' }),
  charge('2026-10-04', 5, { recordType: 'SomethingNew' }),
];
const report = async (db: Parameters<typeof administratorOf>[0]): Promise<OverviewReport> => {
  const found = await readOverview(administratorOf(db), QUERY, NOW);
  if (found.kind !== 'overview') throw new Error(found.kind);
  return found;
};

eachDatabase('the overview', (open) => {
  const stored = async () => {
    const db = await open();
    await storeBooks(db, { name: 'payer', charges, estimated: ['2026-11'], organization: smallOrganization });
    return db;
  };

  it('compares complete days with the same days of the month before', async () => {
    const { spend, open: isOpen } = await report(await stored());
    expect(isOpen).toBe(true);
    expect(spend).toMatchObject({ days: 23, ofDays: 30, through: '2026-11-23', amount: '506', before: '403' });
    expect(spend.perDayChange).toBeCloseTo(506 / 403 - 1, 5);
  });

  it('forecasts from the days, with a band once three months are complete', async () => {
    const { forecast } = await report(await stored());
    if (forecast.kind !== 'forecast') throw new Error(forecast.kind);
    const remaining = daysIn({ from: '2026-11-24', to: '2026-12-01' }).map((day) => {
      const same = Array.from({ length: 8 }, (_, week) => addDays(day, -7 * (week + 1))).filter(
        (each) => each < dayOf(NOW),
      );
      return same.reduce((sum, each) => sum + (each >= '2026-11-01' ? 22 : 20), 0) / same.length;
    });
    expect(Number(forecast.total)).toBeCloseTo(506 + remaining.reduce((a, b) => a + b, 0), 6);
    expect(forecast.months).toBeGreaterThanOrEqual(3);
    expect(Number(forecast.low)).toBeLessThanOrEqual(Number(forecast.total));
    expect(Number(forecast.high)).toBeGreaterThanOrEqual(Number(forecast.total));
  });

  it('stacks months by unit so that each adds up to the books', async () => {
    const { history, groups } = await report(await stored());
    expect(history).toHaveLength(13);
    expect(history.slice(0, 8).every(({ state }) => state === 'missing')).toBe(true);
    const october = history.findIndex(({ month }) => month === '2026-10');
    const sum = groups.reduce((total, { amounts }) => total + parseDecimal(amounts[october] ?? '0'), 0n);
    expect(sum).toBe(parseDecimal(String(31 * 20 - 62 + 5)));
    expect(groups.every(({ amounts }) => amounts[0] === null)).toBe(true);
  });

  it('names what moved and why, largest first', async () => {
    const { movers, against } = await report(await stored());
    expect(against).toBe('2026-10');
    expect(movers.map(({ account, driver }) => [account, driver])).toEqual([
      [SECOND, { kind: 'usage', service: 'AWS Lambda' }],
      [FIRST, { kind: 'credit', how: 'ended' }],
    ]);
    expect(movers.map(({ change }) => change)).toEqual(['62', '57']);
  });

  it('tells what needs attention, with the money at stake', async () => {
    const { attention, tagged } = await report(await stored());
    expect(tagged).toMatchObject({ key: 'app', untagged: '310', month: '2026-10', share: 0.5 });
    expect(attention.map(({ kind }) => kind)).toEqual(expect.arrayContaining(['untagged', 'unknown-type']));
    // One account is tagged throughout; the other, with 310 in October, not at all.
    expect(attention.filter(({ kind }) => kind.startsWith('untagged'))).toMatchObject([
      { subject: '50 % of usage carries no app', amount: '310' },
      {
        subject: expect.stringMatching(/ is 100 % untagged$/),
        amount: '310',
        href: `/accounts/${SECOND}?month=2026-10`,
      },
    ]);
    expect(attention.find(({ kind }) => kind === 'unknown-type')).toMatchObject({
      subject: 'AWS charges “SomethingNew”',
      amount: '5',
    });
  });

  it('shows totals of the organization to nobody who sees a part of it', async () => {
    const db = await stored();
    const some = { ...administratorOf(db), scope: mintScope(db, new Set([FIRST])), units: new Set<string>() };
    expect(await readOverview(some, QUERY, NOW)).toEqual({ kind: 'restricted' });
  });

  it('asks which organization when there are several', async () => {
    const db = await stored();
    await storeBooks(db, { name: 'other', charges });
    expect(await readOverview(administratorOf(db), QUERY, NOW)).toMatchObject({
      kind: 'choose-connection',
      connections: [{ name: 'other' }, { name: 'payer' }],
    });
    expect(await readOverview(administratorOf(db), { ...QUERY, connection: 'payer' }, NOW)).toMatchObject({
      kind: 'overview',
    });
  });
});
