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
    expect(movers.map(({ key, driver }) => [key, driver])).toEqual([
      [SECOND, { kind: 'usage', service: 'AWS Lambda' }],
      [FIRST, { kind: 'credit', how: 'ended' }],
    ]);
    expect(movers.map(({ change }) => change)).toEqual(['62', '57']);
  });

  it('counts the days of complete months among the drivers', async () => {
    const db = await open();
    const upTo = charges.filter(({ month }) => month <= '2026-10');
    await storeBooks(db, { name: 'payer', charges: upTo, organization: smallOrganization });
    const { movers, against, month, open: isOpen } = await report(db);
    expect([month, against, isOpen]).toEqual(['2026-10', '2026-09', false]);
    // September has 30 days of ten, October 31: the first account has the credit and the new charge besides.
    expect(movers.map(({ key, change, driver, driven }) => [key, change, driver, driven])).toEqual([
      [FIRST, '-47', { kind: 'credit', how: 'began' }, '-62'],
      [SECOND, '10', { kind: 'days', days: 1 }, '10'],
    ]);
  });

  it('tells of units where six accounts say less than half of what moved, with the account that moved most', async () => {
    const db = await open();
    const many = Array.from({ length: 40 }, (_, at) => String(600_000_000_000 + at));
    const spent = ['2026-09', '2026-10'].flatMap((month) =>
      many.map((account, at) =>
        charge(`${month}-05`, month === '2026-09' ? 100 : 90 + at, { account, recordType: 'Fee' }),
      ),
    );
    const units = ['Big', 'Small'].map((name, at) => ({ id: `ou-${at}`, parentId: 'r-ab12', name }));
    const [model] = smallOrganization.accounts;
    if (!model) throw new Error('the organization has no account');
    const accounts = many.map((id, at) => ({ ...model, id, name: `a${at}`, parentId: at < 30 ? 'ou-0' : 'ou-1' }));
    await storeBooks(db, { name: 'payer', charges: spent, organization: { ...smallOrganization, units, accounts } });
    const { movers } = await report(db);
    const sumOf = (from: number, to: number) => many.slice(from, to).reduce((sum, _, at) => sum + from + at - 10, 0);
    expect(movers.map(({ name, href, change, most }) => [name, href, Number(change), most?.change])).toEqual([
      ['Small', '/accounts/ou/ou-1', sumOf(30, 40), '29'],
      ['Big', '/accounts/ou/ou-0', sumOf(0, 30), '19'],
    ]);
  });

  it('reconciles the last full month, and tells of a month that is missing', async () => {
    const db = await open();
    const gap = charges.filter(({ month }) => month !== '2026-09');
    await storeBooks(db, { name: 'payer', charges: gap, estimated: ['2026-11'], residual: 3_000_000_000n });
    const { strip, attention } = await report(db);
    expect(strip).toMatchObject({
      ...{ months: { from: '2026-10', to: '2026-11' }, controlTotal: '566', difference: '0' },
      parts: [
        { name: 'accounts', amount: '563' },
        { name: 'residual', amount: '3' },
      ],
    });
    expect(attention.filter(({ kind }) => kind === 'missing')).toMatchObject([{ month: '2026-09', amount: null }]);
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
