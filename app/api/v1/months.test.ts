import { beforeAll, expect, it, vi } from 'vitest';
import { administratorOf } from '@/lib/auth/viewer';
import { EMPTY_RULES } from '@/lib/finance/rules';
import { everyCharge, smallOrganization, storeBooks } from '@/lib/reports/books-fixture';
import { deriveBooks } from '@/lib/reports/derived-fixture';
import type { Database } from '@/lib/store/database';
import * as close from './months/[month]/close/route';
import * as reopen from './months/[month]/reopen/route';
import * as months from './months/route';
import { ask, openServer, problemIn, tokenOf } from './route-fixture';

vi.useFakeTimers({ now: new Date('2026-11-24T12:00:00Z'), toFake: ['Date'] });

let db: Database;
beforeAll(async () => {
  db = await openServer();
  const charges = everyCharge(['2026-09', '2026-10']);
  const connection = await storeBooks(db, { name: 'payer', charges, residual: 0n, organization: smallOrganization });
  await deriveBooks(administratorOf(db).scope, connection, charges, EMPTY_RULES);
});

const post = async (route: typeof close, month: string, role: Parameters<typeof tokenOf>[1], body: unknown = {}) =>
  ask(route.POST, `/months/${month}/close`, {
    token: await tokenOf(db, role),
    method: 'POST',
    body,
    id: month,
  });

it('lists every month, open until it is closed', async () => {
  const { json } = await ask(months.GET, '/months', { token: await tokenOf(db, 'executive') });
  expect(json.rows.map((row: Record<string, unknown>) => [row.month, row.state, row.closedAt])).toEqual([
    ['2026-09', 'open', null],
    ['2026-10', 'open', null],
  ]);
});

it('closes in order, once, for those who may, and reopens for administrators alone', async () => {
  expect((await post(close, '2026-09', 'executive')).status).toBe(403);
  const early = await post(close, '2026-10', 'finance');
  expect([early.status, problemIn(early).detail]).toEqual([409, expect.stringContaining('2026-09 is still open')]);
  expect((await post(close, 'soon', 'finance')).status).toBe(404);
  expect((await post(close, '2025-01', 'finance')).status).toBe(404);
  const forced = await post(close, '2026-09', 'finance', { force: true });
  expect([forced.status, problemIn(forced).errors?.[0]?.field]).toEqual([400, 'reason']);
  const closed = await post(close, '2026-09', 'finance');
  expect(closed.json).toMatchObject({ month: '2026-09', state: 'closed', adjustments: '0' });
  expect((await post(close, '2026-09', 'finance')).status).toBe(409);
  expect((await post(reopen, '2026-09', 'finance')).status).toBe(403);
  expect((await post(reopen, '2026-09', 'admin')).json).toMatchObject({ state: 'open', closedBy: null });
  expect((await post(reopen, '2026-09', 'admin')).status).toBe(409);
});
