import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { parseDecimal } from '@/lib/finance/money';
import { monthOf } from '@/lib/finance/month';
import { billWorld } from '@/lib/sandbox/bill-world';
import { type Sandbox, startSandbox } from '@/lib/sandbox/server';
import { createConnection } from '@/lib/store/connections';
import type { Database } from '@/lib/store/database';
import { smallBill, sumLines } from '@/lib/sync/bill-fixture';
import { holdLease } from '@/lib/sync/lease-keeper';
import { GET as events } from '../events/sync/route';
import * as connection from './connections/[id]/route';
import * as sync from './connections/[id]/sync/route';
import * as connections from './connections/route';
import * as costs from './costs/route';
import { ask, openServer, problemIn, tokenOf } from './route-fixture';
import * as plan from './sync-plan/route';
import * as run from './sync-runs/[id]/route';

const bill = smallBill(monthOf(new Date()));
let db: Database;
let token: string;
let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = await startSandbox({ world: billWorld(bill, { now: () => new Date() }) });
  db = await openServer({ SUBLEDGER_DEMO_ENDPOINT: sandbox.url });
  vi.stubEnv('AWS_ENDPOINT_URL', sandbox.url);
  vi.stubEnv('AWS_ACCESS_KEY_ID', 'AKIAIOSFODNN7EXAMPLE');
  vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY');
  token = await tokenOf(db, 'admin');
});
afterAll(() => sandbox.close());

describe('a payer', () => {
  let id = '';

  it('is added after AWS let it be read', async () => {
    const reply = await ask(connections.POST, '/connections', { token, method: 'POST', body: { name: 'acme' } });
    expect(reply.status).toBe(201);
    id = reply.json.id;
    expect(reply.headers.get('location')).toBe(`/api/v1/connections/${id}`);
    expect(reply.json).toMatchObject({ name: 'acme', kind: 'aws', lastSync: null });
  });

  it('is refused a second time, without a request to AWS', async () => {
    const before = sandbox.requests.length;
    const reply = await ask(connections.POST, '/connections', { token, method: 'POST', body: { name: 'acme' } });
    expect(problemIn(reply).status).toBe(409);
    expect(sandbox.requests.length).toBe(before);
  });

  it.each([
    ['not json', ''],
    [{}, 'name'],
    [[], ''],
    [{ name: 'x', historyMonths: 'all' }, 'historyMonths'],
    [{ name: 'x', historyMonths: 99 }, 'historyMonths'],
    [{ name: 'x', accessKey: 'y' }, 'accessKey'],
    [{ name: 'x', roleArn: 'arn' }, 'roleArn'],
    [{ name: ' ' }, 'name'],
  ])('is refused as %j', async (body, field) => {
    const problem = problemIn(await ask(connections.POST, '/connections', { token, method: 'POST', body }));
    expect(problem.status).toBe(400);
    expect(problem.errors.map((each) => each.field)).toContain(field);
  });

  it('is refused when AWS denies, check by check, and nothing is stored', async () => {
    const body = { name: 'wrong', roleArn: 'arn:aws:iam::111122223333:role/nobody', externalId: 'abc' };
    const problem = problemIn(await ask(connections.POST, '/connections', { token, method: 'POST', body }));
    expect(problem.status).toBe(400);
    expect(problem.errors.map(({ field }) => field)).toContain('identity');
    expect((await ask(connections.GET, '/connections', { token })).json.rows).toHaveLength(1);
  });

  it('has a plan with its price before anything is asked', async () => {
    const { json } = await ask(plan.GET, '/sync-plan?connection=acme', { token });
    expect(json.queries[0]).toMatchObject({ cube: 'control', groupBy: [], expectedRequests: 1 });
    expect(parseDecimal(json.price)).toBe(BigInt(json.requests) * 10_000_000n);
    expect((await ask(plan.GET, '/sync-plan?connection=nobody', { token })).status).toBe(404);
    expect((await ask(plan.GET, '/sync-plan?basis=blended', { token })).status).toBe(400);
  });

  it('is synced in the background, alone, and tells of its progress', async () => {
    const billed = () => sandbox.requests.filter((each) => each.billed).length;
    const before = billed();
    const started = await ask(sync.POST, '/x', { token, method: 'POST', id });
    expect(started.status).toBe(202);
    const { runId } = started.json;
    expect(started.headers.get('location')).toBe(`/api/v1/sync-runs/${runId}`);
    const second = await ask(sync.POST, '/x', { token, method: 'POST', id: 'acme' });
    expect(problemIn(second)).toMatchObject({ status: 409, type: 'urn:subledger:problem:sync-running' });
    const request = new Request(`http://localhost/api/events/sync?run=${runId}`, {
      headers: { authorization: `Bearer ${token}` },
    });
    const stream = await events(request);
    expect(stream.headers.get('content-type')).toContain('text/event-stream');
    const told = (await stream.text())
      .split('\n\n')
      .filter((text) => text.startsWith('data: '))
      .map((text) => JSON.parse(text.slice(6)));
    expect(told.at(-1)).toMatchObject({ runId, status: 'succeeded', fraction: 1 });
    const fractions = told.flatMap(({ fraction }) => (fraction === null ? [] : [fraction]));
    expect([...fractions].sort((a, b) => a - b)).toEqual(fractions);
    const { json } = await ask(run.GET, '/x', { token, id: runId });
    expect(json).toMatchObject({ id: runId, status: 'succeeded' });
    expect(json.requests).toBe(billed() - before);
    expect(parseDecimal(json.price)).toBe(BigInt(json.requests) * 10_000_000n);
    expect(json.steps.every(({ status }: { status: string }) => status === 'done')).toBe(true);
  });

  it('shows the bill, to the unit of its rounding', async () => {
    const reply = await ask(costs.GET, '/costs?groupBy=account', { token });
    const month = reply.json.from;
    const exact = sumLines(bill, 'amortized', (line) => line.month === month);
    const difference = parseDecimal(reply.json.total) * 10n ** 9n - exact;
    expect(difference < 20n * 10n ** 9n && difference > -20n * 10n ** 9n).toBe(true);
  });

  it('is not removed while a sync holds it, and is gone afterwards', async () => {
    const lease = await holdLease(db, id);
    expect((await ask(connection.DELETE, '/x', { token, method: 'DELETE', id })).status).toBe(409);
    await lease.release();
    expect((await ask(connection.DELETE, '/x', { token, method: 'DELETE', id })).status).toBe(204);
    expect((await ask(connection.DELETE, '/x', { token, method: 'DELETE', id })).status).toBe(404);
    expect((await ask(connections.GET, '/connections', { token })).json).toEqual({ rows: [] });
  });
});

describe('what cannot be synced', () => {
  it('is told: nobody, a file, an unknown run, a body that is wrong', async () => {
    const { id } = await createConnection(db, { name: 'file', kind: 'focus' });
    const post = (path: string, body?: unknown) => ask(sync.POST, '/x', { token, method: 'POST', id: path, body });
    expect((await post('nobody')).status).toBe(404);
    expect((await post('nobody', 'no json')).status).toBe(404);
    expect(problemIn(await post(id))).toMatchObject({
      status: 400,
      fix: 'Import a newer version of the file instead.',
    });
    expect((await post(id, 'no json')).status).toBe(400);
    expect((await post(id, { full: 'yes' })).status).toBe(400);
    expect((await ask(run.GET, '/x', { token, id: 'nothing' })).status).toBe(404);
    const unknown = await events(
      new Request('http://localhost/api/events/sync?run=x', { headers: { authorization: `Bearer ${token}` } }),
    );
    expect(unknown.status).toBe(404);
    expect((await events(new Request('http://localhost/api/events/sync?run=x'))).status).toBe(401);
  });
});
