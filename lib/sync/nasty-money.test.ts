import { describe, expect, it } from 'vitest';
import type { BillLine } from '@/lib/finance/bill';
import { listMonthBooks } from '@/lib/store/books';
import { countBilled } from '@/lib/store/ledger';
import { ACCOUNTS, smallBill, spread } from './bill-fixture';
import { facesApart } from './picture-fixture';
import { type SyncFixture, syncFixture } from './sync-fixture';
import { cellsOf, figuresOf, identitiesOf, movableWorld } from './world-fixture';

const [FIRST = '', SECOND = ''] = ACCOUNTS;
const ungrouped = (month: string, amount: string): BillLine => ({
  month,
  day: `${month}-01`,
  account: FIRST,
  recordType: 'Support',
  service: 'AWS Support (Business)',
  tags: {},
  categories: {},
  amounts: spread(amount),
  ungroupedOnly: true,
});
const withResidual = (month: string, amount: string) => {
  const bill = smallBill('2026-11');
  return { currency: 'USD', lines: [...bill.lines, ungrouped(month, amount)] };
};
const bookOf = async (fixture: SyncFixture, month: string) =>
  (await listMonthBooks(fixture.scope, fixture.connectionId)).find((book) => book.month === month);
const codes = (run: { notices: readonly { code: string }[] }) => run.notices.map(({ code }) => code);

describe('a residual', () => {
  it('that is small is counted to the unit, and known the second time', async () => {
    const fixture = await syncFixture(movableWorld(withResidual('2026-10', '2.5')));
    expect(await fixture.sync()).toMatchObject({ status: 'succeeded' });
    expect(await bookOf(fixture, '2026-10')).toMatchObject({
      residualState: 'counted',
      holds: true,
      residual: { unblended: 2_500_000_000n },
    });
    fixture.asked();
    await fixture.sync();
    expect(fixture.asked()).toBe(1);
  });

  it('above half a percent is not shown over a good month until a second sync confirms it', async () => {
    const world = movableWorld();
    const fixture = await syncFixture(world);
    await fixture.sync();
    const good = await bookOf(fixture, '2026-10');
    world.bill = withResidual('2026-10', '900');
    world.set('2026-11-24T12:01:00Z');
    const first = await fixture.sync();
    expect(first).toMatchObject({ status: 'succeeded' });
    expect(codes(first)).toContain('residual-unconfirmed');
    expect(await bookOf(fixture, '2026-10')).toMatchObject({ amounts: good?.amounts, residual: good?.residual });
    world.set('2026-11-24T12:02:00Z');
    const second = await fixture.sync();
    expect(codes(second)).toContain('residual');
    expect(await bookOf(fixture, '2026-10')).toMatchObject({
      residualState: 'warning',
      holds: true,
      residual: { unblended: 900_000_000_000n },
    });
  });

  it('above half a percent at the first sync is shown with its warning: there is nothing to protect', async () => {
    const fixture = await syncFixture(movableWorld(withResidual('2026-10', '900')));
    expect(codes(await fixture.sync())).toContain('residual');
    expect(await bookOf(fixture, '2026-10')).toMatchObject({ residualState: 'warning' });
  });
});

describe('AWS that refreshes while we read', () => {
  const swap: Record<string, string> = { [FIRST]: SECOND, [SECOND]: FIRST };
  const changes: [string, (line: BillLine) => BillLine][] = [
    ['new amounts', (line) => (line.month === '2026-11' ? { ...line, amounts: spread('321.0123456789') } : line)],
    [
      'cost moved between accounts at an equal total',
      (line) => (line.month === '2026-11' ? { ...line, account: swap[line.account] ?? line.account } : line),
    ],
    ['tags moved', (line) => (line.month === '2026-11' ? { ...line, tags: { app: 'other' } } : line)],
  ];
  const november = { from: '2026-11', to: '2026-12' };
  const cubes = ['recordType', 'service', 'tag:app'];
  const openMonthOf = (fixture: SyncFixture) => Promise.all(cubes.map((cube) => cellsOf(fixture, cube, november)));
  for (const [what, change] of changes) {
    /** The open month as a first sync after the change reads it: the same for every position. */
    let expected: Awaited<ReturnType<typeof openMonthOf>> | undefined;
    it.each([1, 2, 3, 4, 5, 6])(`publishes one moment only: ${what}, before request %i`, async (position) => {
      const world = movableWorld();
      let asked = 0;
      const fixture = await syncFixture(world, {
        onRequest: ({ operation }) => {
          if (operation === 'GetCostAndUsage' && ++asked === position) world.edit(change);
        },
      });
      expect(await fixture.sync()).toMatchObject({ status: 'succeeded' });
      for (const { off, holds } of await identitiesOf(fixture))
        expect([holds, ...off]).toEqual([true, 0n, 0n, 0n, 0n, 0n]);
      expect(await facesApart(fixture)).toEqual([]);
      if (!expected) {
        const fresh = await syncFixture(movableWorld(world.bill));
        await fresh.sync();
        expected = await openMonthOf(fresh);
      }
      world.set('2026-11-25T12:00:00Z');
      fixture.sandbox.knobs.onRequest = null;
      await fixture.sync();
      expect(await openMonthOf(fixture)).toEqual(expected);
    });
  }

  it('for ever is bounded, told, and leaves the good figures', async () => {
    const world = movableWorld();
    const fixture = await syncFixture(world);
    await fixture.sync();
    const before = await figuresOf(fixture);
    world.set('2026-11-24T12:01:00Z');
    let turn = 0;
    fixture.sandbox.knobs.onRequest = ({ operation }) => {
      if (operation !== 'GetCostAndUsage') return;
      turn += 1;
      world.edit((line) => (line.month === '2026-11' ? { ...line, amounts: spread(String(500 + turn)) } : line));
    };
    fixture.asked();
    const run = await fixture.sync();
    expect(run.status).toBe('partial');
    expect(codes(run)).toContain('identity-breach');
    expect(fixture.asked()).toBeLessThan(30);
    const november = before.books.find(({ month }) => month === '2026-11');
    const after = (await figuresOf(fixture)).books.find(({ month }) => month === '2026-11');
    expect({ ...after, reason: '', pending: '' }).toEqual({ ...november, reason: '', pending: '' });
    expect(after?.reason).not.toBe('');
  });
});

describe('the cap', () => {
  it('case 46: stops before the request that would exceed it, says what is stale, and goes on when it is raised', async () => {
    const world = movableWorld();
    const fixture = await syncFixture(world, { pageSize: 14 });
    const run = await fixture.sync({ cap: 6 });
    expect(run).toMatchObject({ status: 'failed', requests: 6 });
    expect(run.error).toContain('cap of 6');
    expect(fixture.sandbox.billed()).toBe(6);
    expect(run.steps.some(({ status, error }) => status === 'pending' && error !== '')).toBe(true);
    const again = await fixture.sync({ cap: 10_000 });
    expect(again).toMatchObject({ id: run.id, status: 'succeeded', requests: fixture.sandbox.billed() });
    const bodies = fixture.sandbox.requests
      .filter(({ operation }) => operation === 'GetCostAndUsage')
      .map(({ body }) => JSON.stringify(body));
    expect(new Set(bodies).size).toBe(bodies.length);
    const month = { from: '2026-11-01T00:00:00.000Z', to: '2026-12-01T00:00:00.000Z' };
    expect(await countBilled(fixture.db, fixture.connectionId, month)).toBe(fixture.sandbox.billed());
  });
});

describe('two syncs at once', () => {
  it('case 15: the second is told who holds the lease and asks nothing', async () => {
    const fixture = await syncFixture(movableWorld());
    const begun = new Promise<void>((resolve) => {
      fixture.sandbox.knobs.onRequest = () => resolve();
    });
    const first = fixture.sync();
    await begun;
    await expect(fixture.sync()).rejects.toMatchObject({
      code: 'sync-running',
      message: expect.stringMatching(/since .*until/),
    });
    expect((await first).status).toBe('succeeded');
    expect(fixture.asked()).toBeLessThanOrEqual(7);
  });
});
