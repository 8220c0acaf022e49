import { readdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse } from 'csv-parse/sync';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { parseDecimal } from '@/lib/finance/money';
import { everyCharge, smallOrganization, storeBooks, sumCharges } from '@/lib/reports/books-fixture';
import type { Database } from '@/lib/store/database';
import * as connections from './connections/route';
import * as costs from './costs/route';
import * as file from './exports/tree.csv/route';
import * as openApi from './openapi.json/route';
import * as reconciliation from './reconciliation/route';
import { ask, openServer, problemIn, tokenOf } from './route-fixture';
import * as tree from './tree/route';

vi.useFakeTimers({ now: new Date('2026-11-24T12:00:00Z'), toFake: ['Date'] });

type Node = { id: string; type: string; name: string; own: string; total: string; accounts: number; children: Node[] };
const nodesOf = (root: Node): Node[] => [root, ...root.children.flatMap(nodesOf)];
const RANGE = 'from=2026-08&to=2026-11';
const months = ['2026-08', '2026-09', '2026-10'];
const charges = everyCharge(months);
const ALL = sumCharges(charges, 'amortized');
const RESIDUAL = 5_000_000_000n;

let db: Database;
let token: string;
beforeAll(async () => {
  db = await openServer();
  token = await tokenOf(db, 'executive');
  await storeBooks(db, {
    ...{
      name: 'payer',
      charges,
      residual: RESIDUAL,
      organization: smallOrganization,
      managementAccountId: '111111111111',
    },
    ...{ estimated: ['2026-10'], noise: (cell: number) => BigInt((cell % 3) - 1) },
  });
});

describe('/tree', () => {
  it('adds up from the leaves to the root, the former apart', async () => {
    const { json } = await ask(tree.GET, `/tree?${RANGE}`, { token });
    expect(json).toMatchObject({ currency: 'USD', month: '2026-10', from: '2026-08', to: '2026-11', missing: [] });
    const nodes = nodesOf(json.root);
    expect(parseDecimal(json.root.total)).toBe(ALL);
    for (const node of nodes) {
      const below = node.children.reduce((sum, child) => sum + parseDecimal(child.total), 0n);
      expect(parseDecimal(node.total)).toBe(parseDecimal(node.own) + below);
    }
    expect(nodes.map(({ type, id }) => `${type} ${id}`)).toEqual([
      'root r-ab12',
      'account 111111111111',
      'ou ou-ab12-11111111',
      'ou ou-ab12-22222222',
      'account 444455556666',
      'account 333344445555',
      'account 000022223333',
      'former former',
      'account 999900001111',
    ]);
    expect(nodes.find(({ id }) => id === '000022223333')).toMatchObject({
      state: 'ACTIVE',
      tags: { owner: 'shop-dev' },
    });
  });

  it('is the last full month without a range', async () => {
    const { json } = await ask(tree.GET, '/tree', { token });
    expect(json).toMatchObject({
      month: '2026-10',
      from: '2026-10',
      to: '2026-11',
      estimated: true,
      basis: 'amortized',
    });
  });

  it('says which months are missing, and is 404 when all are', async () => {
    const { json } = await ask(tree.GET, '/tree?from=2026-07&to=2026-09', { token });
    expect(json.missing).toEqual([{ connection: 'payer', month: '2026-07' }]);
    const none = problemIn(await ask(tree.GET, '/tree?from=2024-01&to=2024-02', { token }));
    expect(none).toMatchObject({ status: 404, fix: 'They hold 2026-08 to 2026-11 (exclusive).' });
  });

  it.each([
    ['connection=nobody', 404, 'connection'],
    ['basis=gross', 400, 'basis'],
    ['from=2026-13&to=2027-01', 400, 'from'],
    ['from=2026-08', 400, 'to'],
    ['to=2026-08', 400, 'from'],
    ['from=2026-08&to=2026-08', 400, 'to'],
    ['from=1990-01&to=2026-01', 400, 'to'],
    ['basis=blended&basis=amortized', 400, 'basis'],
    ['Basis=blended', 400, 'Basis'],
    ['groupBy=account', 400, 'groupBy'],
    ['currency=dollars', 400, 'currency'],
    ['__proto__=1', 400, '__proto__'],
  ])('refuses %s with %d and names %s', async (query, status, field) => {
    const problem = problemIn(await ask(tree.GET, `/tree?${query}`, { token }));
    expect(problem.status).toBe(status);
    expect(problem.errors.map((each) => each.field)).toContain(field);
  });

  it('lists every wrong parameter at once', async () => {
    const { errors } = problemIn(await ask(tree.GET, '/tree?basis=x&from=y&to=z&what=1', { token }));
    expect(errors.map(({ field }) => field).sort()).toEqual(['basis', 'from', 'to', 'what']);
  });
});

describe('/reconciliation', () => {
  it('closes every month exactly', async () => {
    const { json } = await ask(reconciliation.GET, `/reconciliation?${RANGE}`, { token });
    expect(json.rows.map((row: { month: string }) => row.month)).toEqual(months);
    for (const row of json.rows) {
      const parts = [row.projectDirect, row.projectShared, row.unallocated, row.residual].map((text) =>
        parseDecimal(text),
      );
      expect(parts.reduce((sum, each) => sum + each, 0n)).toBe(parseDecimal(row.controlTotal));
      expect(row).toMatchObject({ residual: '5', difference: '0', holds: true, final: row.month !== '2026-10' });
      expect(row.checks.map((check: { name: string }) => check.name)).toEqual([
        ...['daily.account', 'daily.charge', 'service', 'tag:app'],
      ]);
      for (const check of row.checks) {
        expect(parseDecimal(check.actual) - parseDecimal(check.expected)).toBe(parseDecimal(check.difference));
      }
    }
  });
});

describe('/exports/tree.csv', () => {
  it('has the figures of the tree, and ids with their zeros', async () => {
    const { headers, text } = await ask(file.GET, `/exports/tree.csv?${RANGE}`, { token });
    expect(headers.get('content-type')).toBe('text/csv; charset=utf-8');
    expect(headers.get('content-disposition')).toContain('tree-2026-08-amortized.csv');
    const rows: Record<string, string>[] = parse(text, { columns: true });
    expect(rows).toHaveLength(9);
    expect(parseDecimal(rows[0]?.total ?? '')).toBe(ALL);
    expect(rows.at(-3)).toMatchObject({ connection: 'payer', id: '000022223333', path: '/Root/Workloads/shop-dev' });
  });
});

describe('a viewer', () => {
  const HIDDEN = /111111111111|999900001111|r-ab12|Management|"Root"|Root\/|residual/;
  it.each([
    ['an OU', ['ou:ou-ab12-22222222'], ['333344445555', '444455556666'], /ou-ab12-11111111|000022223333/],
    ['an OU with one below', ['ou:ou-ab12-11111111'], ['000022223333', '333344445555', '444455556666'], /nothing/],
    ['an account', ['account:000022223333'], ['000022223333'], /ou-ab12|333344445555|Workloads/],
    [
      'an account and an OU',
      ['account:000022223333', 'ou:ou-ab12-22222222'],
      ['000022223333', '333344445555', '444455556666'],
      /ou-ab12-11111111/,
    ],
  ])('of %s sees no id, name or amount of others, anywhere', async (_, scopes, accounts, hidden) => {
    const viewer = await tokenOf(db, 'viewer', scopes);
    const visible = sumCharges(
      charges.filter(({ account }) => accounts.includes(account)),
      'amortized',
    );
    const shown = await ask(tree.GET, `/tree?${RANGE}`, { token: viewer });
    expect(parseDecimal(shown.json.root.total)).toBe(visible);
    expect(shown.json.root.accounts).toBe(accounts.length);
    const csv = await ask(file.GET, `/exports/tree.csv?${RANGE}`, { token: viewer });
    const list = await ask(connections.GET, '/connections', { token: viewer });
    expect(list.json.rows).toEqual([expect.objectContaining({ name: 'payer', managementAccountId: null })]);
    const replies = [shown, csv, list];
    for (const groupBy of [
      'account',
      'ou',
      'service',
      'tag:app',
      'day',
      'account,ou',
      'chargeClass,service',
      'recordType',
    ]) {
      const reply = await ask(costs.GET, `/costs?${RANGE}&groupBy=${encodeURIComponent(groupBy)}`, { token: viewer });
      expect(parseDecimal(reply.json.total)).toBe(visible);
      replies.push(reply);
    }
    for (const { text, status } of replies) {
      expect(status).toBe(200);
      expect(text).not.toMatch(HIDDEN);
      expect(text).not.toMatch(hidden);
    }
  });

  it('is refused what is of the whole organization, and what is outside its scopes, known or not', async () => {
    const viewer = await tokenOf(db, 'viewer', ['account:000022223333']);
    for (const [handler, path] of [
      [reconciliation.GET, '/reconciliation'],
      [costs.GET, '/costs?groupBy=account&account=111111111111'],
      [costs.GET, '/costs?groupBy=account&account=123456789012'],
      [costs.GET, '/costs?groupBy=account&ou=ou-ab12-11111111'],
      [costs.GET, '/costs?groupBy=account&ou=ou-ab12-99999999'],
    ] as const) {
      expect([path, (await ask(handler, path, { token: viewer })).status]).toEqual([path, 403]);
    }
  });

  it('without scopes, or with those of others, sees an empty store', async () => {
    for (const scopes of [[], ['account:123456789012'], ['ou:ou-zz99-12345678'], ['project:checkout']]) {
      const viewer = await tokenOf(db, 'viewer', scopes);
      expect((await ask(connections.GET, '/connections', { token: viewer })).json).toEqual({ rows: [] });
      expect((await ask(costs.GET, '/costs?groupBy=account', { token: viewer })).json).toMatchObject({
        rows: [],
        total: '0',
      });
      expect((await ask(tree.GET, '/tree?connection=payer', { token: viewer })).status).toBe(404);
    }
  });
});

/** The paths of the routes beside this file: `months/[month]/close/route.ts` is `/months/{month}/close`. */
const routes = (): string[] =>
  readdirSync(dirname(fileURLToPath(import.meta.url)), { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('route.ts') && !path.includes('[['))
    .map((path) => `/${dirname(path).replaceAll('[', '{').replaceAll(']', '}')}`)
    .sort();

describe('the OpenAPI document', () => {
  it('refers only to what it has, and describes every route', async () => {
    const { json } = await ask(openApi.GET, '/openapi.json', { token });
    expect(json.openapi).toMatch(/^3\.1\./);
    const references = [...JSON.stringify(json).matchAll(/"\$ref":"([^"]+)"/g)].map(([, target]) => target ?? '');
    expect(references.length).toBeGreaterThan(10);
    for (const reference of references) {
      expect(reference).toMatch(/^#\/components\/schemas\/\w+$/);
      expect(Object.keys(json.components.schemas)).toContain(reference.split('/').at(-1));
    }
    expect(Object.keys(json.paths).sort()).toEqual(routes());
  });
});

describe('several connections', () => {
  it('stand under one node, and two currencies are refused', async () => {
    await storeBooks(db, { name: 'bill', kind: 'cur', charges: everyCharge(['2026-10']) });
    const { json } = await ask(tree.GET, `/tree?${RANGE}`, { token });
    expect(json.root).toMatchObject({ type: 'organization' });
    expect(json.root.children.map(({ type, name }: Node) => [type, name])).toEqual([
      ['root', 'bill'],
      ['root', 'payer'],
    ]);
    expect(parseDecimal(json.root.total)).toBe(ALL + sumCharges(everyCharge(['2026-10']), 'amortized'));
    await storeBooks(db, { name: 'yuan', currency: 'CNY', charges: everyCharge(['2026-10']) });
    for (const [handler, path] of [
      [tree.GET, '/tree'],
      [costs.GET, '/costs?groupBy=month'],
      [reconciliation.GET, '/reconciliation'],
    ] as const) {
      const problem = problemIn(await ask(handler, path, { token }));
      expect(problem).toMatchObject({ status: 400, type: 'urn:subledger:problem:mixed-currencies' });
      expect(problem.detail).toMatch(/CNY \(yuan\) and USD \(bill, payer\)/);
    }
    expect((await ask(tree.GET, '/tree?currency=CNY', { token })).json).toMatchObject({ currency: 'CNY' });
    expect((await ask(tree.GET, '/tree?connection=payer', { token })).json.root.type).toBe('root');
  });
});
