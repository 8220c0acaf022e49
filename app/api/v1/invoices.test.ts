import { beforeAll, expect, it, vi } from 'vitest';
import { createConnection } from '@/lib/store/connections';
import type { Database } from '@/lib/store/database';
import * as invoices from './invoices/route';
import { ask, openServer, problemIn, tokenOf } from './route-fixture';

vi.useFakeTimers({ now: new Date('2026-11-24T12:00:00Z'), toFake: ['Date'] });

let db: Database;
let token: string;
beforeAll(async () => {
  db = await openServer();
  token = await tokenOf(db, 'finance');
  await createConnection(db, { name: 'payer', kind: 'aws', currency: 'USD' });
});

const put = (rows: unknown, query = '', by = token) =>
  ask(invoices.PUT, `/invoices${query}`, { method: 'PUT', token: by, body: { rows } });
const rowsOf = async (query = '') => (await ask(invoices.GET, `/invoices${query}`, { token })).json.rows;

const OCTOBER = { month: '2026-10', amount: '1000.5' };
const STORED = { ...OCTOBER, currency: 'USD', number: 'AWS' };

it('takes invoices all or none, answers the same twice, and takes one away', async () => {
  expect((await put([OCTOBER], '?dryRun=true')).json).toMatchObject({ dryRun: true, added: 1, rows: [STORED] });
  expect(await rowsOf()).toEqual([]);
  const marketplace = { month: '2026-10', amount: '7', number: 'Marketplace' };
  const bad = await put([OCTOBER, { month: '2026-10', amount: 'x', number: 'B' }]);
  expect(bad.status).toBe(400);
  expect(problemIn(bad).errors).toEqual([
    { field: 'rows.1.amount', message: expect.stringContaining('must be a number') },
  ]);
  expect(await rowsOf()).toEqual([]);
  expect((await put([OCTOBER, marketplace])).json).toMatchObject({ added: 2 });
  expect(await rowsOf()).toEqual([STORED, { ...marketplace, currency: 'USD' }]);
  expect((await put(await rowsOf())).json).toMatchObject({ added: 0, changed: 0, unchanged: 2 });
  expect((await put([{ ...marketplace, amount: null }])).json).toMatchObject({ removed: 1 });
  expect(await rowsOf('?from=2026-10&to=2026-11')).toEqual([STORED]);
  expect(await rowsOf('?from=2026-09&to=2026-10')).toEqual([]);
});

it('is refused in another currency, where connections are several, and to readers of a part', async () => {
  expect((await put([{ ...OCTOBER, currency: 'EUR' }])).status).toBe(400);
  const part = await tokenOf(db, 'viewer', ['project:checkout']);
  expect((await ask(invoices.GET, '/invoices', { token: part })).status).toBe(403);
  expect((await put([OCTOBER], '', await tokenOf(db, 'executive'))).status).toBe(403);
  await createConnection(db, { name: 'second', kind: 'aws', currency: 'EUR' });
  const unsaid = await put([OCTOBER]);
  expect([unsaid.status, problemIn(unsaid).errors]).toEqual([400, [{ field: 'connection', message: 'is missing' }]]);
  expect((await put([OCTOBER], '?connection=second')).json).toMatchObject({ added: 1 });
  expect((await put([OCTOBER], '?connection=third')).status).toBe(404);
});
