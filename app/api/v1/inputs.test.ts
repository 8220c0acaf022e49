import { beforeAll, describe, expect, it, vi } from 'vitest';
import { createConnection } from '@/lib/store/connections';
import type { Database } from '@/lib/store/database';
import { saveOrganization } from '@/lib/store/organization';
import * as budgets from './budgets/route';
import * as drivers from './drivers/route';
import * as openApi from './openapi.json/route';
import * as outsideCosts from './outside-costs/route';
import * as revenue from './revenue/route';
import { ask, openServer, problemIn, tokenOf } from './route-fixture';

vi.useFakeTimers({ now: new Date('2026-11-24T12:00:00Z'), toFake: ['Date'] });

const UNIT = 'ou-ab12-11111111';
const account = (id: string) => ({
  ...{ id, name: id, email: null, arn: null, state: 'ACTIVE', joinedMethod: null, joinedAt: null },
  ...{ parentId: UNIT, tags: {} },
});

let db: Database;
let token: string;
beforeAll(async () => {
  db = await openServer();
  token = await tokenOf(db, 'finance');
  const payer = await createConnection(db, { name: 'payer', kind: 'aws', currency: 'USD' });
  await saveOrganization(
    db,
    payer.id,
    {
      ...{ id: 'o-1', managementAccountId: '111111111111', featureSet: 'ALL', root: { id: 'r-ab12', name: 'Root' } },
      ...{ units: [{ id: UNIT, parentId: 'r-ab12', name: 'Shop' }], accounts: [account('000022223333')] },
    },
    '2026-11-01T00:00:00Z',
  );
});

type Route = typeof revenue;
const put = (route: Route, rows: unknown, query = '', by = token) =>
  ask(route.PUT, `/x${query}`, { method: 'PUT', token: by, body: { rows } });
const rowsOf = async (route: Route, query = '', by = token) =>
  (await ask(route.GET, `/x${query}`, { token: by })).json.rows;

const OCTOBER = { month: '2026-10', entity: 'project:checkout', amount: '1234.50' };
const STORED = { ...OCTOBER, amount: '1234.5', currency: 'USD', source: '' };

describe('PUT /revenue', () => {
  it('stores nothing in a dry run, then the same', async () => {
    const rows = [
      OCTOBER,
      { month: '2026-09', entity: 'account:000022223333', amount: '-0.000000001', source: 'Refunds' },
    ];
    const dry = await put(revenue, rows, '?dryRun=true');
    expect(dry.json).toMatchObject({ dryRun: true, added: 2 });
    expect(await rowsOf(revenue)).toEqual([]);
    const { status, json } = await put(revenue, rows);
    expect(status).toBe(200);
    expect(json).toEqual({ ...dry.json, dryRun: false });
    expect(json).toMatchObject({ changed: 0, unchanged: 0, removed: 0, warnings: [] });
    expect(json.rows).toEqual([
      { month: '2026-09', entity: 'account:000022223333', amount: '-0.000000001', currency: 'USD', source: 'Refunds' },
      STORED,
    ]);
    expect(await rowsOf(revenue)).toEqual(json.rows);
  });

  it('changes nothing when what GET gave is sent back', async () => {
    const { json } = await put(revenue, await rowsOf(revenue));
    expect(json).toMatchObject({ added: 0, changed: 0, unchanged: 2, removed: 0, changes: [] });
  });

  it('replaces a figure, and takes a row away by null or an empty text', async () => {
    const { json } = await put(revenue, [{ ...OCTOBER, amount: '7' }]);
    expect(json).toMatchObject({
      changed: 1,
      changes: [{ change: 'changed', row: { ...STORED, amount: '7' }, before: STORED }],
    });
    for (const amount of [null, '']) {
      await put(revenue, [{ ...OCTOBER, source: 'Extra' }]);
      const gone = await put(revenue, [{ ...OCTOBER, source: 'Extra', amount }]);
      expect(gone.json).toMatchObject({
        removed: 1,
        rows: [],
        changes: [{ change: 'removed', row: { source: 'Extra' } }],
      });
    }
    expect((await rowsOf(revenue)).map(({ amount }: { amount: string }) => amount)).toEqual(['-0.000000001', '7']);
  });

  it('names every fault of every row, and stores none', async () => {
    const before = await rowsOf(revenue);
    const reply = await put(revenue, [
      { ...OCTOBER, month: '2026-12' },
      { ...OCTOBER, month: '2026-13', entity: 'checkout' },
      { ...OCTOBER, amount: 12 },
      { month: '2026-10', amount: '1' },
      { ...OCTOBER, cost: '1' },
      { ...OCTOBER, amount: '1,5', currency: 'euro' },
    ]);
    const { status, errors } = problemIn(reply);
    expect(status).toBe(400);
    expect(errors.map(({ field }) => field).sort()).toEqual([
      ...['rows.1.entity', 'rows.1.month', 'rows.2.amount', 'rows.3.entity'],
      ...['rows.4.cost', 'rows.5.amount', 'rows.5.currency'],
    ]);
    expect(await rowsOf(revenue)).toEqual(before);
  });

  it.each([
    [{ rows: 'all' }, 'rows'],
    [{}, 'rows'],
    [[], ''],
    [{ rows: [], more: 1 }, 'more'],
    [{ rows: [OCTOBER, OCTOBER] }, 'rows.1.entity'],
    [{ rows: Array.from({ length: 20_001 }, () => OCTOBER) }, 'rows'],
    ['no json', ''],
  ])('refuses %j', async (body, field) => {
    const reply = await ask(revenue.PUT, '/x', { method: 'PUT', token, body });
    expect(problemIn(reply).errors).toContainEqual(expect.objectContaining({ field }));
  });

  it('takes a grid of thousands of rows', async () => {
    const rows = Array.from({ length: 6000 }, (_, at) => ({ ...OCTOBER, month: '2020-01', entity: `project:p${at}` }));
    expect((await put(revenue, rows)).json).toMatchObject({ added: 6000 });
    const removal = rows.map((row) => ({ ...row, amount: null }));
    expect((await put(revenue, removal)).json).toMatchObject({ removed: 6000 });
  });

  it('warns of an account that nobody knows', async () => {
    const { json } = await put(revenue, [{ ...OCTOBER, entity: 'account:999999999999' }], '?dryRun=true');
    expect(json).toMatchObject({ added: 1, warnings: [{ field: 'rows.0.entity' }] });
  });
});

describe('the other inputs', () => {
  it('are kept by their own fields', async () => {
    const budget = { month: '2026-10', entity: `ou:${UNIT}`, amount: '100' };
    expect((await put(budgets, [budget])).json.rows).toEqual([{ ...budget, currency: 'USD' }]);
    const driver = { month: '2026-10', entity: 'project:checkout', driver: 'orders', quantity: '61500000000.25' };
    expect((await put(drivers, [driver])).json.rows).toEqual([driver]);
    const cost = { from: '2026-01', to: '2027-01', entity: 'project:checkout', amount: '28800', vendor: 'Lantern' };
    expect((await put(outsideCosts, [cost])).json.rows).toEqual([{ ...cost, currency: 'USD' }]);
    expect(await rowsOf(budgets)).toEqual([{ ...budget, currency: 'USD' }]);
    expect(await rowsOf(drivers)).toEqual([driver]);
    expect(await rowsOf(outsideCosts, '?from=2026-12&to=2027-01')).toHaveLength(1);
    expect(await rowsOf(outsideCosts, '?from=2027-01&to=2027-02')).toEqual([]);
    const wrong = problemIn(await put(outsideCosts, [{ ...cost, to: '2026-01' }]));
    expect(wrong.errors).toEqual([{ field: 'rows.0.to', message: expect.stringContaining('after from') }]);
    expect(problemIn(await put(drivers, [{ ...driver, quantity: '-1' }])).errors[0]?.field).toBe('rows.0.quantity');
  });
});

describe('GET /revenue', () => {
  it('narrows to months, a currency and a connection', async () => {
    await put(revenue, [
      { ...OCTOBER, month: '2026-08', currency: 'EUR' },
      { ...OCTOBER, month: '2026-08', entity: 'account:888888888888', currency: 'USD' },
      { ...OCTOBER, month: '2026-08', entity: 'account:000022223333' },
    ]);
    const august = 'from=2026-08&to=2026-09';
    expect(await rowsOf(revenue, `?${august}`)).toHaveLength(3);
    expect(await rowsOf(revenue, `?${august}&currency=EUR&basis=blended`)).toHaveLength(1);
    const ofPayer = await rowsOf(revenue, `?${august}&connection=payer`);
    expect(ofPayer).toEqual([expect.objectContaining({ entity: 'account:000022223333', currency: 'USD' })]);
    expect((await rowsOf(revenue)).length).toBeGreaterThan(3);
  });

  it.each([
    ['?connection=nobody', 404, null],
    ['?from=2026-08', 400, 'to'],
    ['?from=2026-13&to=2027-01', 400, 'from'],
    ['?month=2026-08', 400, 'month'],
  ])('refuses %s with %d', async (query, status, field) => {
    const problem = problemIn(await ask(revenue.GET, `/x${query}`, { token }));
    expect(problem.status).toBe(status);
    if (field) expect(problem.errors.map((each) => each.field)).toContain(field);
  });
});

describe('who may', () => {
  it.each([revenue, budgets, drivers, outsideCosts])('do anything: nobody without a key', async (route) => {
    for (const method of ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'] as const) {
      expect((await ask(route[method], '/x', { method })).status).toBe(401);
    }
    expect((await ask(route.POST, '/x', { method: 'POST', token })).headers.get('allow')).toBe('GET, PUT');
  });

  it('read: all roles, viewers their own entities only', async () => {
    await put(revenue, [
      { ...OCTOBER, month: '2026-07', entity: 'project:search' },
      { ...OCTOBER, month: '2026-07', entity: 'project:checkout' },
      { ...OCTOBER, month: '2026-07', entity: `ou:${UNIT}` },
      { ...OCTOBER, month: '2026-07', entity: 'account:000022223333' },
      { ...OCTOBER, month: '2026-07', entity: 'account:111111111111' },
    ]);
    const seen = async (role: string, ...scopes: string[]): Promise<string[]> => {
      const by = await tokenOf(db, role, scopes);
      return (await rowsOf(revenue, '?from=2026-07&to=2026-08', by))
        .map((row: { entity: string }) => row.entity)
        .sort();
    };
    for (const role of ['admin', 'finance', 'executive']) expect(await seen(role)).toHaveLength(5);
    expect(await seen('viewer')).toEqual([]);
    expect(await seen('viewer', 'project:search')).toEqual(['project:search']);
    expect(await seen('viewer', 'account:000022223333')).toEqual(['account:000022223333']);
    expect(await seen('viewer', `ou:${UNIT}`)).toEqual(['account:000022223333', `ou:${UNIT}`]);
    expect(await seen('finance', 'project:search')).toEqual(['project:search']);
  });

  it.each([revenue, budgets, drivers, outsideCosts])('write: admin and finance, without scopes', async (route) => {
    const before = await rowsOf(route);
    for (const [role, scopes] of [
      ['executive', []],
      ['viewer', ['project:checkout']],
      ['finance', ['project:checkout']],
    ] as const) {
      expect((await put(route, [], '', await tokenOf(db, role, scopes))).status).toBe(403);
    }
    expect((await put(route, [], '', await tokenOf(db, 'admin'))).json).toMatchObject({ added: 0, rows: [] });
    expect(await rowsOf(route)).toEqual(before);
  });
});

it('describes rows as they are given and answered', async () => {
  const { json } = await ask(openApi.GET, '/openapi.json', { token });
  const body = json.paths['/revenue'].put.requestBody.content['application/json'].schema;
  const row = body.properties.rows.items;
  expect(row.required).toEqual(['month', 'entity', 'amount']);
  expect(row.additionalProperties).toBe(false);
  expect(Object.keys(row.properties)).toEqual(['month', 'entity', 'amount', 'currency', 'source']);
  const reply = json.components.schemas.ListOutsideCostsReply.properties.rows.items;
  expect(reply.required).toEqual(['from', 'to', 'entity', 'amount', 'vendor', 'currency']);
});
