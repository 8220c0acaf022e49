import { readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { z } from 'zod';
import { parseDecimal } from '@/lib/finance/money';
import { closeDatabase, openDatabase } from '@/lib/store/database';
import { CHECKOUT } from './checkout.mjs';
import { endOf, openWorkplace, runHere, type Workplace } from './command-fixture';

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

it('imports the shared FOCUS sample without a flag, to the total of the file', async () => {
  const end = await place.run(['import', 'focus', data('focus-1.0-sample.csv'), '--name', 'sample', '--json']);
  expect(end.code).toBe(0);
  const document = JSON.parse(end.out);
  expect(document).toMatchObject({
    changed: true,
    lines: { read: 1000, kept: 942 },
    connection: { name: 'sample', kind: 'focus', currency: 'USD' },
  });
  expect(document.months).toMatchObject([
    { month: '2024-09', published: true, holds: true, totals: { unblended: '18.006638618' } },
  ]);
  expect(end.err).toMatch(/51 lines of Microsoft/);
});

it('imports the same file again and says that nothing changed', async () => {
  const end = await runHere(['import', 'focus', data('focus-1.0-sample.csv'), '--name', 'sample']);
  expect(end.code).toBe(0);
  expect(end.out).toContain('nothing changed');
});

it('imports the shared Cost and Usage Report to its published totals', async () => {
  const end = await runHere(['import', 'cur', data('cur-2018-12-01.csv.gz'), '--name', 'workshop', '--json']);
  expect(end.code).toBe(0);
  const totals = z
    .record(z.string(), z.string())
    .parse(JSON.parse(readFileSync(data('cur-2018-12-01.totals.json'), 'utf8')));
  const [month] = JSON.parse(end.out).months;
  expect(month).toMatchObject({ month: '2018-12', holds: true });
  for (const basis of ['unblended', 'amortized', 'blended']) {
    expect(parseDecimal(month.totals[basis])).toBe(parseDecimal(totals[`total/${basis}`] ?? ''));
  }
});

it('refuses a name that cannot be typed again, before it reads the file', async () => {
  for (const name of ['', ' sample', 'a\tb', 'x'.repeat(101)]) {
    expect(await runHere(['import', 'focus', 'no-such-file.csv', '--name', name])).toMatchObject({
      code: 2,
      out: '',
      err: expect.stringMatching(/^--name must have 1 to 100 characters/),
    });
  }
});

it('refuses a name of another kind', async () => {
  const end = await runHere(['import', 'cur', data('cur-legacy-small.csv'), '--name', 'sample', '--json']);
  expect(end).toMatchObject({ code: 1, out: '' });
  expect(end.err).toMatch(/sample is of kind focus/);
});

it('lists bad lines and imports nothing until they are accepted', async () => {
  const [header = '', ...lines] = readFileSync(data('cur-legacy-small.csv'), 'utf8').trimEnd().split(/\r?\n/);
  const [first = '', ...rest] = lines;
  const cost = header.split(',').indexOf('lineItem/UnblendedCost');
  const broken = first.split(',').with(cost, 'twelve').join(',');
  const file = join(place.folder, 'broken.csv');
  writeFileSync(file, [header, broken, ...rest, ''].join('\n'));
  const refused = await runHere(['import', 'cur', file, '--name', 'broken', '--json']);
  expect(refused).toMatchObject({ code: 1, out: '' });
  expect(refused.err).toMatch(/broken\.csv, line 2:.*"twelve"/);
  const listed = JSON.parse((await runHere(['connection', 'list', '--json'])).out);
  expect(listed.rows.map(({ name }: { name: string }) => name)).not.toContain('broken');
  const accepted = await runHere(['import', 'cur', file, '--name', 'broken', '--accept-bad-lines', '--json']);
  expect(accepted.code).toBe(0);
  expect(JSON.parse(accepted.out)).toMatchObject({ lines: { kept: rest.length }, badLines: { total: 1 } });
});

it('names the missing column of a file of another format', async () => {
  const end = await runHere(['import', 'focus', data('cur-legacy-small.csv'), '--name', 'wrong']);
  expect(end).toMatchObject({ code: 1, out: '' });
  expect(end.err).toMatch(/cur-legacy-small\.csv/);
});

it('leaves no half of a file behind when it is killed, and the next import completes it', async () => {
  const killed = place.spawn(['import', 'cur', data('cur-2018-12-01.csv.gz'), '--name', 'killed']);
  const ended = endOf(killed);
  killed.stderr?.on('data', (text: string) => /daily\.account/.test(text) && killed.kill('SIGKILL'));
  expect((await ended).code).toBe(-1);
  const found = await runHere(['export', 'tree', '--connection', 'killed', '--json']);
  expect(found).toMatchObject({ code: 1, out: '' });
  expect(found.err).toMatch(/no published month/);
  // A dead process loses its lease within a minute; here the minute has passed.
  const db = await openDatabase(place.databaseUrl);
  await db.prisma.lease.deleteMany();
  await closeDatabase(db);
  const end = await runHere(['import', 'cur', data('cur-2018-12-01.csv.gz'), '--name', 'killed', '--json']);
  expect(end.code).toBe(0);
  expect(JSON.parse(end.out)).toMatchObject({
    changed: true,
    months: [{ holds: true, totals: { unblended: '160.449167201' } }],
  });
  const again = await openDatabase(place.databaseUrl);
  const runs = await again.prisma.syncRun.findMany({
    where: { connectionId: JSON.parse(end.out).connection.id },
    orderBy: { queuedAt: 'asc' },
  });
  expect(runs.map(({ status }) => status)).toEqual(['failed', 'succeeded']);
  expect(await again.prisma.load.count()).toBe(await again.prisma.published.count());
  await closeDatabase(again);
});
