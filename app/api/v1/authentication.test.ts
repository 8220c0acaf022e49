import { beforeAll, describe, expect, it, vi } from 'vitest';
import type { Database } from '@/lib/store/database';
import { createToken, findTokenByHash, hashOfToken, revokeToken } from '@/lib/store/tokens';
import { GET as nothing } from './[[...path]]/route';
import * as connection from './connections/[id]/route';
import * as sync from './connections/[id]/sync/route';
import * as connections from './connections/route';
import * as costs from './costs/route';
import * as file from './exports/tree.csv/route';
import * as health from './health/route';
import * as openApi from './openapi.json/route';
import * as reconciliation from './reconciliation/route';
import { ask, openServer, problemIn, tokenOf } from './route-fixture';
import * as plan from './sync-plan/route';
import * as run from './sync-runs/[id]/route';
import * as tree from './tree/route';

const ROUTES = { connection, sync, connections, costs, file, openApi, reconciliation, plan, run, tree };
const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'] as const;

let db: Database;
beforeAll(async () => {
  db = await openServer();
});

describe('a request without a valid key', () => {
  it.each(Object.entries(ROUTES))('is 401 on %s, whatever the method', async (_, route) => {
    for (const method of METHODS) {
      const reply = await ask(route[method], '/x', { method, id: 'x' });
      expect([method, reply.status]).toEqual([method, 401]);
      expect(reply.headers.get('www-authenticate')).toMatch(/^Bearer/);
      expect(problemIn(reply)).toMatchObject({ type: 'urn:subledger:problem:unauthenticated' });
    }
  });

  it('is 401 on a path that does not exist, and 404 with one', async () => {
    expect((await ask(nothing, '/nowhere')).status).toBe(401);
    const reply = await ask(nothing, '/nowhere', { token: await tokenOf(db, 'admin') });
    expect(problemIn(reply)).toMatchObject({ status: 404, detail: 'There is no /api/v1/nowhere.' });
  });

  it.each([
    ['an unknown token', 'Bearer sbl_0000000000000000000000000000000000000000000'],
    ['no token', 'Bearer '],
    ['another scheme', 'Basic YTpi'],
    ['nonsense', 'Bearer a b c'],
    ['an endless token', `Bearer ${'a'.repeat(5000)}`],
  ])('is 401 with %s', async (_, authorization) => {
    expect((await ask(tree.GET, '/tree', { headers: { authorization } })).status).toBe(401);
  });

  it('is 401 once its token is revoked, or has run out', async () => {
    const { id, token } = await createToken(db, { name: 'to revoke', role: 'admin', scopes: [] });
    expect((await ask(connections.GET, '/connections', { token })).status).toBe(200);
    await revokeToken(db, id);
    expect((await ask(connections.GET, '/connections', { token })).status).toBe(401);
    const old = await tokenOf(db, 'admin', [], '2026-01-01T00:00:00.000Z');
    expect((await ask(connections.GET, '/connections', { token: old })).status).toBe(401);
    const fresh = await tokenOf(db, 'admin', [], '2999-01-01T00:00:00.000Z');
    expect((await ask(connections.GET, '/connections', { token: fresh })).status).toBe(200);
  });

  it('does not pass for a page of the demo while the demo is not shown', async () => {
    const headers = { 'sec-fetch-site': 'same-origin' };
    expect((await ask(tree.GET, '/tree', { headers })).status).toBe(401);
  });
});

describe('health', () => {
  it('needs no key', async () => {
    const reply = await ask(health.GET, '/health');
    expect(reply.status).toBe(200);
    expect(reply.json).toEqual({ status: 'ok', version: expect.stringMatching(/^\d+\.\d+\.\d+/), database: 'sqlite' });
  });
});

describe('a method that a path does not have', () => {
  it('is 405 and says which it has', async () => {
    const reply = await ask(connections.PUT, '/connections', { method: 'PUT', token: await tokenOf(db, 'admin') });
    expect(problemIn(reply)).toMatchObject({ status: 405, fix: 'It has: GET, POST.' });
    expect(reply.headers.get('allow')).toBe('GET, POST');
  });
});

describe('roles', () => {
  const ofAll = ['admin', 'finance', 'executive'];
  it.each([
    ['reads the plan', plan.GET, 'GET', ofAll],
    ['reads the reconciliation', reconciliation.GET, 'GET', ofAll],
    ['reads a run', run.GET, 'GET', ofAll],
    ['connects', connections.POST, 'POST', ['admin']],
    ['disconnects', connection.DELETE, 'DELETE', ['admin']],
    ['syncs', sync.POST, 'POST', ['admin']],
    ['reads connections', connections.GET, 'GET', [...ofAll, 'viewer']],
    ['reads costs', costs.GET, 'GET', [...ofAll, 'viewer']],
  ] as const)('decide who %s', async (_, handler, method, allowed) => {
    for (const role of ['admin', 'finance', 'executive', 'viewer']) {
      const token = await tokenOf(db, role);
      const { status } = await ask(handler, '/x', {
        token,
        method,
        id: 'x',
        ...(method === 'POST' ? { body: 'no json' } : {}),
      });
      if ((allowed as readonly string[]).includes(role)) expect([role, status]).not.toEqual([role, 403]);
      else expect([role, status]).toEqual([role, 403]);
    }
  });

  it('of another program version are refused, not guessed', async () => {
    expect((await ask(tree.GET, '/tree', { token: await tokenOf(db, 'emperor') })).status).toBe(401);
  });
});

describe('the rate of a token', () => {
  it('is limited per minute, and says when to come back', async () => {
    vi.stubEnv('SUBLEDGER_API_RATE', '3');
    const token = await tokenOf(db, 'admin');
    const other = await tokenOf(db, 'admin');
    for (let n = 0; n < 3; n += 1) expect((await ask(connections.GET, '/connections', { token })).status).toBe(200);
    const reply = await ask(connections.GET, '/connections', { token });
    expect(problemIn(reply).status).toBe(429);
    const wait = Number(reply.headers.get('retry-after'));
    expect(wait).toBeGreaterThan(0);
    expect(wait).toBeLessThanOrEqual(60);
    expect((await ask(connections.GET, '/connections', { token: other })).status).toBe(200);
    vi.stubEnv('SUBLEDGER_API_RATE', '');
  });
});

describe('the last use of a token', () => {
  it('is noted at most once a minute', async () => {
    const token = await tokenOf(db, 'admin');
    const lastUse = async () => (await findTokenByHash(db, hashOfToken(token)))?.lastUsedAt ?? null;
    expect(await lastUse()).toBeNull();
    await ask(connections.GET, '/connections', { token });
    const first = await lastUse();
    expect(first).not.toBeNull();
    await ask(connections.GET, '/connections', { token });
    expect(await lastUse()).toBe(first);
  });
});

describe('an empty store', () => {
  it('serves without rows', async () => {
    const token = await tokenOf(db, 'executive');
    expect((await ask(connections.GET, '/connections', { token })).json).toEqual({ rows: [] });
    expect((await ask(costs.GET, '/costs?groupBy=account', { token })).json).toMatchObject({ rows: [], total: '0' });
    expect((await ask(reconciliation.GET, '/reconciliation', { token })).json).toMatchObject({ rows: [] });
    expect((await ask(tree.GET, '/tree', { token })).json).toMatchObject({
      currency: null,
      root: { children: [], accounts: 0 },
    });
    expect((await ask(plan.GET, '/sync-plan', { token })).json).toMatchObject({ requests: 0, price: '0', queries: [] });
    expect((await ask(tree.GET, '/tree?connection=none', { token })).status).toBe(404);
    const csv = await ask(file.GET, '/exports/tree.csv', { token });
    expect(csv.status).toBe(200);
    expect(csv.text.trimEnd().split('\n')).toEqual([expect.stringMatching(/^"connection","path",.*"basis"\r?$/)]);
  });
});
