import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { readWorkbook } from '@/lib/exchange/workbook-reading-fixture';
import { CHECKOUT } from './checkout.mjs';
import { openWorkplace, runHere, type Workplace } from './command-fixture';

vi.setConfig({ testTimeout: 60_000 });

let place: Workplace;
beforeAll(async () => {
  place = openWorkplace(null);
  vi.stubEnv('DATABASE_URL', place.databaseUrl);
  vi.stubEnv('SUBLEDGER_DEMO', 'off');
  const bill = resolve(CHECKOUT, '../shared/data/focus-1.0-sample.csv');
  expect((await runHere(['import', 'focus', bill, '--name', 'bill', '--json'])).code).toBe(0);
});
afterAll(() => {
  vi.unstubAllEnvs();
  place.remove();
});

const MONTH = ['--month', '2024-09', '--column', 'organization'];

it('writes one statement as CSV, as a workbook, and as the document of the API', async () => {
  const document = JSON.parse((await runHere(['export', 'statement', ...MONTH, '--json'])).out);
  expect(document.check).toMatchObject({ difference: '0' });
  const csv = await runHere(['export', 'statement', ...MONTH]);
  const rows: Record<string, string>[] = parse(csv.out, { columns: true });
  const total = rows.find(({ row }) => row === 'total');
  expect(total?.total).toBe(document.check.controlTotal);
  const file = join(place.folder, 'statement.xlsx');
  const written = await runHere(['export', 'statement', ...MONTH, '--format', 'xlsx', '--out', file]);
  expect([written.code, written.err]).toEqual([0, `Written: ${file}\n`]);
  const values = [...readWorkbook(readFileSync(file)).cellsOf(1).values()].map(({ value }) => value);
  expect(values).toContain(document.check.controlTotal);
});

it.each([
  [['--column', 'tag:app'], 2, 'tag:app is no column'],
  [['--column', 'account:000000000000'], 1, 'There is no account:000000000000'],
  [['--compare', 'yesterday'], 2, 'yesterday'],
])('refuses %s', async (options, code, message) => {
  const refused = await runHere(['export', 'statement', ...options]);
  expect(refused.code).toBe(code);
  expect(refused.err).toContain(message);
});
