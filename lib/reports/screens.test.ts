import { beforeAll, describe, expect, it } from 'vitest';
import { administratorOf, type Viewer } from '@/lib/auth/viewer';
import { formatDecimal, parseDecimal } from '@/lib/finance/money';
import { listMonthBooks } from '@/lib/store/books';
import type { Database } from '@/lib/store/database';
import { saveInvoice } from '@/lib/store/invoices';
import { holdMonth } from '@/lib/store/loads';
import { saveOrganization } from '@/lib/store/organization';
import { appendSteps, createRun, finishRun, getRun, startRun, updateStep } from '@/lib/store/runs';
import { mintScope } from '@/lib/store/scope';
import { eachDatabase } from '@/lib/store/testing';
import { everyCharge, FIXTURE_NOW, smallOrganization, storeBooks, sumCharges } from './books-fixture';
import type { PageQuery } from './query';
import { defaultMonthOf, reportShell } from './shell';
import { readStrip } from './strip';
import { reportSync } from './sync';
import { progressOf } from './sync-progress';
import { reportTree } from './tree';
import { eventSentence } from './tree-events';

const months = ['2026-08', '2026-09', '2026-10'];
const charges = everyCharge(months);
const sum = (month: string) =>
  sumCharges(
    charges.filter((charge) => charge.month === month),
    'amortized',
  );
const page = (given: Partial<PageQuery> = {}): PageQuery => ({
  connection: null,
  months: null,
  basis: 'amortized',
  key: '',
  ...given,
});

eachDatabase('the screens', (open) => {
  let db: Database;
  let all: Viewer;
  let some: Viewer;
  let id = '';
  beforeAll(async () => {
    db = await open();
    all = administratorOf(db);
    some = { ...all, role: 'viewer', scope: mintScope(db, new Set(['000022223333'])), units: new Set() };
    const stored = {
      name: 'payer',
      charges,
      residual: 2_000_000_000n,
      estimated: ['2026-10'],
      organization: smallOrganization,
    };
    ({ id } = await storeBooks(db, stored));
    const moved = smallOrganization.accounts.map((each) =>
      each.id === '444455556666' ? { ...each, parentId: 'r-ab12' } : each,
    );
    await saveOrganization(db, id, { ...smallOrganization, accounts: moved }, '2026-09-20T05:00:00Z');
  });

  it('show the tree of a month with what it was the month before', async () => {
    const tree = await reportTree(all, page({ months: { from: '2026-09', to: '2026-10' } }), FIXTURE_NOW);
    if (tree.kind !== 'tree') throw new Error(tree.kind);
    expect(tree).toMatchObject({
      previous: '2026-08',
      estimated: false,
      accounts: 5,
      units: 2,
      events: '1 account moved (idle, Production → Root).',
    });
    const [root] = tree.nodes;
    expect(parseDecimal(root?.total ?? '')).toBe(sum('2026-09'));
    expect(parseDecimal(root?.previousTotal ?? '')).toBe(sum('2026-08'));
    expect(root?.change).toBeCloseTo(Number(sum('2026-09') - sum('2026-08')) / Number(sum('2026-08')), 4);
    const keys = tree.nodes.map(({ key }) => key);
    expect(new Set(keys).size).toBe(keys.length);
    for (const { parentKey } of tree.nodes) expect(parentKey === null || keys.includes(parentKey)).toBe(true);
    expect(keys.join('')).not.toMatch(/[,~]/);
    const idle = tree.nodes.find((node) => node.id === '444455556666');
    expect(idle).toMatchObject({ parentKey: root?.key, total: '0', change: null });
    expect(tree.nodes.find(({ type }) => type === 'former')).toMatchObject({ id: null, depth: 1 });
  });

  it('show no change for an estimated month, a range, or a first month', async () => {
    for (const range of [
      { from: '2026-10', to: '2026-11' },
      { from: '2026-08', to: '2026-11' },
      { from: '2026-08', to: '2026-09' },
    ]) {
      const tree = await reportTree(all, page({ months: range }), FIXTURE_NOW);
      expect(tree.kind === 'tree' && tree.nodes.every(({ change }) => change === null)).toBe(true);
    }
  });

  it('give the strip of the same figures, and none of the whole to a reader of some', async () => {
    const strip = await readStrip(all, page({ months: { from: '2026-09', to: '2026-10' } }), FIXTURE_NOW);
    if (strip.kind !== 'strip') throw new Error(strip.kind);
    expect(strip).toMatchObject({ difference: '0', source: 'aws', invoice: null, estimated: false });
    const parts = strip.parts.map(({ amount }) => parseDecimal(amount));
    expect(parts).toEqual([sum('2026-09'), 2_000_000_000n]);
    expect(parseDecimal(strip.controlTotal ?? '')).toBe(sum('2026-09') + 2_000_000_000n);
    const partial = await readStrip(some, page(), FIXTURE_NOW);
    expect(partial).toMatchObject({ state: 'unknown', controlTotal: null, difference: null });
    if (partial.kind === 'strip') expect(partial.parts.map(({ name }) => name)).toEqual(['accounts']);
  });

  it('go on to the invoices in the strip once every month has one, over the difference of the basis', async () => {
    const months = { from: '2026-08', to: '2026-10' };
    const enter = (month: string, amount: bigint) =>
      saveInvoice(db, { connectionId: id, month, number: 'AWS', amount, enteredBy: 'ana' }, FIXTURE_NOW.toISOString());
    const books = (await listMonthBooks(all.scope, id)).filter(
      ({ month }) => month >= months.from && month < months.to,
    );
    const [first, second] = books;
    if (!first || !second) throw new Error('the fixture has no such months');
    await enter(first.month, first.amounts.unblended);
    expect(await readStrip(all, page({ months }), FIXTURE_NOW)).toMatchObject({ invoice: null });
    await enter(second.month, second.amounts.unblended - 5_000_000_000n);
    const basisOf = (basis: 'unblended' | 'amortized') => first.amounts[basis] + second.amounts[basis];
    expect(await readStrip(all, page({ months }), FIXTURE_NOW)).toMatchObject({
      invoice: {
        amount: formatDecimal(basisOf('unblended') - 5_000_000_000n),
        basisDifference: formatDecimal(basisOf('amortized') - basisOf('unblended')),
        difference: '-5',
      },
    });
    expect(await readStrip(some, page({ months }), FIXTURE_NOW)).toMatchObject({ invoice: null });
  });

  it('say in the strip what is not simply good', async () => {
    const gap = await readStrip(all, page({ months: { from: '2026-07', to: '2026-09' } }), FIXTURE_NOW);
    expect(gap).toMatchObject({ state: 'warning', reason: '2026-07 of payer is not in the books.' });
    await holdMonth(db, { connectionId: id, month: '2026-08', reason: 'A newer reading was held back.', pending: '' });
    const held = await readStrip(all, page({ months: { from: '2026-08', to: '2026-09' } }), FIXTURE_NOW);
    expect(held).toMatchObject({ state: 'warning', reason: '2026-08: A newer reading was held back.' });
    await storeBooks(db, { name: 'broken', charges: everyCharge(['2026-10']), holds: false, kind: 'focus' });
    const broken = await readStrip(all, page({ connection: 'broken' }), FIXTURE_NOW);
    expect(broken).toMatchObject({ state: 'breach', reason: '2026-10: service does not add up.', source: 'file' });
  });

  it('answer what there is not as data', async () => {
    expect(await reportTree(all, page({ connection: 'nobody' }), FIXTURE_NOW)).toEqual({
      kind: 'unknown-connection',
      connection: 'nobody',
    });
    expect(
      await reportTree(all, page({ months: { from: '2020-01', to: '2020-02' }, connection: 'payer' }), FIXTURE_NOW),
    ).toMatchObject({
      kind: 'no-month',
      available: { from: '2026-08', to: '2026-11' },
    });
    const empty = administratorOf(await open());
    expect(await reportTree(empty, page(), FIXTURE_NOW)).toEqual({ kind: 'no-connection' });
    expect(await reportSync(empty, null, FIXTURE_NOW)).toEqual({ kind: 'no-connection' });
    expect(await reportShell(empty, FIXTURE_NOW)).toMatchObject({ connections: [], defaultMonth: null });
  });

  it('show syncs with their plan, cap, progress and ledger', async () => {
    const run = await createRun(db, {
      connectionId: id,
      trigger: 'manual',
      full: false,
      queuedAt: '2026-11-24T11:00:00.000Z',
    });
    await startRun(db, run.id, { plan: { requests: 4 }, startedAt: '2026-11-24T11:00:00.000Z' });
    const report = await reportSync(all, 'payer', FIXTURE_NOW);
    if (report.kind !== 'sync') throw new Error(report.kind);
    expect(report.plan?.requests).toBeGreaterThan(0);
    expect(report.cap).toEqual({ month: '2026-11', used: 0, limit: 1000 });
    expect(report.running).toMatchObject({ runId: run.id, status: 'running', fraction: 0, step: 'planning' });
    await appendSteps(db, run.id, [
      { name: 'control', query: { kind: 'control' } },
      { name: 'book', query: { kind: 'cube', expectedRequests: 3 } },
    ]);
    const [control, book] = (await getRun(all.scope, run.id)).steps;
    await updateStep(db, control?.id ?? '', { status: 'done' });
    await updateStep(db, book?.id ?? '', { status: 'running', rows: 40 });
    expect(progressOf(await getRun(all.scope, run.id))).toMatchObject({ fraction: 0.25, step: 'book', rows: 40 });
    await finishRun(db, run.id, {
      status: 'partial',
      error: 'Stopped.',
      notices: [{ code: 'x', message: 'Note.' }],
      finishedAt: '2026-11-24T11:05:00.000Z',
    });
    const after = await reportSync(all, null, FIXTURE_NOW);
    expect(after).toMatchObject({
      running: null,
      runs: [{ id: run.id, status: 'partial', error: 'Stopped.', notices: ['Note.'], price: '0' }],
    });
    await expect(reportSync(some, null, FIXTURE_NOW)).rejects.toMatchObject({ code: 'forbidden' });
  });

  it('frame every page with the organizations that the reader may see', async () => {
    const shell = await reportShell(all, FIXTURE_NOW);
    expect(shell).toMatchObject({ demo: false, defaultMonth: '2026-10' });
    expect(shell.connections.find(({ name }) => name === 'payer')).toMatchObject({
      accounts: 5,
      months: [{ month: '2026-08', estimated: false }, { month: '2026-09' }, { month: '2026-10', estimated: true }],
      lastSync: { at: '2026-11-24T11:05:00.000Z', status: 'partial', price: '0' },
    });
    expect((await reportShell(some, FIXTURE_NOW)).connections.map(({ accounts }) => accounts)).toEqual([1, 1]);
  });
});

describe('the month that is shown first', () => {
  it.each([
    [['2026-09', '2026-10', '2026-11'], '2026-10'],
    [['2018-12'], '2018-12'],
    [['2026-11'], '2026-11'],
    [[], null],
  ])('of %j is %s', (known, month) => {
    expect(defaultMonthOf(known, '2026-11')).toBe(month);
  });
});

describe('the sentence of events', () => {
  const event = (kind: 'joined' | 'moved' | 'left' | 'state' | 'renamed' | 'tagged', accountId: string, to = 'x') => ({
    ...{ kind, accountId, day: '2026-10-05', from: null, to },
  });
  it.each([
    [[], null],
    [[event('tagged', '1')], null],
    [[event('joined', '1')], '1 account joined.'],
    [[event('moved', '1'), event('moved', '1'), event('moved', '2')], '2 accounts moved.'],
    [
      [event('joined', '1'), event('renamed', '2'), event('renamed', '3'), event('left', '4')],
      '1 account joined, 2 were renamed and 1 left.',
    ],
    [[event('state', '1', 'ACTIVE'), event('state', '2', 'SUSPENDED')], '1 account changed its state.'],
  ])('of %j', (events, sentence) => {
    expect(eventSentence(events)).toBe(sentence);
  });
});
