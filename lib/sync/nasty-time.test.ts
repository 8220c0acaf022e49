import { describe, expect, it } from 'vitest';
import { listMonthBooks } from '@/lib/store/books';
import { smallBill } from './bill-fixture';
import { syncFixture } from './sync-fixture';
import { cellsOf, identitiesOf, movableWorld } from './world-fixture';

const windowsOf = (requests: readonly { operation: string; body: Readonly<Record<string, unknown>> }[]) =>
  requests
    .filter(({ operation }) => operation === 'GetCostAndUsage')
    .map(({ body }) => body.TimePeriod as { Start: string; End: string });

describe('time', () => {
  it('case 1: on the first of a month every query still starts before it ends', async () => {
    const fixture = await syncFixture(movableWorld(smallBill('2026-12'), '2026-12-01T00:00:30Z'));
    expect(await fixture.sync()).toMatchObject({ status: 'succeeded', error: '' });
    const windows = windowsOf(fixture.sandbox.requests);
    expect(windows[0]).toEqual({ Start: '2025-11-01', End: '2027-01-01' });
    expect(windows.every(({ Start, End }) => Start < End)).toBe(true);
  });

  it.each(['2026-11-30T23:59:30Z', '2026-12-01T00:00:30Z'])(
    'case 2: at %s the UTC month decides, whatever the zone',
    async (at) => {
      const fixture = await syncFixture(movableWorld(smallBill('2026-12'), at));
      await fixture.sync();
      const end = at.startsWith('2026-11') ? '2026-12-01' : '2027-01-01';
      expect(windowsOf(fixture.sandbox.requests)[0]?.End).toBe(end);
    },
  );

  it('case 3: a history that is one month shorter is clamped, told, and right', async () => {
    const world = movableWorld(smallBill('2026-11'));
    world.historyMonths = 13;
    const fixture = await syncFixture(world, {}, { connection: { historyMonths: 14 } });
    const run = await fixture.sync();
    expect(run).toMatchObject({ status: 'succeeded' });
    expect(run.notices).toContainEqual(
      expect.objectContaining({ code: 'history-clamped', message: expect.stringContaining('2025-11') }),
    );
    expect((await listMonthBooks(fixture.scope, fixture.connectionId)).map(({ month }) => month)).toHaveLength(13);
    expect((await identitiesOf(fixture)).every(({ off, holds }) => holds && off.every((each) => each === 0n))).toBe(
      true,
    );
  });

  it('case 4: a leap day belongs to its month', async () => {
    const bill = smallBill('2024-02');
    const extra = bill.lines.filter((line) => line.month === '2024-02').map((line) => ({ ...line, day: '2024-02-29' }));
    const fixture = await syncFixture(
      movableWorld({ currency: 'USD', lines: [...bill.lines, ...extra] }, '2024-02-29T12:00:00Z'),
    );
    await fixture.sync();
    const february = { from: '2024-02', to: '2024-03' };
    const doubled = (await cellsOf(fixture, 'recordType', february)).reduce(
      (sum, row) => sum + row.amounts.unblended,
      0n,
    );
    const [book] = (await listMonthBooks(fixture.scope, fixture.connectionId)).filter(
      ({ month }) => month === '2024-02',
    );
    expect(doubled + (book?.residual.unblended ?? 0n)).toBe(book?.amounts.unblended);
    expect(windowsOf(fixture.sandbox.requests).some(({ End }) => End === '2024-03-01')).toBe(true);
  });

  it('case 40: on day two of a month the one before is estimated still, and read again when it turns final', async () => {
    const world = movableWorld(smallBill('2026-12'), '2026-12-02T12:00:00Z');
    const fixture = await syncFixture(world);
    await fixture.sync();
    const estimated = async () =>
      (await listMonthBooks(fixture.scope, fixture.connectionId))
        .filter((book) => book.estimated)
        .map(({ month }) => month);
    expect(await estimated()).toEqual(['2026-11', '2026-12']);
    world.set('2026-12-05T13:00:00Z');
    await fixture.sync();
    expect(await estimated()).toEqual(['2026-12']);
  });
});
