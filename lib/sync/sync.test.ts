import { describe, expect, it } from 'vitest';
import { BASES } from '@/lib/finance/basis';
import type { Bill } from '@/lib/finance/bill';
import { monthsIn } from '@/lib/finance/month';
import { billWorld } from '@/lib/sandbox/bill-world';
import type { World } from '@/lib/sandbox/world';
import { listMonthBooks } from '@/lib/store/books';
import { sumCells } from '@/lib/store/costs';
import { listRequests } from '@/lib/store/ledger';
import { ACCOUNTS, distance, isUsage, smallBill, spread, sumLines } from './bill-fixture';
import { type SyncFixture, syncFixture } from './sync-fixture';

const MONTHS = { from: '2025-10', to: '2026-12' };
const NOON = '2026-11-24T12:00:00Z';

/** A world whose clock a test may move. */
function worldAt(bill: Bill = smallBill('2026-11')): World & { set: (at: string) => void } {
  let at = new Date(NOON);
  const set = (next: string): void => {
    at = new Date(next);
  };
  return Object.assign(billWorld(bill, { now: () => at }), { set });
}

const cells = (fixture: SyncFixture, cube: string, months = MONTHS) =>
  sumCells(fixture.scope, { connectionId: fixture.connectionId, cube, months, groupBy: ['month', 'key1', 'key2'] });

describe('a first sync', () => {
  it('stores the bill to the unit and a second one asks a single request', async () => {
    const world = worldAt();
    const fixture = await syncFixture(world);
    const run = await fixture.sync();
    expect(run).toMatchObject({ status: 'succeeded', error: '' });
    const rows = await cells(fixture, 'recordType');
    for (const row of rows) {
      for (const basis of BASES) {
        const exact = sumLines(
          world.bill,
          basis,
          (line) => line.month === row.month && line.account === row.key1 && line.recordType === row.key2,
        );
        expect(distance(row.amounts[basis], exact)).toBeLessThanOrEqual(1e-9);
      }
    }
    expect(rows).toHaveLength(14 * ACCOUNTS.length * 5);
    expect((await listMonthBooks(fixture.scope, fixture.connectionId)).map((book) => book.month).sort()).toEqual(
      monthsIn(MONTHS),
    );
    expect(fixture.asked()).toBeLessThanOrEqual(7);

    const second = await fixture.sync();
    expect(second.status).toBe('succeeded');
    expect(fixture.asked()).toBe(1);
    expect(second.requests).toBe(1);
  });

  it('splits usage by service and by tag so that both add up to the book', async () => {
    const world = worldAt();
    const fixture = await syncFixture(world);
    await fixture.sync();
    for (const cube of ['service', 'tag:app']) {
      const rows = await cells(fixture, cube);
      for (const account of ACCOUNTS) {
        const sum = rows.reduce((total, row) => (row.key1 === account ? total + row.amounts.netAmortized : total), 0n);
        const exact = sumLines(world.bill, 'netAmortized', (line) => line.account === account && isUsage(line));
        expect(distance(sum, exact)).toBeLessThan(1e-7);
      }
    }
    const tags = await cells(fixture, 'tag:app');
    expect(new Set(tags.map((row) => row.key2))).toEqual(new Set(['checkout', 'search', '']));
  });

  it('keeps a ledger that equals the wire', async () => {
    const fixture = await syncFixture(worldAt(), {
      pageSize: 7,
      throttle: 2,
      truncate: (request) => request.index === 9,
    });
    const run = await fixture.sync();
    expect(run.status).toBe('succeeded');
    const ledger = await listRequests(fixture.scope, fixture.connectionId, { limit: 100_000 });
    const wire = fixture.sandbox.requests.filter((request) => request.service === 'ce');
    expect(ledger).toHaveLength(wire.length);
    expect(run.requests).toBe(fixture.sandbox.billed());
  });
});

describe('later syncs', () => {
  it('reads the months that AWS restated, and only those', async () => {
    const world = worldAt();
    const fixture = await syncFixture(world);
    await fixture.sync();
    fixture.asked();
    const extra = {
      ...world.bill.lines[0],
      month: '2026-03',
      day: '2026-03-09',
      recordType: 'Refund',
      amounts: spread('-12.5'),
    };
    world.bill = { currency: 'USD', lines: [...world.bill.lines, extra as Bill['lines'][number]] };
    await fixture.sync();
    const refunds = (await cells(fixture, 'recordType')).filter((row) => row.key2 === 'Refund');
    expect(refunds).toMatchObject([{ month: '2026-03', amounts: { unblended: -12_500_000_000n } }]);
    expect(fixture.asked()).toBe(4);
  });

  it('finds cost that moved between accounts at an equal total within a day', async () => {
    const world = worldAt();
    const fixture = await syncFixture(world);
    await fixture.sync();
    const [first = '', second = ''] = ACCOUNTS;
    const swap: Record<string, string> = { [first]: second, [second]: first };
    world.bill = {
      currency: 'USD',
      lines: world.bill.lines.map((line) =>
        line.month === '2026-10' ? { ...line, account: swap[line.account] ?? line.account } : line,
      ),
    };
    const before = (await cells(fixture, 'recordType', { from: '2026-10', to: '2026-11' })).map((row) => [
      row.key1,
      row.key2,
      row.amounts.unblended,
    ]);
    world.set('2026-11-25T12:00:00Z');
    await fixture.sync();
    const after = (await cells(fixture, 'recordType', { from: '2026-10', to: '2026-11' })).map((row) => [
      swap[row.key1 ?? ''] ?? row.key1,
      row.key2,
      row.amounts.unblended,
    ]);
    expect(after.sort()).toEqual(before.sort());
  });

  it('drops a group that vanished', async () => {
    const world = worldAt();
    const fixture = await syncFixture(world);
    await fixture.sync();
    world.bill = {
      currency: 'USD',
      lines: world.bill.lines.filter((line) => !(line.month === '2026-11' && line.recordType === 'Credit')),
    };
    await fixture.sync();
    const types = new Set(
      (await cells(fixture, 'recordType', { from: '2026-11', to: '2026-12' })).map((row) => row.key2),
    );
    expect(types).toEqual(new Set(['Usage', 'DiscountedUsage', 'RIFee', 'Tax']));
  });
});

describe('AWS refreshing while we read', () => {
  it('neither breaks nor fakes an identity', async () => {
    const world = worldAt();
    let at = 0;
    const fixture = await syncFixture(world, {
      onRequest: (request) => {
        if (request.service !== 'ce' || !request.operation.endsWith('GetCostAndUsage')) return;
        at += 1;
        if (at !== 3) return;
        world.bill = {
          currency: 'USD',
          lines: world.bill.lines.map((line) =>
            line.month === '2026-11' && line.recordType === 'Usage'
              ? { ...line, amounts: spread('777.123456789') }
              : line,
          ),
        };
      },
    });
    const run = await fixture.sync();
    expect(run.status).toBe('succeeded');
    const book = (await listMonthBooks(fixture.scope, fixture.connectionId)).find((each) => each.month === '2026-11');
    expect(book?.holds).toBe(true);
    const exact = sumLines(world.bill, 'unblended', (line) => line.month === '2026-11');
    expect(distance(book?.amounts.unblended ?? 0n, exact)).toBeLessThanOrEqual(1e-9);
    expect(['none', 'rounding']).toContain(book?.residualState);
    const services = await cells(fixture, 'service', { from: '2026-11', to: '2026-12' });
    const usage = sumLines(world.bill, 'unblended', (line) => line.month === '2026-11' && isUsage(line));
    expect(
      distance(
        services.reduce((sum, row) => sum + row.amounts.unblended, 0n),
        usage,
      ),
    ).toBeLessThan(1e-7);
  });
});
