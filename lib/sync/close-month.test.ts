import { beforeAll, beforeEach, expect, it } from 'vitest';
import { costOfLine } from '@/lib/finance/adjustment';
import { sumAmounts } from '@/lib/finance/basis';
import { REVENUE } from '@/lib/finance/input-kind';
import { EMPTY_RULES, type PoolRule, type Rules } from '@/lib/finance/rules';
import { listAdjustments } from '@/lib/store/adjustments';
import { listMonthBooks } from '@/lib/store/books';
import { listCloseEvents, listCloses } from '@/lib/store/closes';
import { createConnection, removeConnection } from '@/lib/store/connections';
import type { Database } from '@/lib/store/database';
import { listShares, listSlices } from '@/lib/store/derived-reads';
import { listRevenue, saveInputs } from '@/lib/store/finance-inputs';
import { flat } from '@/lib/store/fixture';
import { listLatestBooks } from '@/lib/store/latest';
import { createLoad, publishMonth, removeUnpublishedLoads, writeCells } from '@/lib/store/loads';
import { mintScope } from '@/lib/store/scope';
import { eachDatabase } from '@/lib/store/testing';
import { closeMonth, reopenMonth } from './close-month';
import { changeRules, refreshDerivations } from './derivation-refresh';
import { publishDerived } from './derive';

const NOW = new Date('2026-11-24T12:00:00Z');
const at = NOW.toISOString();
const MONTHS = ['2026-08', '2026-09', '2026-10'];
const EVER = { from: '2026-01', to: '2027-01' };
const support: PoolRule = {
  id: 'support',
  source: { kind: 'charges', account: 'all' },
  method: 'proportional',
  weight: 'usage',
  targets: 'all',
  otherwise: 'keep',
  includeDedicated: false,
  weights: new Map(),
  from: null,
  to: null,
};
const RULES: Rules = { ...EMPTY_RULES, dimensions: { project: ['app'], environment: [] }, pools: [support] };

const cell = (key1: string, key2: string, units: bigint) => ({ key1, key2, day: 0, amounts: flat(units) });

eachDatabase('closing a month', (open) => {
  let db: Database;
  let connectionId: string;
  let number = 0;
  const scope = () => mintScope(db, 'all');
  const query = (month: string) => ({ connectionId, months: { from: month, to: `${month}~` } });

  /** A reading of a month as a sync publishes it: usage of two projects, and support of their account. */
  async function read(month: string, checkout: bigint, search: bigint, estimated = false): Promise<void> {
    const loads = new Map<string, number>();
    const cubes = {
      recordType: [cell('1', 'Usage', checkout + search), cell('1', 'Support', 100n)],
      service: [cell('1', 'S3', checkout + search)],
      'tag:app': [cell('1', 'checkout', checkout), cell('1', 'search', search)],
    };
    for (const [cube, cells] of Object.entries(cubes)) {
      const id = await createLoad(db, { connectionId, cube, month, runId: null, stepId: null, createdAt: at });
      await writeCells(db, id, cells);
      loads.set(cube, id);
    }
    const amounts = flat(checkout + search + 100n);
    const book = { estimated, amounts, residual: flat(0n), residualState: 'none' as const, holds: true, reason: '' };
    await publishDerived(
      { db, scope: scope(), connectionId, currency: 'USD', month, loads },
      { control: amounts, residual: flat(0n) },
      { now: at, runId: null },
      {
        write: (work) => db.prisma.$transaction((prisma) => work({ provider: db.provider, prisma })),
        publish: (tx) =>
          publishMonth(tx, { connectionId, month, loads, book, checks: [], publishedAt: at, runId: null }),
      },
    );
  }

  const close = (month: string, force: string | null = null) =>
    closeMonth(db, { connectionId, month, by: 'ana', force }, NOW);
  const total = async (month: string) =>
    (await listMonthBooks(scope(), connectionId)).find((book) => book.month === month)?.amounts.unblended;
  const adjustment = async (month: string) => {
    const lines = await listAdjustments(scope(), query(month));
    return sumAmounts(lines.map(costOfLine)).unblended;
  };

  beforeAll(async () => {
    db = await open();
    connectionId = (await createConnection(db, { name: 'first', kind: 'aws', createdAt: at })).id;
    await changeRules(db, { rules: RULES, createdBy: 'a test', note: '', base: null }, NOW);
  });

  beforeEach(async () => {
    await removeConnection(db, connectionId);
    number += 1;
    connectionId = (await createConnection(db, { name: `payer ${number}`, kind: 'aws', createdAt: at })).id;
    for (const month of MONTHS) await read(month, 600n, 300n, month === '2026-10');
  });

  it('goes in order, and refuses what is estimated, closed or unknown, with the way on', async () => {
    await expect(close('2026-09')).rejects.toMatchObject({ code: 'conflict', fix: 'Close 2026-08 first.' });
    await expect(close('2025-01')).rejects.toMatchObject({ code: 'not-found' });
    await close('2026-08');
    await expect(close('2026-08')).rejects.toMatchObject({ code: 'conflict' });
    await close('2026-09');
    await expect(close('2026-10')).rejects.toMatchObject({ message: expect.stringContaining('still estimates') });
    await close('2026-10', 'the board meets today');
    const closes = await listCloses(scope(), connectionId);
    expect(closes.map(({ month, reason, closedBy }) => [month, reason, closedBy])).toEqual([
      ['2026-08', '', 'ana'],
      ['2026-09', '', 'ana'],
      ['2026-10', 'the board meets today', 'ana'],
    ]);
  });

  it('keeps the book, the slices and the shares of a month that AWS restates, and books the difference once', async () => {
    await close('2026-08');
    const before = {
      slices: await listSlices(scope(), query('2026-08')),
      shares: await listShares(scope(), query('2026-08')),
    };
    await read('2026-08', 600n, 360n);
    await removeUnpublishedLoads(db, connectionId);
    expect(await total('2026-08')).toBe(1_000n);
    expect(await listSlices(scope(), query('2026-08'))).toEqual(before.slices);
    expect(await listShares(scope(), query('2026-08'))).toEqual(before.shares);
    expect((await listLatestBooks(scope(), connectionId))[0]?.amounts.unblended).toBe(1_060n);
    const restated = await listSlices(scope(), { ...query('2026-08'), view: 'restated' });
    expect(sumAmounts(restated.map(({ amounts }) => amounts)).unblended).toBe(1_060n);

    const lines = await listAdjustments(scope(), query('2026-09'));
    expect(
      lines.map(({ month, bookedIn, kind, home, amounts }) => [month, bookedIn, kind, home, amounts.unblended]),
    ).toEqual(
      expect.arrayContaining([
        ['2026-08', '2026-09', 'slice', 'project:search', 60n],
        ['2026-08', '2026-09', 'in', 'project:checkout', -4n],
        ['2026-08', '2026-09', 'in', 'project:search', 4n],
      ]),
    );
    expect([await adjustment('2026-08'), await adjustment('2026-09'), await adjustment('2026-10')]).toEqual([
      0n,
      60n,
      0n,
    ]);

    await close('2026-09');
    expect([await adjustment('2026-09'), await adjustment('2026-10')]).toEqual([60n, 0n]);
    await read('2026-08', 600n, 400n);
    expect([await adjustment('2026-09'), await adjustment('2026-10')]).toEqual([60n, 40n]);
  });

  it('keeps its rules when they change, and takes the new ones once it is open again', async () => {
    await close('2026-08');
    const { refreshed } = await changeRules(
      db,
      { rules: { ...RULES, pools: [] }, createdBy: 'a test', note: '', base: null },
      NOW,
    );
    expect(refreshed.find((each) => each.connectionId === connectionId)?.months).toEqual(['2026-09', '2026-10']);
    expect(await listShares(scope(), query('2026-08'))).not.toEqual([]);
    await read('2026-08', 600n, 360n);
    const shares = await listShares(scope(), { ...query('2026-08'), view: 'restated' });
    expect(sumAmounts(shares.filter(({ side }) => side === 'in').map(({ amounts }) => amounts)).unblended).toBe(100n);
    await reopenMonth(db, { connectionId, month: '2026-08', by: 'root', reason: 'a late invoice' }, NOW);
    expect(await listShares(scope(), query('2026-08'))).toEqual([]);
    expect(await total('2026-08')).toBe(1_060n);
    await changeRules(db, { rules: RULES, createdBy: 'a test', note: '', base: null }, NOW);
  });

  it('counts a restatement once over a year, through closing, reopening and closing again', async () => {
    const year = async () => {
      const books = await listMonthBooks(scope(), connectionId);
      const lines = await listAdjustments(scope(), { connectionId, months: EVER });
      return sumAmounts([...books.map(({ amounts }) => amounts), ...lines.map(costOfLine)]).unblended;
    };
    const truth = async () =>
      sumAmounts((await listLatestBooks(scope(), connectionId)).map(({ amounts }) => amounts)).unblended;
    await close('2026-08');
    await read('2026-08', 600n, 360n);
    expect(await year()).toBe(await truth());
    await close('2026-09');
    expect(await year()).toBe(await truth());
    await reopenMonth(db, { connectionId, month: '2026-08', by: 'root', reason: '' }, NOW);
    expect([await adjustment('2026-08'), await adjustment('2026-09')]).toEqual([-60n, 60n]);
    expect(await year()).toBe(await truth());
    await close('2026-08');
    await read('2026-08', 500n, 300n);
    expect(await year()).toBe(await truth());
    await reopenMonth(db, { connectionId, month: '2026-09', by: 'root', reason: '' }, NOW);
    expect(await year()).toBe(await truth());
    await refreshDerivations(db, NOW);
    expect(await year()).toBe(await truth());
    const events = await listCloseEvents(scope(), connectionId);
    expect(events.map(({ kind, month }) => `${kind} ${month}`)).toEqual([
      'reopen 2026-09',
      'close 2026-08',
      'reopen 2026-08',
      'close 2026-09',
      'close 2026-08',
    ]);
  });

  it('refuses an input that would change a closed month, and takes one that changes nothing', async () => {
    const line = {
      month: '2026-08',
      entity: { kind: 'project', id: 'search' },
      amount: 7n,
      currency: 'USD',
      source: 'x',
    } as const;
    const later = { ...line, month: '2026-09' };
    await saveInputs(db, REVENUE, [line]);
    await close('2026-08');
    expect(await saveInputs(db, REVENUE, [line, later])).toMatchObject({ kind: 'saved' });
    const refused = await saveInputs(db, REVENUE, [
      { ...later, amount: 9n },
      { ...line, amount: 8n },
    ]);
    expect(refused).toMatchObject({ kind: 'refused', faults: [{ at: 1, field: 'month' }] });
    expect(await listRevenue(scope(), null)).toEqual([line, later]);
  });

  it('shows a reader of one project its lines alone', async () => {
    await close('2026-08');
    await read('2026-08', 700n, 360n);
    const one = mintScope(db, new Set<string>(), { units: new Set(), projects: new Set(['search']) });
    const lines = await listAdjustments(one, query('2026-09'));
    expect(new Set(lines.map(({ home }) => home))).toEqual(new Set(['project:search']));
  });
});
