import { describe, expect, it } from 'vitest';
import { addMonths, monthsIn } from '@/lib/finance/month';
import { scaledWorld } from '@/lib/sandbox/scaled-world';
import { listMonthBooks } from '@/lib/store/books';
import { updateConnection } from '@/lib/store/connections';
import { listPublished } from '@/lib/store/loads';
import { ACCOUNTS, smallBill, spread, sumLines } from './bill-fixture';
import { syncFixture } from './sync-fixture';
import { cellsOf, identitiesOf, movableWorld } from './world-fixture';

const [FIRST = ''] = ACCOUNTS;
const manyMonths = () => {
  const months = monthsIn({ from: '2023-10', to: '2026-12' });
  const lines = months.map((month, at) => ({
    month,
    day: `${month}-01`,
    account: FIRST,
    recordType: 'Usage',
    service: 'Amazon S3',
    tags: { app: 'a' },
    categories: {},
    amounts: spread(`${at + 1}.000000001`),
  }));
  return { currency: 'USD', lines };
};

describe('a long history', () => {
  it('of 38 months is read whole in as few requests as one of 14', async () => {
    const fixture = await syncFixture(movableWorld(manyMonths()), {}, { connection: { historyMonths: 38 } });
    expect(await fixture.sync()).toMatchObject({ status: 'succeeded', error: '' });
    const books = await listMonthBooks(fixture.scope, fixture.connectionId);
    expect(books.map(({ month }) => month)).toEqual(monthsIn({ from: '2023-10', to: '2026-12' }));
    expect(books[0]?.amounts.unblended).toBe(1_000_000_001n);
    expect(books.at(-1)?.amounts.unblended).toBe(38_000_000_001n);
    expect(fixture.asked()).toBeLessThanOrEqual(6);
    await fixture.sync();
    expect(fixture.asked()).toBe(1);
  });

  it('case 3: that AWS does not serve yet is read as far as AWS serves it, and the rest when it comes', async () => {
    const world = movableWorld(manyMonths());
    world.historyMonths = 14;
    const fixture = await syncFixture(world, {}, { connection: { historyMonths: 38 } });
    const run = await fixture.sync();
    expect(run).toMatchObject({ status: 'succeeded', error: '' });
    expect(run.notices).toContainEqual(
      expect.objectContaining({ code: 'history-clamped', message: expect.stringContaining('2025-10') }),
    );
    expect(await listMonthBooks(fixture.scope, fixture.connectionId)).toHaveLength(14);
    world.historyMonths = 38;
    world.set('2026-11-24T12:01:00Z');
    await fixture.sync();
    expect(await listMonthBooks(fixture.scope, fixture.connectionId)).toHaveLength(38);
    for (const { off } of await identitiesOf(fixture)) expect(off).toEqual([0n, 0n, 0n, 0n, 0n]);
  });

  it('that AWS serves no longer stays, and is not asked any more', async () => {
    const world = movableWorld(smallBill('2026-11'));
    const fixture = await syncFixture(world);
    await fixture.sync();
    const oldest = await cellsOf(fixture, 'recordType', { from: '2025-10', to: '2025-11' });
    expect(oldest.length).toBeGreaterThan(0);
    world.set('2026-12-24T12:00:00Z');
    const run = await fixture.sync({ full: true });
    expect(run).toMatchObject({ status: 'succeeded' });
    expect(await cellsOf(fixture, 'recordType', { from: '2025-10', to: '2025-11' })).toEqual(oldest);
    const starts = fixture.sandbox.requests
      .filter(({ operation, at }) => operation === 'GetCostAndUsage' && at.getTime() > 0)
      .slice(-4)
      .map(({ body }) => JSON.stringify(body).match(/"Start":"([^"]+)"/)?.[1]);
    expect(starts.every((start) => start !== undefined && start >= '2025-11-01')).toBe(true);
    expect(await listMonthBooks(fixture.scope, fixture.connectionId)).toHaveLength(15);
  });
});

describe('months', () => {
  it('without any charge, and ones that are zero or negative, are there as such', async () => {
    const line = (month: string, amount: string, recordType = 'Usage') => ({
      month,
      day: `${month}-03`,
      account: FIRST,
      recordType,
      service: 'Amazon S3',
      tags: {},
      categories: {},
      amounts: spread(amount),
    });
    const lines = [
      line('2026-05', '10'),
      line('2026-05', '-10', 'Credit'),
      line('2026-07', '-3.5', 'Refund'),
      line('2026-09', '0'),
    ];
    const fixture = await syncFixture(movableWorld({ currency: 'USD', lines }));
    expect(await fixture.sync()).toMatchObject({ status: 'succeeded', error: '' });
    const books = new Map(
      (await listMonthBooks(fixture.scope, fixture.connectionId)).map((book) => [book.month, book]),
    );
    expect([...books.keys()]).toEqual(monthsIn({ from: '2025-10', to: '2026-12' }));
    const totals = (month: string) => books.get(month)?.amounts.unblended;
    expect(['2026-04', '2026-05', '2026-07', '2026-09'].map(totals)).toEqual([0n, 0n, -3_500_000_000n, 0n]);
    fixture.asked();
    await fixture.sync();
    expect(fixture.asked()).toBe(1);
  });

  it('case 39: that AWS restates are replaced whole: rows that vanished are gone, others are untouched', async () => {
    const world = movableWorld();
    const fixture = await syncFixture(world);
    await fixture.sync();
    const before = await listPublished(fixture.db, fixture.connectionId);
    world.edit((line) =>
      line.month === '2026-08' && line.recordType === 'Tax'
        ? { ...line, recordType: 'Refund', amounts: spread('-1') }
        : line,
    );
    world.set('2026-11-24T12:01:00Z');
    await fixture.sync();
    const august = await cellsOf(fixture, 'recordType', { from: '2026-08', to: '2026-09' });
    expect(august.some(({ key2 }) => key2 === 'Tax')).toBe(false);
    expect(august.filter(({ key2 }) => key2 === 'Refund').map(({ amounts }) => amounts.unblended)).toEqual(
      ACCOUNTS.map(() => -2_000_000_000n),
    );
    const after = await listPublished(fixture.db, fixture.connectionId);
    const others = (rows: typeof before) => rows.filter(({ month }) => month !== '2026-08');
    expect(others(after)).toEqual(others(before));
    const book = (await listMonthBooks(fixture.scope, fixture.connectionId)).find(({ month }) => month === '2026-08');
    const exact = sumLines(world.bill, 'unblended', ({ month }) => month === '2026-08');
    expect((book?.amounts.unblended ?? 0n) * 10n ** 9n - exact < 10n ** 9n).toBe(true);
  });
});

describe('more than two thousand accounts', () => {
  it('case 23: leave the days by account out, until someone asks for them', async () => {
    const scale = { accounts: 2_001, units: 3, services: 1, recordTypes: 1, tagValues: 1, tagKeys: 0, months: 1 };
    const world = scaledWorld(scale);
    world.organization = world.organization && {
      ...world.organization,
      accounts: world.organization.accounts.map(({ tags: _, ...account }) => account),
    };
    const fixture = await syncFixture(world, {}, { connection: { historyMonths: 2 } });
    const run = await fixture.sync();
    expect(run).toMatchObject({ status: 'succeeded', error: '' });
    const month = addMonths('2026-12', -1);
    const cubes = (await listPublished(fixture.db, fixture.connectionId)).filter((each) => each.month === month);
    expect(cubes.map(({ cube, rows }) => [cube, rows]).filter(([cube]) => cube === 'recordType')).toEqual([
      ['recordType', 2_001],
    ]);
    expect(cubes.map(({ cube }) => cube)).not.toContain('daily.account');
    expect(cubes.map(({ cube }) => cube)).toContain('daily.charge');
    await updateConnection(fixture.db, fixture.connectionId, { settings: { dailyByAccount: true } });
    await fixture.sync();
    const days = (await listPublished(fixture.db, fixture.connectionId)).filter(({ cube }) => cube === 'daily.account');
    expect(days.find((each) => each.month === month)?.rows).toBe(2_001);
  }, 120_000);
});
