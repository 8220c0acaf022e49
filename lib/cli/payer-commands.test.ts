import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { priceOf } from '@/lib/finance/request-price';
import { DEFAULT_KNOBS } from '@/lib/sandbox/knobs';
import type { Sandbox } from '@/lib/sandbox/server';
import {
  EXTERNAL_ID,
  endOf,
  MEMBER,
  openPayer,
  openWorkplace,
  PAYER,
  ROLE_ARN,
  type Workplace,
} from './command-fixture';

const connection = z.strictObject({
  id: z.string(),
  name: z.string(),
  kind: z.string(),
  currency: z.string().nullable(),
  managementAccountId: z.string().nullable(),
  lastSync: z.object({ at: z.string(), status: z.string() }).nullable(),
});
const plan = z.object({
  requests: z.number(),
  price: z.string(),
  queries: z.array(
    z.object({
      cube: z.string(),
      groupBy: z.array(z.string()),
      from: z.string(),
      to: z.string(),
      expectedRequests: z.number(),
    }),
  ),
});
const run = z.object({
  id: z.string(),
  status: z.string(),
  startedAt: z.string(),
  finishedAt: z.string(),
  requests: z.number(),
  price: z.string(),
  steps: z.array(
    z.object({
      name: z.string(),
      status: z.string(),
      requests: z.number(),
      rows: z.number(),
      error: z.string().optional(),
    }),
  ),
});
const doctor = z.strictObject({
  ok: z.boolean(),
  checks: z.array(z.strictObject({ id: z.string(), ok: z.boolean(), detail: z.string(), fix: z.string().nullable() })),
});

let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = await openPayer();
});
afterAll(() => sandbox.close());
afterEach(() => void Object.assign(sandbox.knobs, DEFAULT_KNOBS));

describe('a payer, from connect to export', () => {
  let place: Workplace;
  beforeAll(() => {
    place = openWorkplace(sandbox);
  });
  afterAll(() => place.remove());

  it('connects, plans, syncs, syncs again for one request, and exports', async () => {
    const connected = await place.run([
      'connect',
      '--name',
      'acme',
      '--role-arn',
      ROLE_ARN,
      '--external-id',
      EXTERNAL_ID,
      '--json',
    ]);
    expect(connected).toMatchObject({ code: 0 });
    expect(connection.parse(JSON.parse(connected.out))).toMatchObject({
      name: 'acme',
      kind: 'aws',
      managementAccountId: PAYER,
      lastSync: null,
    });

    const planned = plan.parse(JSON.parse((await place.here(['plan', '--json'])).out));
    const billed = sandbox.billed();
    const synced = await place.run(['sync', '--json']);
    expect(synced).toMatchObject({ code: 0 });
    const first = run.parse(JSON.parse(synced.out));
    expect(first.status).toBe('succeeded');
    expect(first.requests).toBe(sandbox.billed() - billed);
    expect(first.requests).toBeLessThanOrEqual(planned.requests);
    expect(first.price).toBe(priceOf(first.requests));

    const again = run.parse(JSON.parse((await place.here(['sync', '--json'])).out));
    expect(again).toMatchObject({ status: 'succeeded', requests: 1, price: '0.01' });

    const file = join(place.folder, 'tree.csv');
    const exported = await place.run(['export', 'tree', '--connection', 'acme', '--basis', 'unblended', '--out', file]);
    expect(exported).toMatchObject({ code: 0, out: '' });
    const lines = readFileSync(file, 'utf8').split('\r\n');
    expect(lines[0]).toMatch(/^"connection","path","depth","type","id","name",/);
    // Last full month: 10.5 + 3 of the payer, 20.25 + 0.000000001 of a member, a credit of 1.25.
    expect(lines[1]).toContain(',32.500000001,"USD",');
    expect(lines.find((line) => line.includes(MEMBER))).toContain(',20.250000001,20.250000001,"USD",');
    const document = JSON.parse((await place.here(['export', 'tree', '--basis', 'unblended', '--json'])).out);
    expect(document).toMatchObject({ currency: 'USD', root: { type: 'root', total: '32.500000001', accounts: 3 } });
    const listed = JSON.parse((await place.here(['connection', 'list', '--json'])).out);
    expect(z.object({ rows: z.array(connection) }).parse(listed).rows[0]).toMatchObject({
      currency: 'USD',
      lastSync: { status: 'succeeded' },
    });
  }, 120_000);

  it('says a running sync by its owner, and fails', async () => {
    let release = () => {};
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    let asked = () => {};
    const begun = new Promise<void>((resolve) => {
      asked = resolve;
    });
    sandbox.knobs.onRequest = async () => {
      asked();
      await held;
    };
    const slow = place.run(['sync']);
    await begun;
    const second = await place.run(['sync', '--json']);
    release();
    expect(second).toMatchObject({ code: 1, out: '' });
    expect(second.err).toMatch(/running.*process \d+.*since \d{4}-.*until \d{4}-/s);
    expect(await slow).toMatchObject({ code: 0 });
  }, 60_000);

  it('ends after the request under way when it is asked to, and the next sync goes on from there', async () => {
    const before = sandbox.billed();
    const child = place.spawn(['sync', '--full', '--json']);
    const ended = endOf(child);
    const told = new Promise<void>((resolve) => {
      child.stderr?.on('data', (text: string) => /Stopping/.test(text) && resolve());
    });
    sandbox.knobs.onRequest = async ({ service, body }) => {
      if (service !== 'ce' || !('GroupBy' in body)) return;
      sandbox.knobs.onRequest = null;
      child.kill('SIGINT');
      // The answer waits until the process has said that it heard.
      await told;
    };
    const stopped = await ended;
    expect(stopped.code).toBe(1);
    expect(stopped.err).toMatch(/Stopping after the request under way/);
    const first = run.parse(JSON.parse(stopped.out));
    expect(first.status).toBe('failed');
    const resumed = run.parse(JSON.parse((await place.run(['sync', '--full', '--json'])).out));
    expect(resumed).toMatchObject({ id: first.id, status: 'succeeded', requests: sandbox.billed() - before });
    const asked = resumed.steps.map((step) => step.requests);
    expect(asked.every((count) => count <= 1)).toBe(true);
  }, 60_000);

  it('checks every permission by name, and the fix of a missing one', async () => {
    sandbox.knobs.deny = new Set(['ce:ListCostCategoryDefinitions']);
    const checked = await place.here(['doctor', '--json']);
    expect(checked.code).toBe(1);
    const { ok, checks } = doctor.parse(JSON.parse(checked.out));
    expect(ok).toBe(false);
    expect(checks.slice(0, 4).map(({ id }) => id)).toEqual([
      'identity',
      'organization',
      'costExplorerEnabled',
      'activeTags',
    ]);
    const failed = checks.filter((check) => !check.ok);
    expect(failed.map(({ id }) => id)).toEqual(['ce:ListCostCategoryDefinitions']);
    expect(failed[0]?.fix).toContain('ce:ListCostCategoryDefinitions');
  });

  it('asks which connection is meant when there are two', async () => {
    expect(await place.here(['connect', '--name', 'second'])).toMatchObject({ code: 0 });
    const unnamed = await place.here(['plan']);
    expect(unnamed).toMatchObject({ code: 2, out: '' });
    expect(unnamed.err).toContain('acme, second');
    const unknown = await place.here(['plan', '--connection', 'third']);
    expect(unknown).toMatchObject({ code: 1, out: '' });
    expect(unknown.err).toContain('There are: acme, second');
    expect(await place.here(['connection', 'remove', 'second'])).toMatchObject({ code: 0 });
  }, 60_000);
});

it('refuses a payer that cannot be read: each fix on standard error, nothing on standard output or in the store', async () => {
  const place = openWorkplace(sandbox);
  const end = await place.run([
    'connect',
    '--name',
    'acme',
    '--role-arn',
    ROLE_ARN,
    '--external-id',
    'another',
    '--json',
  ]);
  expect(end).toMatchObject({ code: 1, out: '' });
  expect(end.err).toMatch(/FAIL {2}identity: .*\n +Fix: .*external id/i);
  expect(JSON.parse((await place.here(['connection', 'list', '--json'])).out)).toEqual({ rows: [] });
  place.remove();
});
