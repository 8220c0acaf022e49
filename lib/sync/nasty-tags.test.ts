import { describe, expect, it } from 'vitest';
import type { BillLine } from '@/lib/finance/bill';
import { updateConnection } from '@/lib/store/connections';
import { ACCOUNTS, isUsage, smallBill, spread, sumLines } from './bill-fixture';
import { syncFixture } from './sync-fixture';
import { cellsOf, movableWorld } from './world-fixture';

const [FIRST = ''] = ACCOUNTS;
const tagged = (tags: Record<string, string>, amount: string, month = '2026-10'): BillLine => ({
  month,
  day: `${month}-07`,
  account: FIRST,
  recordType: 'Usage',
  service: 'Amazon Simple Storage Service',
  tags,
  categories: {},
  amounts: spread(amount),
});
const settings = { tagKeys: null, dailyByAccount: null, monthlyRequestCap: null, residualWarning: null };
const tagCells = async (fixture: Awaited<ReturnType<typeof syncFixture>>, key: string) =>
  new Map(
    (await cellsOf(fixture, `tag:${key}`, { from: '2026-10', to: '2026-11' })).map((row) => [
      row.key2,
      row.amounts.unblended,
    ]),
  );

describe('tags', () => {
  it('case 33 and 34: keys and values are kept byte by byte: `$`, case, spaces, length, scripts', async () => {
    const values = ['a$b', 'a/b:c', 'App', 'app', ' ', 'x'.repeat(256), 'ü🦊', 'עברית'];
    const lines = values.map((value, at) => tagged({ cost$centre: value, Env: 'x', env: 'y' }, `${at + 1}`));
    const fixture = await syncFixture(
      movableWorld({ currency: 'USD', lines: [...lines, tagged({ cost$centre: '' }, '100'), tagged({}, '1000')] }),
    );
    expect(await fixture.sync()).toMatchObject({ status: 'succeeded' });
    const found = await tagCells(fixture, 'cost$centre');
    for (const [at, value] of values.entries()) expect(found.get(value)).toBe(BigInt(at + 1) * 1_000_000_000n);
    expect(found.get('')).toBe(1_100_000_000_000n);
    expect([...(await tagCells(fixture, 'Env')).keys()].sort()).toEqual(['', 'x']);
    expect([...(await tagCells(fixture, 'env')).keys()].sort()).toEqual(['', 'y']);
  });

  it('case 35: a key that was activated late is untagged before, and a backfill is found within a day', async () => {
    const bill = {
      currency: 'USD',
      lines: [tagged({ app: 'a' }, '5', '2026-08'), tagged({ app: 'a' }, '7', '2026-10')],
    };
    const world = movableWorld(bill);
    world.tagKeys = world.tagKeys.map((key) => ({ ...key, activeSince: '2026-10-01' }));
    const fixture = await syncFixture(world);
    await fixture.sync();
    const valuesOf = async () =>
      (await cellsOf(fixture, 'tag:app')).map((row) => [row.month, row.key2, row.amounts.unblended]);
    expect(await valuesOf()).toEqual([
      ['2026-08', '', 5_000_000_000n],
      ['2026-10', 'a', 7_000_000_000n],
    ]);
    world.set('2026-11-25T12:30:00Z');
    world.backfills = [
      {
        backfillFrom: '2026-08-01T00:00:00Z',
        requestedAt: '2026-11-25T01:00:00Z',
        completedAt: '2026-11-25T03:00:00Z',
        status: 'SUCCEEDED',
        lastUpdatedAt: '2026-11-25T03:00:00Z',
      },
    ];
    await fixture.sync();
    expect(await valuesOf()).toEqual([
      ['2026-08', 'a', 5_000_000_000n],
      ['2026-10', 'a', 7_000_000_000n],
    ]);
  });

  it('case 36: a key that AWS refuses leaves its history and does not stop the books', async () => {
    const world = movableWorld();
    const fixture = await syncFixture(world);
    await fixture.sync();
    const before = await tagCells(fixture, 'app');
    world.tagKeys = world.tagKeys.map((key) => ({ ...key, status: 'Inactive' as const }));
    fixture.sandbox.knobs.refuseInactiveTags = true;
    world.edit((line) => (line.month === '2026-11' ? { ...line, amounts: spread('9') } : line));
    world.set('2026-11-24T12:01:00Z');
    const run = await fixture.sync({ full: true });
    expect(run).toMatchObject({ status: 'succeeded' });
    expect(run.notices.map(({ code }) => code)).toContain('tag-refused');
    expect(await tagCells(fixture, 'app')).toEqual(before);
    const usage = sumLines(world.bill, 'unblended', (line) => line.month === '2026-11' && isUsage(line));
    const rows = await cellsOf(fixture, 'service', { from: '2026-11', to: '2026-12' });
    expect(rows.reduce((sum, row) => sum + row.amounts.unblended, 0n) * 10n ** 9n).toBe(usage);
  });

  it('a key that is chosen later is read by itself, and one that is dropped is asked no more', async () => {
    const world = movableWorld({
      currency: 'USD',
      lines: smallBill('2026-11').lines.map((line) => ({ ...line, tags: { ...line.tags, env: 'prod' } })),
    });
    const fixture = await syncFixture(world);
    await updateConnection(fixture.db, fixture.connectionId, { settings: { ...settings, tagKeys: ['app'] } });
    await fixture.sync();
    fixture.asked();
    await updateConnection(fixture.db, fixture.connectionId, { settings: { ...settings, tagKeys: ['app', 'env'] } });
    world.set('2026-11-24T12:01:00Z');
    await fixture.sync();
    expect(fixture.asked()).toBe(2);
    expect(new Set((await cellsOf(fixture, 'tag:env')).map((row) => row.key2))).toEqual(new Set(['prod']));
    await updateConnection(fixture.db, fixture.connectionId, { settings: { ...settings, tagKeys: [] } });
    world.set('2026-11-25T12:30:00Z');
    await fixture.sync();
    expect(fixture.asked()).toBe(5);
  });
});
