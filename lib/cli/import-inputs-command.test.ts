import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { createConnection } from '@/lib/store/connections';
import { closeDatabase, type Database, openDatabase } from '@/lib/store/database';
import { listOutsideCosts, listRevenue } from '@/lib/store/finance-inputs';
import { migrate } from '@/lib/store/migrate';
import { mintScope } from '@/lib/store/scope';
import { runHere } from './command-fixture';

const folder = mkdtempSync(join(tmpdir(), 'subledger-inputs-'));
let db: Database;
beforeAll(async () => {
  const url = `file:${join(folder, 'books.db')}`;
  vi.stubEnv('DATABASE_URL', url);
  vi.stubEnv('SUBLEDGER_DEMO', 'off');
  db = await openDatabase(url);
  await migrate(db);
  await createConnection(db, { name: 'payer', kind: 'aws', currency: 'USD' });
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
const HEADER = 'month,entity,amount,currency,source';
const revenue = () => listRevenue(mintScope(db, 'all'), null);

describe('import revenue', () => {
  const lines = [
    '2026-09,project:checkout,"398000.25",,Subscriptions',
    '2026-10,project:checkout,400000,,Subscriptions',
    '2026-10,account:000011112222,-0.000000001,EUR,"Acme, Inc."',
  ];

  it('says in a dry run what would change, and stores nothing', async () => {
    const path = file('revenue.csv', HEADER, ...lines);
    const end = await runHere(['import', 'revenue', path, '--dry-run']);
    expect(end.code).toBe(0);
    expect(end.out).toContain('revenue.csv: 3 lines, 3 added, 0 changed, 0 unchanged.');
    expect(end.out).toContain('Total of the file: 798000.25 USD');
    expect(end.out).toMatch(/added +2026-09 +project:checkout +398000\.25 +USD +Subscriptions/);
    expect(end.out).toContain('nothing was stored');
    expect(end.err).toContain('Note: line 4, entity names account:000011112222, which no connection knows (yet)');
    expect(await revenue()).toEqual([]);
  });

  it('stores every line to the unit, and answers as the API does', async () => {
    const end = await runHere(['import', 'revenue', file('revenue.csv', HEADER, ...lines), '--json']);
    expect(end.code).toBe(0);
    const document = JSON.parse(end.out);
    expect(document).toMatchObject({ lines: 3, dryRun: false, added: 3, changed: 0, unchanged: 0, removed: 0 });
    expect(document.totals).toEqual([
      { unit: 'EUR', total: '-0.000000001' },
      { unit: 'USD', total: '798000.25' },
    ]);
    expect(document.rows).toContainEqual({
      ...{
        month: '2026-09',
        entity: 'project:checkout',
        amount: '398000.25',
        currency: 'USD',
        source: 'Subscriptions',
      },
    });
    expect((await revenue()).reduce((sum, { amount }) => sum + amount, 0n)).toBe(798_000_249_999_999n);
  });

  it('changes nothing the second time, and only what differs the third', async () => {
    const again = await runHere(['import', 'revenue', file('revenue.csv', HEADER, ...lines), '--json']);
    expect(JSON.parse(again.out)).toMatchObject({ added: 0, changed: 0, unchanged: 3, changes: [] });
    const third = await runHere([
      ...[
        'import',
        'revenue',
        file('revenue.csv', HEADER, ...lines.slice(0, 1), '2026-10,project:checkout,7,,Subscriptions'),
      ],
      ...['--dry-run'],
    ]);
    expect(third.out).toMatch(/changed .* 7 +USD +Subscriptions +400000 USD/);
    expect(third.out).toContain('0 added, 1 changed, 1 unchanged');
  });

  it('tells every bad line with number, field and reason, and imports none', async () => {
    const before = await revenue();
    const path = file(
      'bad.csv',
      HEADER,
      '2026-08,project:new,1,,',
      '2026-13,project:new,1,,',
      '2026-08,new,"1,5",,',
      '2026-08',
    );
    const end = await runHere(['import', 'revenue', path, '--json']);
    expect(end).toMatchObject({ code: 1, out: '' });
    expect(end.err.split('\n')).toEqual([
      'bad.csv has 4 faults: nothing was imported.',
      '  line 3, month: must be a month such as 2026-10',
      expect.stringContaining('  line 4, entity: is no entity; write project:checkout'),
      expect.stringContaining('  line 4, amount: must be a number with a decimal point'),
      expect.stringContaining('  line 5: has 1 fields, the header 5'),
      'Mend what is named and import the file again.',
      '',
    ]);
    expect(await revenue()).toEqual(before);
  });

  it('asks for the currency where connections have several', async () => {
    const second = await createConnection(db, { name: 'bill', kind: 'focus', currency: 'EUR' });
    const end = await runHere(['import', 'budget', file('b.csv', 'month,entity,amount', '', '2026-10,project:a,1')]);
    expect(end).toMatchObject({ code: 1, out: '' });
    expect(end.err).toContain('line 3, currency: is missing: connections are billed in EUR and USD');
    const named = file('b.csv', 'month,entity,amount,currency', '2026-10,project:a,1,EUR');
    expect((await runHere(['import', 'budget', named])).code).toBe(0);
    await db.prisma.connection.delete({ where: { id: second.id } });
  });

  it('says what is wrong with a file that is not there, or not one of its kind', async () => {
    const none = await runHere(['import', 'revenue', join(folder, 'none.csv')]);
    expect(none).toMatchObject({ code: 1, out: '' });
    expect(none.err).toMatch(/none\.csv cannot be read/);
    expect((await runHere(['import', 'revenue', folder])).err).toMatch(/cannot be read/);
    const other = await runHere(['import', 'driver', file('revenue.csv', HEADER, ...lines)]);
    expect(other.err).toMatch(
      /line 1, amount: is no column of a driver file; its header is month,entity,driver,quantity/,
    );
  });
});

it('imports drivers and outside costs', async () => {
  const driver = file(
    'd.csv',
    'month,entity,driver,quantity',
    '2026-10,project:a,orders,1840000.5',
    '2026-10,project:b,orders,1',
  );
  const drivers = await runHere(['import', 'driver', driver]);
  expect(drivers.out).toContain('Total of the file: 1840001.5 orders');
  const cost = file('c.csv', 'from,to,entity,amount,vendor', '2026-01,2027-01,project:platform,28800,Lantern');
  expect((await runHere(['import', 'cost', cost])).code).toBe(0);
  expect(await listOutsideCosts(mintScope(db, 'all'), null)).toMatchObject([
    { from: '2026-01', to: '2027-01', amount: 28_800_000_000_000n, vendor: 'Lantern', currency: 'USD' },
  ]);
  const late = file('c.csv', 'from,to,entity,amount,vendor', '2026-06,2026-07,project:platform,1,Lantern');
  expect((await runHere(['import', 'cost', late, '--dry-run'])).err).toContain('both count');
});

it('touches no store before the file is right', async () => {
  const empty = mkdtempSync(join(tmpdir(), 'subledger-inputs-'));
  vi.stubEnv('DATABASE_URL', `file:${join(empty, 'books.db')}`);
  expect((await runHere(['import', 'revenue', file('x.csv', 'month,entity', '2026-10,project:a')])).code).toBe(1);
  expect(readdirSync(empty)).toEqual([]);
  rmSync(empty, { recursive: true });
});
