import { beforeAll, expect, it, vi } from 'vitest';
import { administratorOf } from '@/lib/auth/viewer';
import { parseDecimal } from '@/lib/finance/money';
import { EMPTY_RULES } from '@/lib/finance/rules';
import { amountsOfCharge, everyCharge, publishBooks, smallOrganization, storeBooks } from '@/lib/reports/books-fixture';
import { deriveBooks } from '@/lib/reports/derived-fixture';
import type { Connection } from '@/lib/store/connections';
import type { Database } from '@/lib/store/database';
import * as close from './months/[month]/close/route';
import * as reopen from './months/[month]/reopen/route';
import * as months from './months/route';
import { ask, openServer, problemIn, tokenOf } from './route-fixture';
import * as statement from './statement/route';

vi.useFakeTimers({ now: new Date('2026-11-24T12:00:00Z'), toFake: ['Date'] });

const charges = everyCharge(['2026-09', '2026-10']);
let db: Database;
let connection: Connection;
beforeAll(async () => {
  db = await openServer();
  connection = await storeBooks(db, { name: 'payer', charges, residual: 0n, organization: smallOrganization });
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

it('shows a closed month as it was, carries what AWS restates in the next one, and counts it once', async () => {
  expect((await post(close, '2026-09', 'finance')).status).toBe(200);
  const at = charges.findIndex(({ month, recordType }) => month === '2026-09' && recordType === 'Usage');
  const restated = charges.map((charge, place) => (place === at ? { ...charge, units: charge.units * 3n } : charge));
  const [before, after] = [charges[at], restated[at]];
  if (!before || !after) throw new TypeError('no usage in 2026-09');
  const late = amountsOfCharge(after).amortized - amountsOfCharge(before).amortized;
  await publishBooks(db, connection, { charges: restated.filter(({ month }) => month === '2026-09') });
  await deriveBooks(administratorOf(db).scope, connection, restated, EMPTY_RULES);

  const token = await tokenOf(db, 'executive');
  const { json } = await ask(months.GET, '/months', { token });
  const row = (month: string) => json.rows.find((each: { month: string }) => each.month === month);
  expect(parseDecimal(row('2026-09').adjustments)).toBe(late);
  expect(parseDecimal(row('2026-10').carried)).toBe(late);
  expect(parseDecimal(row('2026-09').restatedTotal) - parseDecimal(row('2026-09').controlTotal)).toBe(late);

  const totals = async (view: string) => {
    const sheet = await ask(
      statement.GET,
      `/statement?column=account:${before.account}&from=2026-09&to=2026-11&view=${view}`,
      { token },
    );
    const of = (key: string) =>
      parseDecimal(sheet.json.rows.find((each: { key: string }) => each.key === key)?.amounts.at(-1) ?? '0');
    return { check: sheet.json.check, direct: of('direct'), adjustments: of('adjustments'), total: of('total') };
  };
  const [closed, now] = [await totals('closed'), await totals('restated')];
  expect([closed.check.difference, now.check.difference]).toEqual(['0', '0']);
  expect([closed.adjustments, now.adjustments]).toEqual([late, 0n]);
  expect(now.direct - closed.direct).toBe(late);
  expect(now.total).toBe(closed.total);
});
