import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import type { Check } from '@/lib/aws/probe';
import { monthOf } from '@/lib/finance/month';
import { billWorld } from '@/lib/sandbox/bill-world';
import { DEFAULT_KNOBS, type Knobs } from '@/lib/sandbox/knobs';
import { type Sandbox, startSandbox } from '@/lib/sandbox/server';
import { listConnections } from '@/lib/store/connections';
import type { Database } from '@/lib/store/database';
import { listTagKeys } from '@/lib/store/discovery';
import { listRequests } from '@/lib/store/ledger';
import { getOrganization } from '@/lib/store/organization';
import { mintScope } from '@/lib/store/scope';
import { eachDatabase } from '@/lib/store/testing';
import { ACCOUNTS, smallBill } from './bill-fixture';
import { connectPayer } from './connect';
import type { ConnectInput } from './connect-input';
import { examineConnection } from './examination';
import { runSync } from './sync';

const NOW = new Date('2026-11-24T08:00:00Z');
const [MEMBER, PAYER] = ACCOUNTS;
const ROLE = `arn:aws:iam::${PAYER}:role/subledger`;
const plain: ConnectInput = { name: 'acme', roleArn: null, externalId: null, region: null, historyMonths: 14 };
const role: ConnectInput = { ...plain, roleArn: ROLE, externalId: 'books-of-acme' };

let sandbox: Sandbox;
beforeAll(async () => {
  const world = billWorld(smallBill(monthOf(NOW)), { now: () => NOW, managementAccountId: PAYER });
  world.roles = { [ROLE]: { externalId: 'books-of-acme' } };
  sandbox = await startSandbox({ world });
});
afterAll(() => sandbox.close());
afterEach(() => void Object.assign(sandbox.knobs, DEFAULT_KNOBS));

const options = () => ({ cap: 1000, endpoint: sandbox.url, clock: () => NOW });
const failing = (checks: readonly Check[]) => checks.filter((check) => !check.ok);

eachDatabase('connecting a payer', (open) => {
  let db: Database;
  beforeAll(async () => {
    db = await open();
  });
  const everything = () => mintScope(db, 'all');

  const REFUSALS: [string, ConnectInput, Partial<Knobs>, string, RegExp][] = [
    ['a wrong role', { ...role, roleArn: `${ROLE}-x` }, {}, 'identity', /role\/subledger-x/],
    ['a wrong external id', { ...role, externalId: 'another' }, {}, 'identity', /ExternalId|external id/],
    ['a denied action', plain, { deny: new Set(['ce:GetCostAndUsage']) }, 'ce:GetCostAndUsage', /ce:GetCostAndUsage/],
    ['Cost Explorer off', plain, { costExplorerOff: true }, 'costExplorerEnabled', /Cost Explorer/],
    ['a member account', plain, { memberOnly: MEMBER }, 'organization', new RegExp(`management account ${PAYER}`)],
    ['more history than AWS serves', { ...plain, historyMonths: 38 }, {}, 'costExplorerEnabled', /multi-year data/],
  ];
  it.each(REFUSALS)('refuses %s with the fix, and stores no connection', async (_, input, knobs, id, fix) => {
    Object.assign(sandbox.knobs, knobs);
    const outcome = await connectPayer(db, input, options());
    expect(outcome.kind).toBe('refused');
    const check = failing(outcome.checks).find((each) => each.id === id);
    expect(`${check?.detail} ${check?.fix}`).toMatch(fix);
    expect(check?.fix).toBeTruthy();
    expect(await listConnections(everything())).toEqual([]);
  });

  it('refuses what cannot be right without asking AWS', async () => {
    const before = sandbox.requests.length;
    const wrong = { ...plain, name: '', region: 'Frankfurt' };
    await expect(connectPayer(db, wrong, options())).rejects.toMatchObject({
      code: 'invalid-input',
      errors: [{ field: 'name' }, { field: 'region' }],
    });
    expect(sandbox.requests.length).toBe(before);
  });

  it('stores organization and tag keys, plans the first sync, and books every request', async () => {
    const before = sandbox.billed();
    const outcome = await connectPayer(db, role, options());
    if (outcome.kind !== 'connected') throw new Error('refused');
    const { connection, plan } = outcome;
    expect(connection).toMatchObject({
      name: 'acme',
      kind: 'aws',
      managementAccountId: PAYER,
      roleArn: ROLE,
      currency: null,
    });
    const organization = await getOrganization(everything(), connection.id, '2026-11-24');
    expect(organization?.accounts.map(({ id }) => id)).toEqual([...ACCOUNTS]);
    expect((await listTagKeys(everything(), connection.id)).map(({ key }) => key)).toEqual(['app']);
    expect(plan.queries.map(({ cube }) => cube)).toEqual([
      'control',
      'recordType',
      'service',
      'tag:app',
      'daily.account',
      'daily.charge',
    ]);
    const booked = await listRequests(everything(), connection.id, { limit: 100 });
    expect(booked.filter(({ outcome: end }) => end === 'answered').length).toBe(sandbox.billed() - before);

    const billed = sandbox.billed();
    const run = await runSync(db, connection.id, { trigger: 'manual', ...options() });
    expect(run.status).toBe('succeeded');
    expect(run.requests).toBe(sandbox.billed() - billed);
    expect(run.requests).toBeLessThanOrEqual(plan.requests);
    expect(run.steps.map(({ name }) => name)).not.toContain('discovery');
  });

  it('refuses a taken name without asking AWS', async () => {
    const before = sandbox.requests.length;
    await expect(connectPayer(db, role, options())).rejects.toMatchObject({ code: 'conflict' });
    expect(sandbox.requests.length).toBe(before);
  });

  it('says that a payer is in the books already', async () => {
    const outcome = await connectPayer(db, { ...plain, name: 'acme again' }, options());
    expect(outcome.kind === 'connected' && outcome.plan.notices).toContainEqual({
      code: 'same-payer',
      message: expect.stringMatching(new RegExp(`payer ${PAYER} is in the books already, as acme:`)),
    });
  });

  it('takes an account without an organization in single-account mode', async () => {
    sandbox.knobs.noOrganization = true;
    const outcome = await connectPayer(db, { ...plain, name: 'alone' }, options());
    expect(outcome).toMatchObject({
      kind: 'connected',
      connection: { managementAccountId: PAYER, organizationId: null },
    });
    expect(failing(outcome.checks).map(({ id, blocking }) => [id, blocking])).toEqual([['organization', false]]);
  });

  it('warns when a month of syncing would exceed the cap', async () => {
    const outcome = await connectPayer(db, { ...plain, name: 'capped' }, { ...options(), cap: 40 });
    expect(outcome).toMatchObject({
      kind: 'connected',
      plan: { notices: expect.arrayContaining([expect.objectContaining({ code: 'over-cap' })]) },
    });
  });

  it('stops at the cap before the request that would exceed it, and stores no connection', async () => {
    const before = sandbox.billed();
    await expect(connectPayer(db, { ...plain, name: 'poor' }, { ...options(), cap: 2 })).rejects.toMatchObject({
      code: 'cap-reached',
    });
    expect(sandbox.billed() - before).toBe(2);
    expect((await listConnections(everything())).map(({ name }) => name)).not.toContain('poor');
  });

  it('examines a connection later, on its own books', async () => {
    const [connection] = await listConnections(everything());
    if (!connection) throw new Error('no connection');
    const before = sandbox.billed();
    const booked = async () =>
      (await listRequests(everything(), connection.id, { limit: 1000 })).filter(({ outcome }) => outcome === 'answered')
        .length;
    const known = await booked();
    expect(failing(await examineConnection(db, connection, options()))).toEqual([]);
    expect((await booked()) - known).toBe(sandbox.billed() - before);
  });
});
