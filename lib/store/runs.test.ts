import { expect, it } from 'vitest';
import { createConnection } from './connections';
import { transaction } from './database';
import { NOON } from './fixture';
import { countBilled, countBilledOfRun, lastAnswered, listRequests, recordOutcome, recordSent } from './ledger';
import { saveAccountNames } from './organization';
import {
  appendSteps,
  createRun,
  findRun,
  findUnfinishedRun,
  finishRun,
  lastFinishedRun,
  listRuns,
  listSteps,
  saveNotices,
  startRun,
  updateStep,
} from './runs';
import { mintScope } from './scope';
import { eachDatabase } from './testing';

const at = (hour: number) => `2026-11-24T${String(hour).padStart(2, '0')}:00:00.000Z`;
const END = { httpStatus: 200, error: '', durationMs: 12 };

eachDatabase('runs and ledger', (open) => {
  const books = async () => {
    const db = await open();
    const { id: connectionId } = await createConnection(db, { name: 'payer', kind: 'aws' });
    const scope = mintScope(db, 'all');
    const run = (hour: number) =>
      createRun(db, { connectionId, trigger: 'manual', full: hour === 2, queuedAt: at(hour) });
    const ask = (
      sentAt: string,
      operation = 'GetCostAndUsage',
      runId: string | null = null,
      stepId: string | null = null,
    ) => recordSent(db, { connectionId, runId, stepId, operation, subject: 'service', sentAt });
    return { db, connectionId, scope, run, ask };
  };

  it('go from queued to their end', async () => {
    const { db, connectionId, scope, run } = await books();
    const queued = await run(1);
    expect(queued).toMatchObject({
      status: 'queued',
      trigger: 'manual',
      full: false,
      plan: {},
      notices: [],
      steps: [],
      requests: 0,
      startedAt: null,
      finishedAt: null,
    });
    expect(await findUnfinishedRun(db, connectionId)).toEqual(queued);
    await startRun(db, queued.id, {
      plan: { requests: 3 },
      steps: [
        { name: 'control', query: { kind: 'control' } },
        { name: 'recordType', query: ['x'] },
      ],
      startedAt: at(2),
    });
    await appendSteps(db, queued.id, [{ name: 'publish', query: null }]);
    const running = await findUnfinishedRun(db, connectionId);
    expect(running).toMatchObject({ status: 'running', startedAt: at(2), plan: { requests: 3 } });
    expect(
      running?.steps.map(({ position, name, query, status, cursor }) => [position, name, query, status, cursor]),
    ).toEqual([
      [0, 'control', { kind: 'control' }, 'pending', ''],
      [1, 'recordType', ['x'], 'pending', ''],
      [2, 'publish', null, 'pending', ''],
    ]);
    await saveNotices(db, queued.id, [{ code: 'a', message: 'so far' }]);
    await finishRun(db, queued.id, {
      status: 'partial',
      error: 'AWS said no',
      notices: [{ code: 'b', message: 'at the end' }],
      finishedAt: at(3),
    });
    expect(await findUnfinishedRun(db, connectionId)).toBeNull();
    const finished = await findRun(scope, queued.id);
    expect(finished).toMatchObject({
      status: 'partial',
      error: 'AWS said no',
      notices: [{ code: 'b', message: 'at the end' }],
      finishedAt: at(3),
    });
    expect(await lastFinishedRun(scope, connectionId)).toEqual(finished);
    await startRun(db, queued.id, { startedAt: at(2) });
    expect(await findUnfinishedRun(db, connectionId)).toMatchObject({
      status: 'running',
      error: '',
      finishedAt: null,
      plan: { requests: 3 },
      steps: [{}, {}, {}],
    });
    expect(await lastFinishedRun(scope, connectionId)).toBeNull();
  });

  it('move a step together with the rows that it describes', async () => {
    const { db, run } = await books();
    const { id } = await run(1);
    await startRun(db, id, { steps: [{ name: 'service', query: {} }], startedAt: at(1) });
    const [step] = await listSteps(db, id);
    const stepId = step?.id ?? '';
    const failed = transaction(db, async (tx) => {
      await updateStep(tx, stepId, { cursor: 'next', pages: 1, rows: 5, status: 'running' });
      throw new Error('killed');
    });
    await expect(failed).rejects.toThrow('killed');
    expect(await listSteps(db, id)).toEqual([step]);
    const state = { loads: { '2026-10': 7 }, text: 'ü' };
    await updateStep(db, stepId, { cursor: 'next', pages: 1, rows: 5, status: 'running', state, error: 'x' });
    expect(await listSteps(db, id)).toEqual([
      { ...step, cursor: 'next', pages: 1, rows: 5, status: 'running', state, error: 'x' },
    ]);
    await updateStep(db, stepId, { status: 'done', cursor: '' });
    expect(await listSteps(db, id)).toMatchObject([{ status: 'done', cursor: '', state }]);
  });

  it('are listed newest first', async () => {
    const { db, connectionId, scope, run } = await books();
    const ids = [];
    for (const hour of [1, 3, 2]) ids.push((await run(hour)).id);
    expect((await listRuns(scope, connectionId, 2)).map(({ queuedAt, full }) => [queuedAt, full])).toEqual([
      [at(3), false],
      [at(2), true],
    ]);
    expect((await findUnfinishedRun(db, connectionId))?.queuedAt).toBe(at(3));
    expect(await listRuns(scope, 'other', 9)).toEqual([]);
    expect(await findRun(scope, 'none')).toBeNull();
  });

  it('count the requests that AWS bills, by run and step', async () => {
    const { db, connectionId, scope, run, ask } = await books();
    const { id } = await run(1);
    await startRun(db, id, {
      steps: [
        { name: 'a', query: {} },
        { name: 'b', query: {} },
      ],
      startedAt: at(1),
    });
    const [a, b] = await listSteps(db, id);
    const ends = ['answered', 'refused', 'failed', 'answered'] as const;
    for (const outcome of ends)
      await recordOutcome(db, await ask(at(5), 'GetCostAndUsage', id, a?.id ?? ''), { ...END, outcome });
    await ask(at(5), 'GetCostAndUsage', id, b?.id ?? '');
    await ask(at(5), 'ListCostAllocationTags', id);
    await ask(at(5));
    expect(await findRun(scope, id)).toMatchObject({ requests: 4, steps: [{ requests: 2 }, { requests: 1 }] });
    expect(await countBilledOfRun(db, id)).toBe(4);
    expect(await countBilled(db, connectionId, { from: at(0), to: at(6) })).toBe(5);
    expect((await listRuns(scope, connectionId, 9)).map(({ requests }) => requests)).toEqual([4]);
  });

  it('keep the ledger of every attempt', async () => {
    const { db, connectionId, scope, ask } = await books();
    const first = await ask(at(1));
    const second = await ask(at(2), 'ListCostAllocationTags');
    await recordOutcome(db, first, { outcome: 'answered', ...END });
    await recordOutcome(db, second, {
      outcome: 'refused',
      httpStatus: 400,
      error: 'ThrottlingException',
      durationMs: 1,
    });
    expect(await listRequests(scope, connectionId, { limit: 5 })).toEqual([
      {
        id: second,
        connectionId,
        runId: null,
        stepId: null,
        operation: 'ListCostAllocationTags',
        subject: 'service',
        sentAt: at(2),
        outcome: 'refused',
        httpStatus: 400,
        error: 'ThrottlingException',
        durationMs: 1,
      },
      {
        id: first,
        connectionId,
        runId: null,
        stepId: null,
        operation: 'GetCostAndUsage',
        subject: 'service',
        sentAt: at(1),
        outcome: 'answered',
        ...END,
      },
    ]);
    expect(await listRequests(scope, connectionId, { limit: 1 })).toHaveLength(1);
    expect(await listRequests(scope, connectionId, { runId: 'x', limit: 5 })).toEqual([]);
    expect(await countBilled(db, connectionId, { from: at(1), to: at(2) })).toBe(1);
    expect(await countBilled(db, connectionId, { from: at(2), to: at(3) })).toBe(0);
    expect(await lastAnswered(db, connectionId, 'GetCostAndUsage')).toBe(at(1));
    expect(await lastAnswered(db, connectionId, 'ListCostAllocationTags')).toBeNull();
  });

  it('tell a reader of some accounts how a run went, and nothing that names others', async () => {
    const { db, connectionId, scope, run, ask } = await books();
    await saveAccountNames(db, connectionId, new Map([['1', 'one']]), NOON);
    const { id } = await run(1);
    await startRun(db, id, {
      plan: { account: 'hidden-one' },
      steps: [{ name: 'service', query: { account: 'hidden-one' } }],
      startedAt: at(1),
    });
    await ask(at(1), 'x', id);
    await finishRun(db, id, {
      status: 'failed',
      error: 'account hidden-one',
      notices: [{ code: 'x', message: 'account hidden-one' }],
      finishedAt: at(2),
    });
    const viewer = mintScope(db, new Set(['1']));
    const told = await findRun(viewer, id);
    expect(told).toMatchObject({ status: 'failed', requests: 1, error: '', notices: [] });
    expect(JSON.stringify(told)).not.toContain('hidden-one');
    expect(await listRuns(viewer, connectionId, 5)).toEqual([told]);
    expect(await lastFinishedRun(viewer, connectionId)).toEqual(told);
    expect(await listRequests(viewer, connectionId, { limit: 5 })).toEqual([]);
    const stranger = mintScope(db, new Set(['2']));
    expect([
      await findRun(stranger, id),
      await listRuns(stranger, connectionId, 5),
      await lastFinishedRun(stranger, connectionId),
    ]).toEqual([null, [], null]);
    expect(await findRun(scope, id)).toMatchObject({ error: 'account hidden-one' });
  });
});
