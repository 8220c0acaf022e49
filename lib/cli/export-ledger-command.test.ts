import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { focusFaults } from '@/lib/exchange/focus-faults-fixture';
import { parseDecimal } from '@/lib/finance/money';
import { CHECKOUT } from './checkout.mjs';
import { openWorkplace, runHere, type Workplace } from './command-fixture';

vi.setConfig({ testTimeout: 60_000 });
const data = (name: string) => resolve(CHECKOUT, '../shared/data', name);

let place: Workplace;
beforeAll(() => {
  place = openWorkplace(null);
  vi.stubEnv('DATABASE_URL', place.databaseUrl);
  vi.stubEnv('SUBLEDGER_DEMO', 'off');
});
afterAll(() => {
  vi.unstubAllEnvs();
  place.remove();
});

const totalsOf = (out: string): unknown =>
  JSON.parse(out).months.map(({ month, totals: { unblended, amortized } }: { month: string; totals: Totals }) => ({
    ...{ month, unblended, amortized },
  }));
type Totals = { unblended: string; amortized: string };

it.each([
  ['focus', 'focus-1.0-sample.csv', '2024-09', '1234567890123'],
  ['cur', 'cur-2018-12-01.csv.gz', '2018-12', '836060457634'],
] as const)(
  'exports an imported %s bill, which imports again to the same totals',
  async (format, name, month, payer) => {
    const first = await runHere(['import', format, data(name), '--name', format, '--json']);
    expect(first.code).toBe(0);
    const file = join(place.folder, `${format}.csv`);
    const written = await runHere(['export', 'focus', '--connection', format, '--month', month, '--out', file]);
    expect([written.code, written.err]).toEqual([0, `Written: ${file}\n`]);
    const text = readFileSync(file, 'utf8');
    expect(focusFaults(text)).toEqual([]);
    const again = await runHere(['import', 'focus', file, '--name', `${format} again`, '--json']);
    expect(again.code).toBe(0);
    expect(totalsOf(again.out)).toEqual(totalsOf(first.out));
    for (const basis of ['unblended', 'amortized'] as const) {
      const [before, after] = [await ledgerOf(format, month, basis), await ledgerOf(`${format} again`, month, basis)];
      // What rounding leaves of a file's total is a line of its own, and a line needs an account: the payer's.
      const residual = before.get(RESIDUAL) ?? 0n;
      before.delete(RESIDUAL);
      const payers = `${payer} ${residual < 0n ? 'discount' : 'other'}`;
      if (residual !== 0n) before.set(payers, (before.get(payers) ?? 0n) + residual);
      expect([...after].sort()).toEqual([...before].sort());
    }
  },
);

const RESIDUAL = ' ';

/** Cost by account and charge class, where there is any. */
async function ledgerOf(connection: string, month: string, basis: string): Promise<Map<string, bigint>> {
  const file = await runHere(['export', 'ledger', '--connection', connection, '--month', month, '--basis', basis]);
  expect(file.code).toBe(0);
  const rows: Record<string, string>[] = parse(file.out, { columns: true });
  const sums = new Map<string, bigint>();
  for (const row of rows) {
    const key = `${row.account} ${row.charge_class}`;
    sums.set(key, (sums.get(key) ?? 0n) + parseDecimal(row.direct ?? ''));
  }
  return new Map([...sums].filter(([, cost]) => cost !== 0n));
}

it('says what is wrong with a month, a folder, a name, and leaves no half of a file', async () => {
  expect(await runHere(['export', 'ledger', '--month', 'October'])).toMatchObject({ code: 2, out: '' });
  const nowhere = await runHere([
    'export',
    'focus',
    '--connection',
    'focus',
    '--out',
    join(place.folder, 'no', 'x.csv'),
  ]);
  expect(nowhere).toMatchObject({ code: 1, out: '', err: expect.stringMatching(/no\/x\.csv cannot be written/) });
  const unknown = await runHere(['export', 'ledger', '--connection', 'nobody']);
  expect(unknown).toMatchObject({ code: 1, out: '', err: expect.stringMatching(/no connection nobody/) });
  const months = await runHere(['export', 'ledger', '--connection', 'focus', '--from', '2024-08', '--to', '2024-10']);
  expect(months.code).toBe(0);
  expect(months.err).toContain('focus has no figures of 2024-08: they are not in the file.');
});
