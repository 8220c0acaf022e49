import { expect, it } from 'vitest';
import { AppError } from '@/lib/errors';
import type { MonthCell } from '@/lib/finance/cube';
import type { Check } from '@/lib/finance/reconcile';
import { listMonthBooks, listMonthChecks, listPublishedMonths } from './books';
import { createConnection } from './connections';
import { type Database, transaction } from './database';
import { cell, flat, goodBook, NOON, publish, spread } from './fixture';
import {
  createLoad,
  createMonthLoads,
  holdMonth,
  listPublished,
  publishMonth,
  removeUnpublishedLoads,
  sumLoad,
  writeCells,
  writeMonthCells,
} from './loads';
import { saveAccountNames } from './organization';
import { createRun, finishRun, startRun } from './runs';
import { mintScope } from './scope';
import { eachDatabase } from './testing';

const check = (name: string, basis: Check['basis'], holds: boolean): Check => ({
  name,
  basis,
  expected: 2n ** 62n,
  actual: -(2n ** 62n),
  bound: 3n,
  holds,
});

eachDatabase('loads', (open) => {
  const books = async () => {
    const db = await open();
    const { id: connectionId } = await createConnection(db, { name: 'payer', kind: 'demo' });
    const load = (cube = 'service', month = '2026-10', runId: string | null = null) =>
      createLoad(db, { connectionId, cube, month, runId, stepId: null, createdAt: NOON });
    return { db, connectionId, load };
  };
  const loadRows = async (db: Database, id: number) => (await db.prisma.load.findUniqueOrThrow({ where: { id } })).rows;

  it('begins the loads of many months at once, each its own', async () => {
    const { db, connectionId } = await books();
    const load = { connectionId, cube: 'service', runId: null, stepId: null, createdAt: NOON };
    const ids = await createMonthLoads(db, load, ['2026-10', '2025-01', '2026-11']);
    expect(Object.keys(ids).sort()).toEqual(['2025-01', '2026-10', '2026-11']);
    const rows = await db.prisma.load.findMany({ where: { connectionId } });
    expect(new Map(rows.map(({ id, month }) => [month, id]))).toEqual(new Map(Object.entries(ids)));
    expect(await createMonthLoads(db, load, [])).toEqual({});
  });

  it('adds a key that comes twice, in one batch and in a later one, and counts it', async () => {
    const { db, load } = await books();
    const id = await load();
    expect(await writeCells(db, id, [cell('1', 'S3', 1n), cell('1', 's3', 2n)])).toEqual({ duplicates: 0 });
    expect(
      await writeCells(db, id, [cell('1', 'S3', 4n), cell('2', 'S3', 8n), cell('2', 'S3', -16n), cell('3', 'S3', 0n)]),
    ).toEqual({ duplicates: 2 });
    expect(
      (await sumLoad(db, id, 'key1')).map(({ key, amounts, cells }) => [
        key,
        amounts.unblended,
        amounts.blended,
        cells,
      ]),
    ).toEqual([
      ['1', 7n, 19n, 2],
      ['2', -8n, 0n, 1],
      ['3', 0n, 4n, 1],
    ]);
    expect(await writeCells(db, id, [])).toEqual({ duplicates: 0 });
  });

  it('writes pages larger than a statement, and several months at once', async () => {
    const { db, load } = await books();
    const loads = new Map([
      ['2026-09', await load('service', '2026-09')],
      ['2026-10', await load()],
    ]);
    const cells = Array.from(
      { length: 12_345 },
      (_, at): MonthCell => ({ ...cell(String(at), 'S3', BigInt(at)), month: at % 3 ? '2026-10' : '2026-09' }),
    );
    await writeMonthCells(db, (month) => loads.get(month) ?? 0, cells);
    const sums = await Promise.all([...loads.values()].map((id) => sumLoad(db, id, 'all')));
    expect(sums.map(([each]) => each?.cells)).toEqual([4_115, 8_230]);
    expect(sums.reduce((sum, [each]) => sum + (each?.amounts.unblended ?? 0n), 0n)).toBe((12_344n * 12_345n) / 2n);
    expect(await loadRows(db, loads.get('2026-10') ?? 0)).toBe(8_230);
  });

  it('keeps the largest amounts and refuses what it could not keep', async () => {
    const { db, load } = await books();
    const id = await load();
    const largest = 2n ** 63n - 1n;
    await writeCells(db, id, [
      { ...cell('1', '', 0n), amounts: flat(largest) },
      { ...cell('2', '', 0n), amounts: flat(-largest) },
    ]);
    expect((await sumLoad(db, id, 'key1')).map(({ amounts }) => amounts)).toEqual([flat(largest), flat(-largest)]);
    const refused = writeCells(db, id, [{ ...cell('3', '', 0n), amounts: flat(largest + 1n) }]);
    await expect(refused).rejects.toMatchObject({ code: 'invalid-input' });
    await expect(writeCells(db, id, [{ ...cell('1', '', 0n), amounts: flat(1n) }])).rejects.toThrow();
    expect(await sumLoad(db, id, 'all')).toEqual([{ key: '', amounts: flat(0n), cells: 2 }]);
  });

  it('writes a page and what belongs to it together, or neither', async () => {
    const { db, load } = await books();
    const id = await load();
    const failed = transaction(db, async (tx) => {
      await writeCells(tx, id, [cell('1', 'S3', 1n), cell('1', 'S3', 1n)]);
      throw new Error('killed');
    });
    await expect(failed).rejects.toThrow('killed');
    expect(await sumLoad(db, id, 'all')).toEqual([{ key: '', amounts: flat(0n), cells: 0 }]);
    expect(await loadRows(db, id)).toBe(0);
  });

  it('sums the cells of some second keys', async () => {
    const { db, load } = await books();
    const id = await load('recordType');
    await writeCells(db, id, [cell('1', 'Usage', 1n), cell('1', 'Tax', 2n), cell('2', 'usage', 4n)]);
    expect((await sumLoad(db, id, 'key1', ['Usage'])).map(({ key, amounts }) => [key, amounts.unblended])).toEqual([
      ['1', 1n],
    ]);
    expect(await sumLoad(db, id, 'key1', [])).toEqual([]);
    expect((await sumLoad(db, id, 'key2')).map(({ key }) => key)).toEqual(['Tax', 'Usage', 'usage']);
  });

  it('publishes loads, book and checks together, and replaces them', async () => {
    const { db, connectionId, load } = await books();
    const scope = mintScope(db, 'all');
    const [first, second, tag] = [await load(), await load(), await load('tag:a:b')];
    await writeCells(db, second, [cell('1', 'S3', 1n)]);
    const publication = { connectionId, month: '2026-10', publishedAt: NOON, runId: null };
    await publishMonth(db, {
      ...publication,
      loads: new Map([
        ['service', first],
        ['tag:a:b', tag],
      ]),
      book: { ...goodBook(5n), holds: false, reason: 'off' },
      checks: [check('old', 'blended', false)],
    });
    await holdMonth(db, { connectionId, month: '2026-10', reason: 'held', pending: '{"a":1}' });
    expect(await listMonthBooks(scope, connectionId)).toMatchObject([
      { month: '2026-10', holds: false, reason: 'held', pending: '{"a":1}', amounts: spread(5n) },
    ]);
    const residual = { amounts: spread(-7n), state: 'warning' as const };
    await publishMonth(db, {
      ...publication,
      runId: 'r',
      loads: new Map([['service', second]]),
      book: { ...goodBook(6n), estimated: true, residual: residual.amounts, residualState: residual.state },
      checks: [check('service', 'unblended', true), check('service', 'amortized', false)],
    });
    expect(await listMonthBooks(scope, connectionId)).toEqual([
      {
        month: '2026-10',
        ...goodBook(6n),
        estimated: true,
        residual: spread(-7n),
        residualState: 'warning',
        pending: '',
        runId: 'r',
        publishedAt: NOON,
      },
    ]);
    expect(await listMonthChecks(scope, connectionId)).toEqual([
      { month: '2026-10', ...check('service', 'amortized', false) },
      { month: '2026-10', ...check('service', 'unblended', true) },
    ]);
    expect(await listMonthChecks(scope, connectionId, '2026-09')).toEqual([]);
    expect(await listPublished(db, connectionId)).toEqual([
      { cube: 'service', month: '2026-10', loadId: second, rows: 1, loadedAt: NOON, publishedAt: NOON },
      { cube: 'tag:a:b', month: '2026-10', loadId: tag, rows: 0, loadedAt: NOON, publishedAt: NOON },
    ]);
  });

  it('publishes no load of another cube or month, and then nothing at all', async () => {
    const { db, connectionId, load } = await books();
    const loads = await publish(db, connectionId, '2026-10', { service: [cell('1', 'S3', 1n)] });
    const before = await listPublished(db, connectionId);
    for (const wrong of [await load('recordType'), await load('service', '2026-09'), 999]) {
      const publication = {
        connectionId,
        month: '2026-10',
        loads: new Map([['service', wrong]]),
        book: goodBook(2n),
        checks: [],
        publishedAt: NOON,
        runId: null,
      };
      await expect(publishMonth(db, publication)).rejects.toBeInstanceOf(AppError);
    }
    expect(await listPublished(db, connectionId)).toEqual(before);
    expect(before.map(({ loadId }) => loadId)).toEqual([...loads.values()]);
    expect(await holdMonth(db, { connectionId, month: '2026-01', reason: 'x', pending: '' })).toBe(false);
  });

  it('shows the totals of the organization to nobody who may see only some accounts', async () => {
    const { db, connectionId } = await books();
    await publish(db, connectionId, '2026-10', { service: [cell('1', 'S3', 1n)] });
    await saveAccountNames(db, connectionId, new Map([['1', 'one']]), NOON);
    const viewer = mintScope(db, new Set(['1']));
    expect(await listMonthBooks(viewer, connectionId)).toEqual([]);
    expect(await listMonthChecks(viewer, connectionId)).toEqual([]);
    expect(await listPublishedMonths(viewer, connectionId)).toEqual([
      { month: '2026-10', estimated: false, publishedAt: NOON },
    ]);
    expect(await listPublishedMonths(mintScope(db, new Set(['2'])), connectionId)).toEqual([]);
  });

  it('removes what nothing shows and no run fills, and nothing else', async () => {
    const { db, connectionId, load } = await books();
    const run = async () => {
      const { id } = await createRun(db, { connectionId, trigger: 'manual', full: false, queuedAt: NOON });
      await startRun(db, id, { startedAt: NOON });
      return id;
    };
    const [running, failed, finished] = [await run(), await run(), await run()];
    for (const id of [failed, finished]) await finishRun(db, id, { status: 'failed', notices: [], finishedAt: NOON });
    const shown = await publish(db, connectionId, '2026-10', { service: [cell('1', 'S3', 1n)] });
    const ids = {
      running: await load('service', '2026-10', running),
      failed: await load('service', '2026-10', failed),
      finished: await load('service', '2026-10', finished),
      none: await load(),
    };
    for (const id of Object.values(ids))
      await writeCells(
        db,
        id,
        Array.from({ length: 300 }, (_, at) => cell(String(at), 'S3', 1n)),
      );
    const left = async () => (await db.prisma.load.findMany({ orderBy: { id: 'asc' } })).map(({ id }) => id);
    await removeUnpublishedLoads(db, connectionId, failed);
    expect(await left()).toEqual([...shown.values(), ids.running, ids.failed].sort((a, b) => a - b));
    await removeUnpublishedLoads(db, connectionId);
    expect(await left()).toEqual([...shown.values(), ids.running].sort((a, b) => a - b));
    expect(await db.prisma.cell.count()).toBe(301);
  });

  it('removes a load that is larger than a batch', async () => {
    const { db, connectionId, load } = await books();
    await writeCells(
      db,
      await load(),
      Array.from({ length: 45_000 }, (_, at) => cell(String(at % 9_000), String(at), 1n)),
    );
    await removeUnpublishedLoads(db, connectionId);
    expect(await db.prisma.cell.count()).toBe(0);
  });
});
