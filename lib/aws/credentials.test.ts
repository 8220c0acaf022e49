import { afterEach, describe, expect, it, vi } from 'vitest';
import { billWorld } from '@/lib/sandbox/bill-world';
import type { Knobs } from '@/lib/sandbox/knobs';
import { lineOf } from '@/lib/sandbox/line-fixture';
import { startSandbox } from '@/lib/sandbox/server';
import { openClients, queryOf, recordingLedger } from './aws-fixture';
import type { AwsTarget } from './clients';
import { pullCostPage } from './cost-page';
import { pullIdentity } from './identity';

const PAYER = '111122223333';
const ROLE = `arn:aws:iam::${PAYER}:role/Subledger`;
const byDay = queryOf({
  granularity: 'DAILY',
  from: '2026-10-01',
  to: '2026-10-11',
  groupBy: [{ type: 'DIMENSION', key: 'SERVICE' }],
});

async function open(knobs: Partial<Knobs>, target: Partial<AwsTarget>) {
  const lines = Array.from({ length: 9 }, (_, i) => lineOf(`2026-10-0${i + 1}`, '1', { account: PAYER }));
  const now = () => new Date('2026-11-20T12:00:00Z');
  const world = { ...billWorld({ currency: 'USD', lines }, { now }), roles: { [ROLE]: { externalId: 'x-1' } } };
  const sandbox = await startSandbox({ world, knobs });
  const { ledger, outcomes } = recordingLedger();
  const clients = openClients(sandbox.url, ledger, target);
  const assumed = () => sandbox.requests.filter(({ operation }) => operation === 'AssumeRole').length;
  return { sandbox, clients, outcomes, assumed, [Symbol.asyncDispose]: () => sandbox.close() };
}

async function walk(clients: Parameters<typeof pullCostPage>[0]): Promise<bigint> {
  let token: string | null = null;
  let sum = 0n;
  do {
    const page = await pullCostPage(clients, byDay, token);
    for (const { groups } of page.buckets) for (const { amounts } of groups) sum += amounts.unblended;
    token = page.nextToken;
  } while (token !== null);
  return sum;
}

afterEach(() => {
  vi.unstubAllEnvs();
});

describe('a role', () => {
  it('is assumed with its external id, and its session is used for many pages', async () => {
    await using s = await open({ pageSize: 1 }, { roleArn: ROLE, externalId: 'x-1' });
    expect(await walk(s.clients)).toBe(9_000_000_000n);
    expect(s.assumed()).toBe(1);
    expect(s.sandbox.requests.find(({ operation }) => operation === 'AssumeRole')?.body).toMatchObject({
      RoleArn: ROLE,
      ExternalId: 'x-1',
      RoleSessionName: 'subledger',
    });
  });

  it('nasty case 44: a session that expires in mid-walk is renewed, and no page is lost', async () => {
    await using s = await open({ pageSize: 1, expiredCredentialsAfter: 5 }, { roleArn: ROLE, externalId: 'x-1' });
    expect(await walk(s.clients)).toBe(9_000_000_000n);
    expect(s.assumed()).toBe(2);
    expect(s.outcomes().filter((outcome) => outcome === 'answered')).toHaveLength(9);
    expect(s.outcomes().filter((outcome) => outcome === 'refused')).toHaveLength(1);
  });

  it('that may no longer be assumed stops the walk, and is named', async () => {
    await using s = await open({ pageSize: 1 }, { roleArn: ROLE, externalId: 'other' });
    await expect(walk(s.clients)).rejects.toMatchObject({
      code: 'aws-credentials',
      message: expect.stringContaining(ROLE),
    });
    expect(s.outcomes()).toEqual([]);
  });
});

describe('the default chain', () => {
  const chain = { endpoint: null };

  it("is the SDK's, with its own endpoint variable", async () => {
    await using s = await open({}, chain);
    vi.stubEnv('AWS_ENDPOINT_URL', s.sandbox.url);
    vi.stubEnv('AWS_ACCESS_KEY_ID', 'AKIAFROMTHECHAIN');
    vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'secret');
    expect(await pullIdentity(s.clients)).toMatchObject({ accountId: PAYER });
    expect(s.sandbox.requests.map(({ accessKeyId }) => accessKeyId)).toEqual(['AKIAFROMTHECHAIN']);
  });

  it('serves as the base of a role', async () => {
    await using s = await open({}, { ...chain, roleArn: ROLE, externalId: 'x-1' });
    vi.stubEnv('AWS_ENDPOINT_URL', s.sandbox.url);
    vi.stubEnv('AWS_ACCESS_KEY_ID', 'AKIAFROMTHECHAIN');
    vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'secret');
    expect((await pullIdentity(s.clients)).arn).toContain(':assumed-role/Subledger/');
    expect(s.sandbox.requests.map(({ operation }) => operation)).toEqual(['AssumeRole', 'GetCallerIdentity']);
  });

  it('without any credentials says where to put some', async () => {
    for (const name of ['AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY', 'AWS_PROFILE', 'AWS_WEB_IDENTITY_TOKEN_FILE']) {
      vi.stubEnv(name, undefined);
    }
    vi.stubEnv('AWS_CONFIG_FILE', '/nonexistent/config');
    vi.stubEnv('AWS_SHARED_CREDENTIALS_FILE', '/nonexistent/credentials');
    vi.stubEnv('AWS_EC2_METADATA_DISABLED', 'true');
    await using s = await open({}, chain);
    await expect(pullIdentity(s.clients)).rejects.toMatchObject({
      code: 'aws-credentials',
      message: expect.stringMatching(/No AWS credentials/),
      fix: expect.stringContaining('AWS_PROFILE'),
    });
  });
});
