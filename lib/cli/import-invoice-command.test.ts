import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { createConnection } from '@/lib/store/connections';
import { closeDatabase, type Database, openDatabase } from '@/lib/store/database';
import { listInvoices } from '@/lib/store/invoices';
import { migrate } from '@/lib/store/migrate';
import { mintScope } from '@/lib/store/scope';
import { runHere } from './command-fixture';

const folder = mkdtempSync(join(tmpdir(), 'subledger-invoices-'));
let db: Database;
let payer: string;
beforeAll(async () => {
  const url = `file:${join(folder, 'books.db')}`;
  vi.stubEnv('DATABASE_URL', url);
  vi.stubEnv('SUBLEDGER_DEMO', 'off');
  db = await openDatabase(url);
  await migrate(db);
  payer = (await createConnection(db, { name: 'payer', kind: 'aws', currency: 'USD' })).id;
});
afterAll(async () => {
  vi.unstubAllEnvs();
  await closeDatabase(db);
  rmSync(folder, { recursive: true, force: true });
});

function file(name: string, ...lines: string[]): string {
  const path = join(folder, name);
  writeFileSync(path, `\ufeff${lines.join('\r\n')}\r\n`);
  return path;
}
describe('import invoice', () => {
  const IMPORT = ['import', 'invoice', '--connection', 'payer'];
  const invoices = () =>
    listInvoices(mintScope(db, 'all'), payer, { from: '2026-01', to: '2027-01' }).then((list) =>
      list.map(({ month, number, amount }) => [month, number, amount]),
    );

  it('names every bad line and stores none', async () => {
    const path = file('invoices.csv', 'month,amount,currency', '2026-10,1000.50,', '2026-10,7,', '2026-13,x,USD');
    const end = await runHere([...IMPORT, path]);
    expect(end.code).toBe(1);
    for (const said of ['line 3: is about the same month, number as line 2', 'line 4, month', 'line 4, amount'])
      expect(end.err).toContain(said);
    const other = await runHere([...IMPORT, file('eur.csv', 'month,amount,currency', '2026-10,1,EUR')]);
    expect(other.err).toContain('line 2, currency: must be USD');
    expect(await invoices()).toEqual([]);
  });

  it('says what would change, then stores it, once', async () => {
    const path = file(
      'invoices.csv',
      'month,amount,number',
      '2026-09,900,',
      '2026-10,1000.50,',
      '2026-10,7,Marketplace',
    );
    const dry = await runHere([...IMPORT, path, '--dry-run']);
    expect(dry.out).toContain('invoices.csv: 3 lines, 3 added, 0 changed, 0 unchanged.');
    expect(await invoices()).toEqual([]);
    const end = await runHere([...IMPORT, path, '--json']);
    expect(JSON.parse(end.out)).toMatchObject({ connection: 'payer', lines: 3, added: 3, dryRun: false });
    expect(await invoices()).toEqual([
      ['2026-09', 'AWS', 900_000_000_000n],
      ['2026-10', 'AWS', 1_000_500_000_000n],
      ['2026-10', 'Marketplace', 7_000_000_000n],
    ]);
    const again = await runHere([...IMPORT, path, '--json']);
    expect(JSON.parse(again.out)).toMatchObject({ added: 0, changed: 0, unchanged: 3 });
  });
});
