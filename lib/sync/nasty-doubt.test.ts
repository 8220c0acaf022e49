import { describe, expect, it } from 'vitest';
import type { BillLine } from '@/lib/finance/bill';
import { listMonthBooks, listMonthChecks } from '@/lib/store/books';
import { ACCOUNTS, distance, smallBill, spread, sumLines } from './bill-fixture';
import { facesApart } from './picture-fixture';
import { type SyncFixture, syncFixture } from './sync-fixture';
import { figuresOf, identitiesOf, type MovableWorld, movableWorld } from './world-fixture';

const [FIRST = '', SECOND = ''] = ACCOUNTS;
const OPEN = '2026-11';
const bookOf = async (fixture: SyncFixture, month: string) =>
  (await listMonthBooks(fixture.scope, fixture.connectionId)).find((book) => book.month === month);
const codes = (run: { notices: readonly { code: string }[] }) => run.notices.map(({ code }) => code);
const isCost = ({ operation }: { operation: string }) => operation === 'GetCostAndUsage';

/** A line of tax that no face shows: only the book and control do. */
const tax = (amount: string): BillLine => ({
  month: OPEN,
  day: `${OPEN}-02`,
  account: FIRST,
  recordType: 'Tax',
  service: 'Tax',
  tags: {},
  categories: {},
  amounts: spread(amount),
});

/** AWS adds tax after every control total: the book is never of the moment of its control. */
function driftAfterControl(
  world: MovableWorld,
  amount: string,
): (request: { operation: string; body: Readonly<Record<string, unknown>> }) => void {
  return ({ operation, body }) => {
    if (operation !== 'GetCostAndUsage' || JSON.stringify(body).includes('"LINKED_ACCOUNT"') === false) return;
    if (!JSON.stringify(body).includes('RECORD_TYPE') || JSON.stringify(body).includes('Filter')) return;
    world.bill = { currency: 'USD', lines: [...world.bill.lines, tax(amount)] };
  };
}

describe('a total that moves between control and the book, every time', () => {
  it('is no residual: at a first sync the month is shown as one that does not add up', async () => {
    const world = movableWorld();
    const fixture = await syncFixture(world, { onRequest: driftAfterControl(world, '0.5') });
    const run = await fixture.sync();
    expect(run.status).toBe('partial');
    expect(codes(run)).toContain('identity-breach');
    expect(await bookOf(fixture, OPEN)).toMatchObject({
      holds: false,
      reason: expect.stringContaining('kept changing'),
    });
    const others = (await listMonthBooks(fixture.scope, fixture.connectionId)).filter(({ month }) => month !== OPEN);
    expect(others.every(({ holds }) => holds)).toBe(true);
    expect(fixture.asked()).toBeLessThanOrEqual(24);
  });

  it('is not shown over good figures, and the next quiet sync puts it right', async () => {
    const world = movableWorld();
    const fixture = await syncFixture(world);
    await fixture.sync();
    const before = await figuresOf(fixture);
    world.set('2026-11-25T12:00:00Z');
    fixture.sandbox.knobs.onRequest = driftAfterControl(world, '0.5');
    const run = await fixture.sync();
    expect(run.status).toBe('partial');
    const shown = await bookOf(fixture, OPEN);
    expect(shown?.amounts).toEqual(before.books.find(({ month }) => month === OPEN)?.amounts);
    expect(shown?.residualState).not.toBe('counted');
    fixture.sandbox.knobs.onRequest = null;
    world.set('2026-11-25T12:05:00Z');
    expect(await fixture.sync()).toMatchObject({ status: 'succeeded' });
    expect(await bookOf(fixture, OPEN)).toMatchObject({
      holds: true,
      reason: '',
      pending: '',
      residual: { unblended: 0n },
    });
    for (const { off } of await identitiesOf(fixture)) expect(off).toEqual([0n, 0n, 0n, 0n, 0n]);
  });

  it('once, is read again and right', async () => {
    const world = movableWorld();
    let done = false;
    const drift = driftAfterControl(world, '0.5');
    const fixture = await syncFixture(world, {
      onRequest: (request) => {
        if (done || !isCost(request)) return;
        const lines = world.bill.lines.length;
        drift(request);
        done = world.bill.lines.length > lines;
      },
    });
    expect(await fixture.sync()).toMatchObject({ status: 'succeeded' });
    expect(await bookOf(fixture, OPEN)).toMatchObject({ holds: true, residual: { unblended: 0n } });
    expect(await identitiesOf(fixture)).toContainEqual({ month: OPEN, holds: true, off: [0n, 0n, 0n, 0n, 0n] });
  });
});

describe('AWS that refreshes between two pages', () => {
  const swap: Record<string, string> = { [FIRST]: SECOND, [SECOND]: FIRST };
  const moved = (line: BillLine): BillLine =>
    line.month === OPEN || line.month === '2026-08' ? { ...line, account: swap[line.account] ?? line.account } : line;

  it.each([2, 3, 5, 7, 8, 9, 10])(
    'at an equal total, before request %i and the next but one: no month is of two moments',
    async (at) => {
      const world = movableWorld();
      let asked = 0;
      const fixture = await syncFixture(world, {
        pageSize: 16,
        onRequest: (request) => {
          if (isCost(request) && [at, at + 2].includes(++asked)) world.edit(moved);
        },
      });
      expect((await fixture.sync()).status).toBe('succeeded');
      expect(asked).toBeGreaterThanOrEqual(at + 2);
      expect(await facesApart(fixture)).toEqual([]);
      for (const { off, holds } of await identitiesOf(fixture))
        expect([holds, ...off]).toEqual([true, 0n, 0n, 0n, 0n, 0n]);
    },
  );
});

describe('days', () => {
  it('that are of another moment than their month are read again', async () => {
    const world = movableWorld();
    let asked = 0;
    const fixture = await syncFixture(world, {
      onRequest: (request) => {
        if (!isCost(request) || request.body.Granularity !== 'DAILY' || ++asked !== 1) return;
        world.bill = { currency: 'USD', lines: [...world.bill.lines, tax('77')] };
      },
    });
    expect(await fixture.sync()).toMatchObject({ status: 'succeeded' });
    const checks = await listMonthChecks(fixture.scope, fixture.connectionId, OPEN);
    expect(checks.map(({ name, holds }) => [name, holds]).filter(([, holds]) => !holds)).toEqual([]);
    expect(checks.some(({ name }) => name === 'daily.account')).toBe(true);
  });
});

describe('a group that AWS lists twice', () => {
  it('case 7: is no residual either where no face shows it', async () => {
    const lines = smallBill(OPEN).lines.flatMap((line) =>
      line.month === OPEN
        ? { ...line, recordType: line.recordType === 'Usage' ? 'Usage' : 'Tax', service: 'Only', tags: {} }
        : [],
    );
    // Six groups of the book on two pages; three of its face on one.
    const fixture = await syncFixture(movableWorld({ currency: 'USD', lines }), { pageSize: 5, duplicateGroups: true });
    const run = await fixture.sync();
    expect(run.status).toBe('partial');
    expect(codes(run)).toContain('duplicate-groups');
    const book = await bookOf(fixture, OPEN);
    expect(book).toMatchObject({ holds: false, reason: expect.stringContaining('twice') });
    const exact = sumLines({ currency: 'USD', lines }, 'unblended', () => true);
    expect(distance(book?.amounts.unblended ?? 0n, exact)).toBeLessThanOrEqual(1e-9);
    fixture.sandbox.knobs.duplicateGroups = false;
    expect(await fixture.sync()).toMatchObject({ status: 'succeeded' });
    expect(await bookOf(fixture, OPEN)).toMatchObject({ holds: true, reason: '' });
    expect((await identitiesOf(fixture)).every(({ off }) => off.every((each) => each === 0n))).toBe(true);
  });
});

describe('a residual that waits for its confirmation', () => {
  const ungrouped = (amount: string): BillLine => ({ ...tax(amount), recordType: 'Support', ungroupedOnly: true });
  const base = smallBill(OPEN).lines;

  it('is not confirmed by a month that was held back for another reason', async () => {
    const world = movableWorld();
    const fixture = await syncFixture(world);
    await fixture.sync();
    let turn = 0;
    world.set('2026-11-24T12:01:00Z');
    fixture.sandbox.knobs.onRequest = (request) => {
      if (isCost(request))
        world.edit((line) => (line.month === OPEN ? { ...line, amounts: spread(String(500 + ++turn)) } : line));
    };
    expect((await fixture.sync()).status).toBe('partial');
    fixture.sandbox.knobs.onRequest = null;
    world.bill = { currency: 'USD', lines: [...base, ungrouped('900')] };
    world.set('2026-11-24T12:02:00Z');
    expect(codes(await fixture.sync())).toContain('residual-unconfirmed');
    expect(await bookOf(fixture, OPEN)).toMatchObject({ residual: { unblended: 0n } });
    world.set('2026-11-24T12:03:00Z');
    expect(codes(await fixture.sync())).toContain('residual');
    expect(await bookOf(fixture, OPEN)).toMatchObject({
      residualState: 'warning',
      residual: { unblended: 900_000_000_000n },
    });
  });

  it('is not confirmed by one of the other sign', async () => {
    const world = movableWorld();
    const fixture = await syncFixture(world);
    await fixture.sync();
    for (const [minute, amount] of [
      ['01', '900'],
      ['02', '-900'],
    ] as const) {
      world.bill = { currency: 'USD', lines: [...base, ungrouped(amount)] };
      world.set(`2026-11-24T12:${minute}:00Z`);
      expect(codes(await fixture.sync())).toContain('residual-unconfirmed');
    }
    expect(await bookOf(fixture, OPEN)).toMatchObject({ residual: { unblended: 0n } });
  });

  it('needs no new confirmation while it keeps its share of a month that grows', async () => {
    const world = movableWorld();
    world.bill = { currency: 'USD', lines: [...base, ungrouped('900')] };
    const fixture = await syncFixture(world);
    await fixture.sync();
    const grown = (factor: bigint) =>
      [...base, ungrouped('900')].map((line) =>
        line.month === OPEN
          ? {
              ...line,
              amounts: Object.fromEntries(
                Object.entries(line.amounts).map(([basis, units]) => [basis, (units * factor) / 100n]),
              ) as BillLine['amounts'],
            }
          : line,
      );
    world.bill = { currency: 'USD', lines: grown(130n) };
    world.set('2026-11-24T12:01:00Z');
    expect(codes(await fixture.sync())).not.toContain('residual-unconfirmed');
    const grownBook = await bookOf(fixture, OPEN);
    expect(grownBook?.residualState).toBe('warning');
    expect(distance(grownBook?.residual.unblended ?? 0n, 1_170n * 10n ** 18n)).toBeLessThan(1e-7);
  });
});
