import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type BillReading, readBill } from '@/lib/bills/reading';
import { amountsOf, BASES } from '@/lib/finance/basis';
import { formatDecimal, parseDecimal } from '@/lib/finance/money';
import { listMonthBooks, listMonthChecks } from '@/lib/store/books';
import { createConnection, findConnection, listConnections } from '@/lib/store/connections';
import { sumCells } from '@/lib/store/costs';
import type { Database } from '@/lib/store/database';
import { listTagKeys } from '@/lib/store/discovery';
import { listPublished } from '@/lib/store/loads';
import { listAccountsSeen } from '@/lib/store/organization';
import { listRuns } from '@/lib/store/runs';
import { mintScope } from '@/lib/store/scope';
import { eachDatabase } from '@/lib/store/testing';
import { importBill } from './import-bill';
import { holdLease } from './lease-keeper';

const HEADER =
  'BilledCost,EffectiveCost,BillingCurrency,BillingPeriodStart,ChargePeriodStart,ChargeCategory,SubAccountId,SubAccountName,ServiceName,ProviderName,BillingAccountId,Tags';

type Line = {
  day: string;
  cost: string;
  account?: string;
  category?: string;
  tags?: Record<string, string>;
  currency?: string;
};

let folder: string;
let db: Database;
const readings: BillReading[] = [];

async function read(lines: readonly Line[]): Promise<BillReading> {
  const rows = lines.map(({ day, cost, account = '000011112222', category = 'Usage', tags = {}, currency = 'USD' }) =>
    [
      cost,
      cost,
      currency,
      `${day.slice(0, 7)}-01T00:00:00Z`,
      `${day}T00:00:00Z`,
      category,
      account,
      `Account ${account.slice(-1)}`,
      'Amazon S3',
      'AWS',
      '111122223333',
      `"${JSON.stringify(tags).replaceAll('"', '""')}"`,
    ].join(','),
  );
  const file = join(folder, `bill-${readings.length}.csv`);
  writeFileSync(file, [HEADER, ...rows, ''].join('\n'));
  const reading = await readBill([file], 'focus');
  readings.push(reading);
  return reading;
}

const CUBES = ['recordType', 'service', 'tag:app', 'tag:team', 'daily.account', 'daily.charge', 'lines', 'lines.rest'];

const everything = () => mintScope(db, 'all');
const totals = async (id: string) =>
  Object.fromEntries(
    (await listMonthBooks(everything(), id)).map(({ month, amounts }) => [month, formatDecimal(amounts.unblended)]),
  );

/** Everything that a reader of figures can see of a connection. */
async function figures(id: string) {
  const published = await listPublished(db, id);
  const cells = [];
  for (const cube of [...new Set(published.map((each) => each.cube))].sort()) {
    const months = { from: '2020-01', to: '2030-01' };
    const groupBy = ['month', 'day', 'key1', 'key2'] as const;
    cells.push([cube, await sumCells(everything(), { connectionId: id, cube, months, groupBy })]);
  }
  return { cells, totals: await totals(id) };
}

const TWO_MONTHS: Line[] = [
  { day: '2026-01-05', cost: '1.0000000004', tags: { team: 'core' } },
  { day: '2026-01-05', cost: '1.0000000004', account: '444455556666' },
  { day: '2026-02-07', cost: '3', tags: { team: 'edge', app: 'x' } },
  { day: '2026-02-07', cost: '-0.5', category: 'Credit' },
];

// biome-ignore lint/correctness/useYield: a reading that fails at its first batch.
async function* breakOff(): AsyncGenerator<never> {
  throw new Error('the disk went away');
}

eachDatabase('importing a bill', (open) => {
  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'subledger-import-'));
    db = await open();
  });
  afterEach(async () => {
    for (const reading of readings.splice(0)) await reading.close();
    rmSync(folder, { recursive: true, force: true });
  });

  describe('an imported bill', () => {
    it('becomes a connection whose every month adds up', async () => {
      const result = await importBill(db, await read(TWO_MONTHS), { name: 'acme' });
      expect(result).toMatchObject({ changed: true, months: ['2026-01', '2026-02'], unchanged: [], faulty: [] });
      const connection = await findConnection(everything(), 'acme');
      expect(connection).toMatchObject({
        id: result.connectionId,
        kind: 'focus',
        currency: 'USD',
        managementAccountId: '111122223333',
      });
      // The month is summed exactly and rounded once; each cell by itself: their difference is rounding, and said so.
      expect(await totals(result.connectionId)).toEqual({ '2026-01': '2.000000001', '2026-02': '2.5' });
      const books = await listMonthBooks(everything(), result.connectionId);
      expect(books.map(({ holds, estimated, residualState }) => [holds, estimated, residualState])).toEqual([
        [true, false, 'rounding'],
        [true, false, 'none'],
      ]);
      const checks = await listMonthChecks(everything(), result.connectionId);
      expect(checks.every(({ holds }) => holds)).toBe(true);
      expect(new Set(checks.map(({ name }) => name))).toEqual(
        new Set([
          'control',
          'service',
          'tag:team',
          'tag:app',
          'daily.account',
          'daily.charge',
          'projects',
          'slices',
          'faces',
        ]),
      );
      expect((await listTagKeys(everything(), result.connectionId)).map(({ key }) => key)).toEqual(['app', 'team']);
      const accounts = await listAccountsSeen(everything(), result.connectionId);
      expect(accounts.map(({ accountId, name }) => [accountId, name])).toEqual([
        ['000011112222', 'Account 2'],
        ['444455556666', 'Account 6'],
      ]);
    });

    it('is recorded as a run of steps that asked nothing', async () => {
      const { connectionId, runId } = await importBill(db, await read(TWO_MONTHS), { name: 'acme' });
      const [run, ...others] = await listRuns(everything(), connectionId, 10);
      expect(others).toEqual([]);
      expect(run).toMatchObject({ id: runId, status: 'succeeded', trigger: 'import', requests: 0 });
      expect(run?.steps.map(({ name, status }) => [name, status])).toEqual([
        ...CUBES.map((name) => [name, 'done']),
        ['publish', 'done'],
      ]);
      expect(run?.steps.at(0)?.rows).toBe(4);
    });

    it('changes nothing when it comes again, in whatever order its lines are', async () => {
      const first = await importBill(db, await read(TWO_MONTHS), { name: 'acme' });
      const before = await figures(first.connectionId);
      const published = await listPublished(db, first.connectionId);
      const again = await importBill(db, await read(TWO_MONTHS.toReversed()), { name: 'acme' });
      expect(again).toMatchObject({
        connectionId: first.connectionId,
        changed: false,
        months: [],
        unchanged: ['2026-01', '2026-02'],
        cells: 0,
      });
      expect(await listPublished(db, first.connectionId)).toEqual(published);
      expect(await figures(first.connectionId)).toEqual(before);
      expect(await db.prisma.load.count()).toBe(published.length);
    });

    it('replaces a month by its later version and leaves other months alone', async () => {
      const { connectionId } = await importBill(db, await read(TWO_MONTHS), { name: 'acme' });
      const later = await importBill(db, await read([{ day: '2026-02-09', cost: '7.25' }]), { name: 'acme' });
      expect(later).toMatchObject({ connectionId, changed: true, months: ['2026-02'] });
      expect(await totals(connectionId)).toEqual({ '2026-01': '2.000000001', '2026-02': '7.25' });
      const fresh = await importBill(db, await read([...TWO_MONTHS.slice(0, 2), { day: '2026-02-09', cost: '7.25' }]), {
        name: 'fresh',
      });
      const [mended, made] = [await figures(connectionId), await figures(fresh.connectionId)];
      // The key `app` was in the older version only: the month has it still, and all of it is untagged.
      expect(mended.cells.filter(([cube]) => cube !== 'tag:app')).toEqual(made.cells);
      const app = await sumCells(everything(), {
        connectionId,
        cube: 'tag:app',
        months: { from: '2026-02', to: '2026-03' },
        groupBy: ['key1', 'key2'],
      });
      expect(app.map(({ key1, key2, amounts }) => [key1, key2, formatDecimal(amounts.unblended)])).toEqual([
        ['000011112222', '', '7.25'],
      ]);
      const again = await importBill(db, await read([{ day: '2026-02-09', cost: '7.25' }]), { name: 'acme' });
      expect(again.changed).toBe(false);
    });

    it('tells cost that moved between accounts at an equal total', async () => {
      const lines = (first: string, second: string): Line[] => [
        { day: '2026-01-05', cost: first },
        { day: '2026-01-05', cost: second, account: '444455556666' },
      ];
      await importBill(db, await read(lines('1', '2')), { name: 'acme' });
      expect(await importBill(db, await read(lines('2', '1')), { name: 'acme' })).toMatchObject({ changed: true });
    });
  });

  describe('what an import refuses, it leaves as it was', () => {
    it('a name of another kind', async () => {
      await createConnection(db, { name: 'acme', kind: 'aws' });
      await expect(importBill(db, await read(TWO_MONTHS), { name: 'acme' })).rejects.toMatchObject({
        code: 'conflict',
      });
      expect(await db.prisma.syncRun.count()).toBe(0);
    });

    it('another currency', async () => {
      const { connectionId } = await importBill(db, await read(TWO_MONTHS), { name: 'acme' });
      const before = await figures(connectionId);
      const euros = await read([{ day: '2026-03-01', cost: '1', currency: 'EUR' }]);
      await expect(importBill(db, euros, { name: 'acme' })).rejects.toMatchObject({
        code: 'conflict',
        message: expect.stringMatching(/USD.*EUR/),
      });
      expect(await figures(connectionId)).toEqual(before);
    });

    it('bad lines that nobody accepted', async () => {
      const reading = await read([...TWO_MONTHS, { day: '2026-02-07', cost: 'twelve' }]);
      await expect(importBill(db, reading, { name: 'acme' })).rejects.toMatchObject({
        code: 'invalid-input',
        errors: [{ field: expect.stringMatching(/:6 BilledCost$/) }],
      });
      expect(await listConnections(everything())).toEqual([]);
    });

    it('an import of the same connection while another one is under way', async () => {
      const { connectionId } = await importBill(db, await read(TWO_MONTHS), { name: 'acme' });
      const lease = await holdLease(db, connectionId);
      await expect(importBill(db, await read(TWO_MONTHS), { name: 'acme' })).rejects.toMatchObject({
        code: 'sync-running',
      });
      await lease.release();
    });

    it('a file that breaks off: no connection stays, no load, and its run is not taken for running', async () => {
      const reading = await read(TWO_MONTHS);
      const broken: BillReading = {
        ...reading,
        cells: (cube) => (cube === 'service' ? breakOff() : reading.cells(cube)),
      };
      await expect(importBill(db, broken, { name: 'acme' })).rejects.toThrow('the disk went away');
      expect(await listConnections(everything())).toEqual([]);
      expect(await db.prisma.load.count()).toBe(0);
      const { connectionId } = await importBill(db, reading, { name: 'acme' });
      const before = await figures(connectionId);
      await expect(importBill(db, broken, { name: 'acme' })).rejects.toThrow('the disk went away');
      expect(await figures(connectionId)).toEqual(before);
      expect(await db.prisma.load.count()).toBe((await listPublished(db, connectionId)).length);
      expect((await listRuns(everything(), connectionId, 1))[0]).toMatchObject({
        status: 'failed',
        error: 'the disk went away',
      });
    });
  });

  it('does not put a month that does not add up over a good one, and shows it where there is none', async () => {
    const { connectionId } = await importBill(db, await read(TWO_MONTHS), { name: 'acme' });
    const later = await read([...TWO_MONTHS, { day: '2026-01-09', cost: '5' }, { day: '2026-03-01', cost: '4' }]);
    const wrong: BillReading = {
      ...later,
      controls: later.controls.map((control) => ({
        ...control,
        amounts: amountsOf((basis) => control.amounts[basis] + parseDecimal('1')),
      })),
    };
    const result = await importBill(db, wrong, { name: 'acme' });
    expect(result.faulty.map(({ month }) => month)).toEqual(['2026-01', '2026-02', '2026-03']);
    expect(await totals(connectionId)).toEqual({ '2026-01': '2.000000001', '2026-02': '2.5', '2026-03': '5' });
    const books = await listMonthBooks(everything(), connectionId);
    expect(books.map(({ month, holds }) => [month, holds])).toEqual([
      ['2026-01', true],
      ['2026-02', true],
      ['2026-03', false],
    ]);
    expect(books.every(({ reason }) => reason !== '')).toBe(true);
    expect(BASES.map((basis) => formatDecimal(books[2]?.residual[basis] ?? 0n))).toEqual(['1', '1', '1', '1', '1']);
    expect((await listRuns(everything(), connectionId, 1))[0]).toMatchObject({ status: 'partial' });
    const mended = await importBill(db, later, { name: 'acme' });
    expect(mended.months).toEqual(['2026-01', '2026-02', '2026-03']);
    expect((await listMonthBooks(everything(), connectionId)).map(({ reason }) => reason)).toEqual(['', '', '']);
  });
});
