import { describe, expect, it } from 'vitest';
import { billWorld } from '@/lib/sandbox/bill-world';
import type { Knobs } from '@/lib/sandbox/knobs';
import { lineOf } from '@/lib/sandbox/line-fixture';
import { startSandbox } from '@/lib/sandbox/server';
import type { World } from '@/lib/sandbox/world';
import { openClients, recordingLedger } from './aws-fixture';
import type { AwsTarget } from './clients';
import { checkConnection } from './doctor';
import { IAM_ACTIONS } from './policy';

const PAYER = '111122223333';
const MEMBER = '444455556666';
const ROLE = `arn:aws:iam::${PAYER}:role/Subledger`;
const now = () => new Date('2026-11-20T12:00:00Z');

type Setup = {
  knobs?: Partial<Knobs>;
  world?: Partial<World>;
  target?: Partial<AwsTarget>;
  limit?: number;
  refuse?: unknown;
};

async function open({ knobs = {}, world = {}, target = {}, limit, refuse }: Setup = {}) {
  const lines = [
    lineOf('2026-09-03', '5', { account: PAYER, tags: { app: 'a' } }),
    lineOf('2026-10-03', '1', { account: PAYER }),
    lineOf('2026-11-04', '2', { account: MEMBER, tags: { env: 'prod' } }),
  ];
  const roles = { [ROLE]: { externalId: 'right-id' } };
  const sandbox = await startSandbox({
    world: { ...billWorld({ currency: 'USD', lines }, { now }), roles, ...world },
    knobs,
  });
  const { ledger, rows } = recordingLedger(limit, refuse);
  const clients = openClients(sandbox.url, ledger, target);
  const check = async (historyMonths?: number) => {
    const checks = await checkConnection(clients, { now, historyMonths, deadlineMs: 1_000, sleep: async () => {} });
    return Object.fromEntries(checks.map((found) => [found.id, found]));
  };
  return { sandbox, clients, rows, check, [Symbol.asyncDispose]: () => sandbox.close() };
}

const failing = (checks: Record<string, { ok: boolean }>): string[] =>
  Object.entries(checks).flatMap(([id, { ok }]) => (ok ? [] : [id]));

describe('a sound connection', () => {
  it('passes every check, in the order of the contract, with at most four billed requests', async () => {
    await using s = await open();
    const checks = await s.check();
    expect(Object.keys(checks)).toEqual([
      'identity',
      'organization',
      'costExplorerEnabled',
      'activeTags',
      ...IAM_ACTIONS,
    ]);
    expect(failing(checks)).toEqual([]);
    expect(Object.values(checks).every(({ fix, blocking }) => fix === null && !blocking)).toBe(true);
    expect(checks.identity?.detail).toContain(PAYER);
    expect(checks.organization?.detail).toMatch(/o-billworld01.*management account 111122223333/);
    expect(checks.costExplorerEnabled?.detail).toBe(
      'Cost Explorer answers in USD; cost from 2026-09 to 2026-11; 14 months are served.',
    );
    expect(checks.activeTags?.detail).toBe('2 active cost allocation tag keys: app, env.');
    expect(s.sandbox.billed()).toBe(4);
  });

  it('writes every Cost Explorer attempt to the ledger, refused ones too', async () => {
    await using s = await open();
    await s.check();
    const wire = s.sandbox.requests.filter(({ service }) => service === 'ce');
    expect(s.rows.map(({ operation }) => operation)).toEqual(wire.map(({ operation }) => operation));
    expect(s.rows.filter(({ end }) => end?.outcome === 'answered')).toHaveLength(4);
  });

  it('passes through a role with its external id', async () => {
    await using s = await open({ target: { roleArn: ROLE, externalId: 'right-id' } });
    const checks = await s.check();
    expect(failing(checks)).toEqual([]);
    expect(checks.identity?.detail).toContain(':assumed-role/Subledger/');
  });

  it('finds 38 months where AWS serves them, and says where to turn them on where not', async () => {
    await using opted = await open({ world: { historyMonths: 38 } });
    expect((await opted.check(38)).costExplorerEnabled).toMatchObject({
      ok: true,
      detail: expect.stringContaining('38 months'),
    });
    await using plain = await open();
    expect((await plain.check(38)).costExplorerEnabled).toMatchObject({
      ok: false,
      detail: expect.stringMatching(/14 months are served.*38 months were asked for/),
      fix: expect.stringContaining('multi-year data'),
    });
  });

  it('nasty case 3: a month less, when AWS keeps one month less than documented', async () => {
    await using s = await open({ world: { historyMonths: 13 } });
    expect((await s.check()).costExplorerEnabled).toMatchObject({
      ok: true,
      detail: expect.stringContaining('13 months'),
    });
  });
});

describe('who is asking', () => {
  it('a role that does not exist', async () => {
    const roleArn = `arn:aws:iam::${PAYER}:role/Typo`;
    await using s = await open({ target: { roleArn, externalId: 'right-id' } });
    const checks = await s.check();
    expect(checks.identity).toMatchObject({ ok: false, blocking: true, detail: expect.stringContaining(roleArn) });
    expect(checks.identity?.fix).toMatch(/sts:AssumeRole/);
    expect(failing(checks)).toHaveLength(4 + IAM_ACTIONS.length);
    expect(checks['ce:GetCostAndUsage']?.detail).toMatch(/Not checked/);
    expect(s.rows).toEqual([]);
  });

  it('a wrong external id, with the whole trust policy as its fix', async () => {
    await using s = await open({ target: { roleArn: ROLE, externalId: 'wrong-id' } });
    const { identity } = await s.check();
    expect(identity?.detail).toMatch(/external id of this connection \(wrong-id\) is not the one/);
    expect(identity?.fix).toContain(`"Principal":{"AWS":"arn:aws:iam::${PAYER}:user/subledger"}`);
    expect(identity?.fix).toContain('"sts:ExternalId":"wrong-id"');
  });

  it('a missing external id', async () => {
    await using s = await open({ target: { roleArn: ROLE } });
    expect((await s.check()).identity?.detail).toMatch(/demands an external id, and this connection has none/);
  });

  it('expired credentials', async () => {
    await using s = await open({ knobs: { expiredCredentialsAfter: 0 } });
    expect((await s.check()).identity).toMatchObject({ ok: false, detail: expect.stringContaining('have expired') });
  });

  it('nasty case 44: a clock ten minutes off is corrected, and told', async () => {
    await using s = await open({ knobs: { clockSkewMinutes: 10 } });
    const checks = await s.check();
    expect(failing(checks)).toEqual([]);
    expect(checks.identity?.detail).toMatch(/clock is 10 minutes behind AWS's/);
  });

  it('an endpoint that nobody serves', async () => {
    const s = await open();
    await s.sandbox.close();
    expect((await s.check()).identity).toMatchObject({
      ok: false,
      detail: expect.stringContaining('could not be reached'),
      fix: expect.stringContaining('AWS_ENDPOINT_URL'),
    });
  });
});

describe('the organization', () => {
  it('nasty case 26: credentials of a member account are told from the payer', async () => {
    await using s = await open({ knobs: { memberOnly: MEMBER } });
    const { organization, ...others } = await s.check();
    expect(organization).toMatchObject({ ok: false, blocking: true });
    expect(organization?.detail).toMatch(/444455556666 is a member.*management account is 111122223333/);
    expect(organization?.fix).toContain('management account 111122223333');
    expect(others['organizations:ListAccounts']?.fix).toContain('management account 111122223333');
  });

  it('a member without DescribeOrganization is known by seeing only its own cost', async () => {
    const knobs = { memberOnly: MEMBER, deny: new Set(['organizations:DescribeOrganization']) };
    await using s = await open({ knobs });
    const { organization } = await s.check();
    expect(organization?.detail).toMatch(/cost of account 444455556666 alone/);
  });

  it('nasty case 25: an account without organization is single-account mode, and does not block', async () => {
    await using s = await open({ knobs: { noOrganization: true } });
    const checks = await s.check();
    expect(checks.organization).toMatchObject({
      ok: false,
      blocking: false,
      detail: expect.stringContaining('single-account mode'),
    });
    expect(failing(checks)).toEqual(['organization']);
  });
});

describe('permissions', () => {
  it.each(IAM_ACTIONS)('without %s, that check alone names it, with the statement to add', async (action) => {
    await using s = await open({ knobs: { deny: new Set([action]) } });
    const checks = await s.check();
    const along = {
      'organizations:DescribeOrganization': ['organization'],
      'ce:ListCostAllocationTags': ['activeTags'],
    };
    const also = Object.entries(along).flatMap(([key, ids]) => (key === action ? ids : []));
    expect(failing(checks)).toEqual([...also, action]);
    expect(checks[action]).toMatchObject({
      blocking: true,
      detail: expect.stringContaining(action),
      fix: expect.stringContaining(`{"Effect":"Allow","Action":["${action}"],"Resource":"*"}`),
    });
  });

  it('nasty case 27: Cost Explorer that was never enabled is not a missing permission', async () => {
    await using s = await open({ knobs: { costExplorerOff: true } });
    const checks = await s.check();
    expect(checks.costExplorerEnabled).toMatchObject({
      ok: false,
      detail: expect.stringContaining('not enabled'),
      fix: expect.stringMatching(/Cost Explorer and launch it.*IAM user and role access to Billing/),
    });
    expect(checks['ce:GetCostAndUsage']?.detail).toMatch(/while Cost Explorer is not enabled/);
  });

  it('Cost Explorer enabled today has no data yet', async () => {
    await using s = await open({ knobs: { dataUnavailable: true } });
    const checks = await s.check();
    expect(checks.costExplorerEnabled).toMatchObject({ ok: false, fix: expect.stringContaining('24 hours') });
    expect(checks['ce:GetCostAndUsage']?.ok).toBe(true);
  });

  it('no active tag key is a shortcoming, with the place to activate one', async () => {
    await using s = await open({ world: { tagKeys: [] } });
    expect((await s.check()).activeTags).toMatchObject({
      ok: false,
      blocking: false,
      fix: expect.stringContaining('Cost allocation tags'),
    });
  });

  it('throttling that lasts is said as such, not as a missing permission', async () => {
    const throttle = ({ operation }: { operation: string }) => operation === 'ListCostCategoryDefinitions';
    await using s = await open({ knobs: { throttle } });
    expect((await s.check())['ce:ListCostCategoryDefinitions']).toMatchObject({
      ok: false,
      detail: expect.stringMatching(/Could not be checked.*throttling/),
    });
  });
});

it('stops when the ledger refuses the next request', async () => {
  const refuse = new Error('cap reached');
  await using s = await open({ limit: 2, refuse });
  await expect(s.check()).rejects.toBe(refuse);
  expect(s.sandbox.requests.filter(({ service }) => service === 'ce')).toHaveLength(2);
});
