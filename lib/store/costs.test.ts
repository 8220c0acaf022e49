import { describe, expect, it } from 'vitest';
import { addAmounts, noAmounts } from '@/lib/finance/basis';
import { createConnection } from './connections';
import { type CostKey, sumCells } from './costs';
import { cell, flat, publish, spread } from './fixture';
import { createLoad, writeCells } from './loads';
import { mintScope } from './scope';
import { eachDatabase } from './testing';

const YEAR = { from: '2026-01', to: '2027-01' };
const LARGEST = 2n ** 63n - 1n;
const sum = (...units: bigint[]) => units.map(spread).reduce(addAmounts, noAmounts());

eachDatabase('sumCells', (open) => {
  const books = async () => {
    const db = await open();
    const { id: connectionId } = await createConnection(db, { name: 'payer', kind: 'demo' });
    const ask = (cube: string, groupBy: readonly CostKey[], more: object = {}, accounts: 'all' | string[] = 'all') =>
      sumCells(mintScope(db, accounts === 'all' ? 'all' : new Set(accounts)), {
        connectionId,
        cube,
        months: YEAR,
        groupBy,
        ...more,
      });
    return { db, connectionId, ask };
  };

  it('groups by every combination of keys, in their order', async () => {
    const { db, connectionId, ask } = await books();
    await publish(db, connectionId, '2026-09', { service: [cell('1', 'S3', 10n), cell('2', 'EC2', 20n)] });
    await publish(db, connectionId, '2026-10', { service: [cell('1', 'S3', -3n), cell('1', 'EC2', 4n)] });
    expect(await ask('service', ['month', 'key1', 'key2'])).toEqual([
      { month: '2026-09', day: null, key1: '1', key2: 'S3', amounts: spread(10n) },
      { month: '2026-09', day: null, key1: '2', key2: 'EC2', amounts: spread(20n) },
      { month: '2026-10', day: null, key1: '1', key2: 'EC2', amounts: spread(4n) },
      { month: '2026-10', day: null, key1: '1', key2: 'S3', amounts: spread(-3n) },
    ]);
    expect(await ask('service', ['key2'])).toEqual([
      { month: null, day: null, key1: null, key2: 'EC2', amounts: sum(20n, 4n) },
      { month: null, day: null, key1: null, key2: 'S3', amounts: sum(10n, -3n) },
    ]);
    expect(await ask('service', ['key1', 'month'])).toHaveLength(3);
    expect(await ask('service', [])).toEqual([
      { month: null, day: null, key1: null, key2: null, amounts: sum(10n, 20n, -3n, 4n) },
    ]);
  });

  it('keeps to the months, keys, connection and cube that were asked for', async () => {
    const { db, connectionId, ask } = await books();
    const other = await createConnection(db, { name: 'other', kind: 'cur' });
    await publish(db, connectionId, '2026-10', {
      service: [cell('1', 'S3', 1n), cell('2', 'EC2', 2n)],
      recordType: [cell('1', 'Usage', 4n)],
    });
    await publish(db, connectionId, '2026-11', { service: [cell('1', 'S3', 8n)] });
    await publish(db, other.id, '2026-10', { service: [cell('1', 'S3', 16n)] });
    const amount = async (more: object) => (await ask('service', [], more))[0]?.amounts.unblended;
    expect(await amount({})).toBe(11n);
    expect(await amount({ months: { from: '2026-10', to: '2026-11' } })).toBe(3n);
    expect(await amount({ key1: ['1', '3'] })).toBe(9n);
    expect(await amount({ key2: ['EC2'] })).toBe(2n);
    expect(await ask('service', [], { key1: [] })).toEqual([]);
    expect(await ask('tag:app', [])).toEqual([]);
    expect(await ask('service', [], { months: { from: '2026-10', to: '2026-10' } })).toEqual([]);
  });

  it('reads only what is published', async () => {
    const { db, connectionId, ask } = await books();
    const staged = await createLoad(db, {
      connectionId,
      cube: 'service',
      month: '2026-10',
      runId: null,
      stepId: null,
      createdAt: '',
    });
    await writeCells(db, staged, [cell('1', 'S3', 1n)]);
    expect(await ask('service', ['key1'])).toEqual([]);
  });

  it('keeps keys apart that differ in case, form or length alone', async () => {
    const { db, connectionId, ask } = await books();
    const values = [
      'app',
      'App',
      '',
      ' app',
      'app ',
      'a$b',
      'app$',
      'Zürich',
      'Zu\u0308rich',
      '🦊',
      "o'neil",
      '"quoted"',
      '\\',
      '%_',
      'ß',
      'ss',
      'x'.repeat(256),
      '0',
      '00',
      'null',
      'true',
    ];
    await publish(db, connectionId, '2026-10', { 'tag:app': values.map((value, at) => cell('1', value, BigInt(at))) });
    const rows = await ask('tag:app', ['key2']);
    expect(new Map(rows.map(({ key2, amounts }) => [key2, amounts.unblended]))).toEqual(
      new Map(values.map((value, at) => [value, BigInt(at)])),
    );
    const order = rows.map(({ key2 }) => Buffer.from(key2 ?? '').toString('hex'));
    expect(order).toEqual([...order].sort());
    for (const [at, value] of values.entries()) {
      expect((await ask('tag:app', [], { key2: [value] }))[0]?.amounts.unblended, value).toBe(BigInt(at));
    }
  });

  it('sums exactly beyond 2⁵³, and beyond 64 bits', async () => {
    const { db, connectionId, ask } = await books();
    const cells = Array.from({ length: 20 }, (_, at) => ({
      ...cell(String(at), 'Usage', 0n),
      amounts: flat(at % 2 ? LARGEST : LARGEST - 1_234_567_891n),
    }));
    await publish(db, connectionId, '2026-10', {
      recordType: cells,
      service: [{ ...cells[0], ...cell('1', 'S3', 0n), amounts: flat(-9_007_199_254_740_993n) }],
    });
    expect((await ask('recordType', ['key2']))[0]?.amounts).toEqual(
      flat(10n * LARGEST + 10n * (LARGEST - 1_234_567_891n)),
    );
    expect((await ask('service', []))[0]?.amounts).toEqual(flat(-9_007_199_254_740_993n));
    const negative = cells.map((each) => ({ ...each, amounts: flat(-LARGEST) }));
    await publish(db, connectionId, '2026-09', { recordType: negative });
    expect((await ask('recordType', ['month']))[0]?.amounts).toEqual(flat(-20n * LARGEST));
  });

  describe('by day', () => {
    it('gives whole dates, of half-open ranges that may cross months', async () => {
      const { db, connectionId, ask } = await books();
      const days = (from: number, to: number) =>
        Array.from({ length: to - from + 1 }, (_, at) => cell('1', '', 1n, from + at));
      await publish(db, connectionId, '2026-09', { 'daily.account': days(1, 30) });
      await publish(db, connectionId, '2026-10', { 'daily.account': days(1, 31) });
      const read = async (from: string, to: string) =>
        (await ask('daily.account', ['day'], { days: { from, to } })).map(({ day }) => day);
      expect(await read('2026-09-29', '2026-10-02')).toEqual(['2026-09-29', '2026-09-30', '2026-10-01']);
      expect(await read('2026-10-31', '2026-11-01')).toEqual(['2026-10-31']);
      expect(await read('2026-10-09', '2026-10-11')).toEqual(['2026-10-09', '2026-10-10']);
      expect(await read('2026-10-05', '2026-10-05')).toEqual([]);
      expect(await read('2026-01-01', '2027-01-01')).toHaveLength(61);
    });

    it('gives no day of a month that has none', async () => {
      const { db, connectionId, ask } = await books();
      await publish(db, connectionId, '2026-10', { service: [cell('1', 'S3', 1n)] });
      expect(await ask('service', [], { days: { from: '2026-10-01', to: '2026-11-01' } })).toEqual([]);
    });
  });

  describe('for a scope of some accounts', () => {
    it('leaves the others out of rows and sums', async () => {
      const { db, connectionId, ask } = await books();
      await publish(db, connectionId, '2026-10', {
        service: [cell('1', 'S3', 1n), cell('2', 'S3', 2n), cell('3', 'EC2', 4n)],
      });
      expect((await ask('service', [], {}, ['1', '3']))[0]?.amounts.unblended).toBe(5n);
      expect((await ask('service', ['key2'], {}, ['2'])).map(({ key2 }) => key2)).toEqual(['S3']);
      expect(await ask('service', ['key1'], { key1: ['2'] }, ['1'])).toEqual([]);
      expect(await ask('service', [], {}, [])).toEqual([]);
    });

    it('gives nothing of a cube without accounts, even when a service has the name of one', async () => {
      const { db, connectionId, ask } = await books();
      await publish(db, connectionId, '2026-10', { 'daily.charge': [cell('1', 'Usage', 1n, 1)] });
      expect(await ask('daily.charge', [], {}, ['1'])).toEqual([]);
      expect(await ask('daily.charge', ['key1'])).toHaveLength(1);
    });
  });
});
