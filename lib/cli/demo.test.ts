import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { administratorOf } from '@/lib/auth/viewer';
import { readBill } from '@/lib/bills/reading';
import { calendarFrom } from '@/lib/demo/calendar';
import { inputsUntil } from '@/lib/demo/inputs';
import { focusCsv } from '@/lib/exchange/focus-csv';
import { focusFaults } from '@/lib/exchange/focus-faults-fixture';
import { REVENUE } from '@/lib/finance/input-kind';
import { parseDecimal } from '@/lib/finance/money';
import { dayOf } from '@/lib/finance/month';
import { readLedger } from '@/lib/reports/ledger';
import { listMonthBooks } from '@/lib/store/books';
import { listConnections } from '@/lib/store/connections';
import { closeDatabase, openDatabase } from '@/lib/store/database';
import { listBudgets, listDrivers, listOutsideCosts, listRevenue, saveInputs } from '@/lib/store/finance-inputs';
import { listEvents } from '@/lib/store/organization';
import { listRuns } from '@/lib/store/runs';
import { mintScope } from '@/lib/store/scope';
import { openDemo } from './demo';
import { daysOfChange } from './demo-history';
import { loadDemoInputs } from './demo-inputs';
import { demoSince } from './demo-since';

const NOW = new Date('2026-11-24T08:00:00Z');
const folder = mkdtempSync(join(tmpdir(), 'subledger-demo-'));
const url = `file:${join(folder, 'demo.db')}`;
const LATEST = { connection: null, currency: null, months: { from: '2026-09', to: '2026-12' } };
const open = (now = NOW) => openDemo({ demoDatabaseUrl: url }, () => now);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('the demo', () => {
  beforeAll(async () => {
    // What a start that was cut short leaves behind: a connection without figures.
    await (await open()).close();
    const demo = await open();
    expect(await demo.fillOnce()).toBe(true);
    await demo.close();
  });

  it('is one connection with fourteen reconciled months', async () => {
    const db = await openDatabase(url);
    const scope = mintScope(db, 'all');
    const connections = await listConnections(scope);
    expect(connections.map(({ name, kind }) => [name, kind])).toEqual([['Northwind Group', 'demo']]);
    const books = await listMonthBooks(scope, connections[0]?.id ?? '');
    expect(books).toHaveLength(14);
    expect(books.filter(({ holds }) => !holds)).toEqual([]);
    await closeDatabase(db);
  });

  it('has a history of moves, joins and renames', async () => {
    const db = await openDatabase(url);
    const scope = mintScope(db, 'all');
    const [connection] = await listConnections(scope);
    const events = await listEvents(scope, connection?.id ?? '', '2025-11-01', dayOf(NOW));
    const kinds = new Set(events.map(({ kind }) => kind));
    for (const kind of ['moved', 'joined', 'renamed', 'left'] as const) expect(kinds).toContain(kind);
    const walks = daysOfChange(demoSince(connection ?? { createdAt: '' }), dayOf(NOW)).slice(1);
    const told = new Set(events.map(({ day }) => day));
    expect(walks.map(({ day }) => day).filter((day) => !told.has(day))).toEqual([]);
    await closeDatabase(db);
  });

  it('has what finance enters, in the currency of its bill', async () => {
    const db = await openDatabase(url);
    const scope = mintScope(db, 'all');
    const since = demoSince((await listConnections(scope))[0] ?? { createdAt: '' });
    const company = inputsUntil(dayOf(NOW), calendarFrom(since));
    const [revenue, budgets, drivers, costs] = await Promise.all([
      listRevenue(scope, null),
      listBudgets(scope, null),
      listDrivers(scope, null),
      listOutsideCosts(scope, null),
    ]);
    const sumOf = (rows: readonly { amount: bigint }[]) => rows.reduce((sum, { amount }) => sum + amount, 0n);
    const given = (rows: readonly { amount: string }[]) =>
      rows.reduce((sum, { amount }) => sum + parseDecimal(amount), 0n);
    expect([revenue.length, sumOf(revenue)]).toEqual([company.revenue.length, given(company.revenue)]);
    expect([budgets.length, sumOf(budgets)]).toEqual([company.budgets.length, given(company.budgets)]);
    expect([costs.length, sumOf(costs)]).toEqual([company.outsideCosts.length, given(company.outsideCosts)]);
    expect(drivers).toHaveLength(company.drivers.length);
    expect(new Set([...revenue, ...budgets, ...costs].map(({ currency }) => currency))).toEqual(new Set(['USD']));
    await closeDatabase(db);
  });

  it('is a bill by FOCUS 1.2, which imports to the totals of its months', async () => {
    const db = await openDatabase(url);
    const ledger = await readLedger(administratorOf(db), { ...LATEST, basis: 'amortized' }, 'charges', NOW);
    if (ledger.kind !== 'ledger') throw new Error(ledger.kind);
    const file = join(folder, 'demo-focus.csv');
    await writeFile(file, focusCsv(ledger.months));
    expect(focusFaults(readFileSync(file, 'utf8'))).toEqual([]);
    const reading = await readBill([file], 'focus');
    const books = await listMonthBooks(mintScope(db, 'all'), ledger.books.connections[0]?.connection.id ?? '');
    const own = books.filter(({ month }) => month >= LATEST.months.from);
    expect(reading.controls.map(({ month, amounts }) => [month, amounts.unblended, amounts.amortized])).toEqual(
      own.map(({ month, amounts }) => [month, amounts.unblended, amounts.amortized]),
    );
    await reading.close();
    await closeDatabase(db);
  });

  it('adds the inputs of new months, and leaves what a visitor changed', async () => {
    const db = await openDatabase(url);
    const scope = mintScope(db, 'all');
    const since = demoSince((await listConnections(scope))[0] ?? { createdAt: '' });
    const before = await listRevenue(scope, null);
    await loadDemoInputs(db, since, dayOf(NOW));
    expect(await listRevenue(scope, null)).toEqual(before);
    const [first] = before;
    if (!first) throw new Error('no revenue');
    await saveInputs(db, REVENUE, [{ ...first, amount: 1n }]);
    await loadDemoInputs(db, since, '2026-12-02');
    const after = await listRevenue(scope, null);
    expect(after[0]).toEqual({ ...first, amount: 1n });
    expect(after.length - before.length).toBe(after.filter(({ month }) => month === '2026-11').length);
    expect(after.length).toBeGreaterThan(before.length);
    await closeDatabase(db);
  });

  it('is filled once, and brought up to date at the next start', async () => {
    const demo = await open(new Date('2026-11-26T08:00:00Z'));
    expect(await demo.fillOnce()).toBe(false);
    await demo.refresh();
    await demo.close();
    const db = await openDatabase(url);
    const scope = mintScope(db, 'all');
    const [connection] = await listConnections(scope);
    const runs = await listRuns(scope, connection?.id ?? '', 10);
    expect(runs.map(({ status }) => status)).toEqual(['succeeded', 'succeeded', 'succeeded']);
    await closeDatabase(db);
  });
});

it('sets a damaged demo store aside and begins anew', async () => {
  const damaged = join(folder, 'damaged.db');
  writeFileSync(damaged, 'this is no database, '.repeat(500));
  const demo = await openDemo({ demoDatabaseUrl: `file:${damaged}` }, () => NOW);
  expect(demo.endpoint).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
  await demo.close();
  expect(existsSync(`${damaged}.aside`)).toBe(true);
});
