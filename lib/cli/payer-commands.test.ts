import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { DEFAULT_KNOBS } from '@/lib/sandbox/knobs';
import type { Sandbox } from '@/lib/sandbox/server';
import { EXTERNAL_ID, MEMBER, openPayer, openWorkplace, PAYER, ROLE_ARN, type Workplace } from './command-fixture';

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

    const planned = plan.parse(JSON.parse((await place.run(['plan', '--json'])).out));
    const billed = sandbox.billed();
    const synced = await place.run(['sync', '--json']);
    expect(synced).toMatchObject({ code: 0 });
    const first = run.parse(JSON.parse(synced.out));
    expect(first.status).toBe('succeeded');
    expect(first.requests).toBe(sandbox.billed() - billed);
    expect(first.requests).toBe(planned.requests);
    expect(first.price).toBe(planned.price);

    const again = run.parse(JSON.parse((await place.run(['sync', '--json'])).out));
    expect(again).toMatchObject({ status: 'succeeded', requests: 1, price: '0.01' });

    const tree = await place.run(['export', 'tree', '--connection', 'acme']);
    expect(tree.code).toBe(0);
    expect(tree.out).toContain(MEMBER);
    const listed = JSON.parse((await place.run(['connection', 'list', '--json'])).out);
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

  it('checks every permission by name, and the fix of a missing one', async () => {
    sandbox.knobs.deny = new Set(['ce:ListCostCategoryDefinitions']);
    const checked = await place.run(['doctor', '--json']);
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
    expect(await place.run(['connect', '--name', 'second'])).toMatchObject({ code: 0 });
    const unnamed = await place.run(['plan']);
    expect(unnamed).toMatchObject({ code: 2, out: '' });
    expect(unnamed.err).toContain('acme, second');
    const unknown = await place.run(['plan', '--connection', 'third']);
    expect(unknown).toMatchObject({ code: 1, out: '' });
    expect(unknown.err).toContain('There are: acme, second');
    expect(await place.run(['connection', 'remove', 'second'])).toMatchObject({ code: 0 });
  }, 60_000);
});

describe('what connect refuses leaves no connection', () => {
  let place: Workplace;
  beforeAll(() => {
    place = openWorkplace(sandbox);
  });
  afterAll(() => place.remove());
  const withRole = (role: string, externalId: string) => [
    'connect',
    '--name',
    'acme',
    '--role-arn',
    role,
    '--external-id',
    externalId,
  ];

  it.each([
    ['a wrong role', withRole(`arn:aws:iam::${PAYER}:role/other`, EXTERNAL_ID), {}, /role\/other/],
    ['a wrong external id', withRole(ROLE_ARN, 'not-this-one'), {}, /external id/i],
    [
      'a denied action',
      ['connect', '--name', 'acme'],
      { deny: new Set(['organizations:ListAccounts']) },
      /organizations:ListAccounts/,
    ],
    ['Cost Explorer off', ['connect', '--name', 'acme'], { costExplorerOff: true }, /Cost Explorer/],
    ['a member account', ['connect', '--name', 'acme'], { memberOnly: MEMBER }, new RegExp(`member.*${PAYER}`, 's')],
  ])(
    '%s',
    async (_, args, knobs, message) => {
      Object.assign(sandbox.knobs, knobs);
      const end = await place.run([...args, '--json']);
      expect(end).toMatchObject({ code: 1, out: '' });
      expect(end.err).toMatch(message);
      expect(end.err).toMatch(/Fix: /);
      sandbox.knobs.deny = new Set();
      expect(JSON.parse((await place.run(['connection', 'list', '--json'])).out)).toEqual({ rows: [] });
    },
    60_000,
  );

  it('takes an account without an organization, and says so', async () => {
    sandbox.knobs.noOrganization = true;
    const end = await place.run(['connect', '--name', 'alone', '--json']);
    expect(end).toMatchObject({ code: 0 });
    expect(end.err).toMatch(/single-account mode/);
    const synced = await place.run(['sync']);
    expect(synced).toMatchObject({ code: 0 });
    const taken = await place.run(['connect', '--name', 'alone']);
    expect(taken).toMatchObject({ code: 1 });
    expect(taken.err).toMatch(/connection alone already/);
  }, 60_000);
});
