import { parse } from 'csv-parse/sync';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { administratorOf } from '@/lib/auth/viewer';
import { parseDecimal } from '@/lib/finance/money';
import { PROPOSED_POOLS } from '@/lib/finance/proposed-rules';
import { EMPTY_RULES } from '@/lib/finance/rules';
import { everyCharge, smallOrganization, storeBooks, sumCharges } from '@/lib/reports/books-fixture';
import { deriveBooks } from '@/lib/reports/derived-fixture';
import type { Database } from '@/lib/store/database';
import * as file from './exports/projects.csv/route';
import * as projects from './projects/route';
import { ask, openServer, problemIn, tokenOf } from './route-fixture';

vi.useFakeTimers({ now: new Date('2026-11-24T12:00:00Z'), toFake: ['Date'] });

const charges = everyCharge(['2026-09', '2026-10']);
const RESIDUAL = 5_000_000_000n;
const NULLS = { untagged: null, unallocated: null, residual: null, controlTotal: null };

let db: Database;
beforeAll(async () => {
  db = await openServer();
});

describe('/projects', () => {
  it('is empty in a store without a connection', async () => {
    const { json } = await ask(projects.GET, '/projects', { token: await tokenOf(db, 'executive') });
    expect(json).toMatchObject({ currency: null, rows: [], ...NULLS });
  });

  it('adds up to the control total, and each row to itself', async () => {
    const connection = await storeBooks(db, {
      ...{ name: 'payer', charges, residual: RESIDUAL, organization: smallOrganization },
    });
    await deriveBooks(administratorOf(db).scope, connection, charges, {
      ...EMPTY_RULES,
      dimensions: { project: ['app'], environment: ['env'] },
      pools: PROPOSED_POOLS.filter(({ id }) => id !== 'untagged'),
    });
    const { json } = await ask(projects.GET, '/projects?basis=unblended', { token: await tokenOf(db, 'executive') });
    const sum = (list: readonly { [name: string]: string }[], name: string) =>
      list.reduce((total, each) => total + parseDecimal(each[name] ?? ''), 0n);
    expect(json.rows.map(({ project }: { project: string }) => project)).toEqual(['Shop', 'shop']);
    for (const each of json.rows) {
      expect(sum(each.environments, 'amount')).toBe(parseDecimal(each.direct));
      expect(sum(each.pools, 'amount')).toBe(parseDecimal(each.shared));
      expect(parseDecimal(each.direct) + parseDecimal(each.shared)).toBe(parseDecimal(each.total));
    }
    const october = charges.filter(({ month }) => month === '2026-10');
    expect(json).toMatchObject({ from: '2026-10', to: '2026-11', basis: 'unblended', currency: 'USD' });
    expect(parseDecimal(json.controlTotal)).toBe(sumCharges(october, 'unblended') + RESIDUAL);
    expect(sum(json.rows, 'total') + parseDecimal(json.unallocated) + parseDecimal(json.residual)).toBe(
      parseDecimal(json.controlTotal),
    );
    const untagged = october.filter(({ app, recordType }) => app === '' && /Usage/.test(recordType));
    expect(parseDecimal(json.untagged)).toBe(sumCharges(untagged, 'unblended'));
  });

  it('is the same as a file', async () => {
    const token = await tokenOf(db, 'executive');
    const { json } = await ask(projects.GET, '/projects', { token });
    const { text, headers } = await ask(file.GET, '/exports/projects.csv', { token });
    expect(headers.get('content-type')).toContain('text/csv');
    const lines: { kind: string; project: string; total: string }[] = parse(text, { columns: true });
    expect(lines.reduce((sum, { total }) => sum + parseDecimal(total), 0n)).toBe(parseDecimal(json.controlTotal));
    expect(lines.filter(({ kind }) => kind === 'project').map(({ project, total }) => [project, total])).toEqual(
      json.rows.map((row: { project: string; total: string }) => [row.project, row.total]),
    );
    expect(lines.map(({ kind }) => kind)).toEqual(['project', 'project', 'untagged', 'unallocated', 'residual']);
  });

  it('tells a viewer of an account, or of a project, nothing of the whole', async () => {
    const account = await ask(projects.GET, '/projects', {
      token: await tokenOf(db, 'viewer', ['account:000022223333']),
    });
    expect(account.json).toMatchObject(NULLS);
    expect(account.json.rows.map(({ revenue, profit }: { revenue: null; profit: null }) => [revenue, profit])).toEqual([
      [null, null],
      [null, null],
    ]);
    const project = await ask(projects.GET, '/projects', { token: await tokenOf(db, 'viewer', ['project:shop']) });
    expect(project.json).toMatchObject(NULLS);
    expect(project.json.rows.map((each: { project: string }) => each.project)).toEqual(['shop']);
    expect(JSON.stringify(project.json)).not.toMatch(/\d{12}|Shop/);
  });

  it('refuses what is no parameter and no month', async () => {
    const token = await tokenOf(db, 'executive');
    expect(problemIn(await ask(projects.GET, '/projects?groupBy=project', { token })).status).toBe(400);
    expect(problemIn(await ask(projects.GET, '/projects?from=2020-01&to=2020-02', { token })).status).toBe(404);
    expect(problemIn(await ask(projects.GET, '/projects', {})).status).toBe(401);
  });
});
