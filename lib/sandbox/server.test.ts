import {
  CostExplorerClient,
  GetCostAndUsageCommand,
  GetCostForecastCommand,
  ListCostAllocationTagsCommand,
} from '@aws-sdk/client-cost-explorer';
import { ListAccountsCommand } from '@aws-sdk/client-organizations';
import { AssumeRoleCommand, GetCallerIdentityCommand } from '@aws-sdk/client-sts';
import { fromTemporaryCredentials } from '@aws-sdk/credential-providers';
import { describe, expect, test } from 'vitest';
import { billWorld } from './bill-world';
import { clientsOf, openSandbox } from './clients-fixture';
import { lineOf } from './line-fixture';

const PAYER = '000123456789';
const MEMBER = '111122223333';
const lines = [lineOf('2026-10-05', '1.5'), lineOf('2026-10-06', '2', { account: PAYER })];
const world = () => billWorld({ currency: 'USD', lines }, { now: () => new Date('2026-11-24T12:00:00Z') });
const cost = () =>
  new GetCostAndUsageCommand({
    TimePeriod: { Start: '2026-10-01', End: '2026-12-01' },
    Granularity: 'MONTHLY',
    Metrics: ['UnblendedCost', 'NetAmortizedCost'],
  });

describe('the sandbox over HTTP', () => {
  test('answers the three services through the real SDK clients, and keeps account of them', async () => {
    await using opened = await openSandbox({ world: world() });
    const { costs, organizations, sts, sandbox } = opened;
    const reply = await costs.send(cost());
    expect(reply.ResultsByTime).toEqual([
      {
        TimePeriod: { Start: '2026-10-01', End: '2026-11-01' },
        Total: { UnblendedCost: { Amount: '3.5', Unit: 'USD' }, NetAmortizedCost: { Amount: '3.5', Unit: 'USD' } },
        Groups: [],
        Estimated: false,
      },
      {
        TimePeriod: { Start: '2026-11-01', End: '2026-12-01' },
        Total: { UnblendedCost: { Amount: '0', Unit: 'USD' }, NetAmortizedCost: { Amount: '0', Unit: 'USD' } },
        Groups: [],
        Estimated: true,
      },
    ]);
    const { Accounts } = await organizations.send(new ListAccountsCommand({}));
    expect(Accounts?.map(({ Id }) => Id)).toEqual([PAYER, MEMBER]);
    expect((await sts.send(new GetCallerIdentityCommand({}))).Account).toBe(PAYER);
    expect(sandbox.requests.map(({ operation, status, billed }) => [operation, status, billed])).toEqual([
      ['GetCostAndUsage', 200, true],
      ['ListAccounts', 200, false],
      ['GetCallerIdentity', 200, false],
    ]);
    expect(sandbox.billed()).toBe(1);
  });

  test('refuses what it does not know: an operation, a service, a body, an unsigned request', async () => {
    await using opened = await openSandbox({ world: world() });
    const forecast = new GetCostForecastCommand({
      TimePeriod: { Start: '2026-11-24', End: '2026-12-01' },
      Metric: 'UNBLENDED_COST',
      Granularity: 'MONTHLY',
    });
    await expect(opened.costs.send(forecast)).rejects.toMatchObject({ name: 'UnknownOperationException' });
    const post = async (headers: Record<string, string>, body: string) => {
      const reply = await fetch(opened.sandbox.url, { method: 'POST', headers, body });
      return [reply.status, JSON.parse(await reply.text()).__type];
    };
    const target = 'AWSInsightsIndexService.GetCostAndUsage';
    expect(await post({ 'x-amz-target': target }, '{}')).toEqual([403, 'MissingAuthenticationTokenException']);
    expect(await post({ 'x-amz-target': target }, '[1]')).toEqual([400, 'SerializationException']);
    expect(await post({ 'x-amz-target': 'DynamoDB.Query' }, '{}')).toEqual([404, 'UnknownOperationException']);
    expect(opened.sandbox.requests.map(({ error }) => error)).toEqual([
      'UnknownOperationException',
      'MissingAuthenticationTokenException',
      'SerializationException',
      'UnknownOperationException',
    ]);
    expect(opened.sandbox.billed()).toBe(0);
  });

  test('lets a callback change the world before the answer', async () => {
    await using opened = await openSandbox({ world: world() });
    opened.sandbox.knobs.onRequest = async () => {
      opened.sandbox.world.bill = { currency: 'USD', lines: [lineOf('2026-10-05', '9')] };
    };
    expect((await opened.costs.send(cost())).ResultsByTime?.[0]?.Total?.UnblendedCost?.Amount).toBe('9');
  });
});

describe('trouble', () => {
  test('throttles n attempts, which the SDK repeats', async () => {
    await using opened = await openSandbox({ world: world(), knobs: { throttle: 2 } });
    await expect(opened.costs.send(cost())).rejects.toMatchObject({
      name: 'LimitExceededException',
      message: 'Rate exceeded',
    });
    await expect(opened.organizations.send(new ListAccountsCommand({}))).rejects.toMatchObject({
      name: 'TooManyRequestsException',
    });
    opened.sandbox.knobs.throttle = 1;
    const { costs } = clientsOf(opened.sandbox, 3);
    expect((await costs.send(cost())).$metadata.attempts).toBe(2);
    expect(opened.sandbox.billed()).toBe(1);
  });

  test('throttles by a rule of the test', async () => {
    const knobs = { throttle: ({ operation }: { operation: string }) => operation === 'ListCostAllocationTags' };
    await using opened = await openSandbox({ world: world(), knobs });
    await opened.costs.send(cost());
    await expect(opened.costs.send(new ListCostAllocationTagsCommand({}))).rejects.toMatchObject({
      name: 'LimitExceededException',
    });
  });

  test('truncates a reply, which is billed', async () => {
    await using opened = await openSandbox({ world: world(), knobs: { truncate: 1 } });
    await expect(opened.costs.send(cost())).rejects.toBeInstanceOf(SyntaxError);
    await opened.costs.send(cost());
    expect(opened.sandbox.requests.map(({ status, billed }) => [status, billed])).toEqual([
      [200, true],
      [200, true],
    ]);
  });

  test('answers HTML, or cuts the line: neither is billed', async () => {
    await using opened = await openSandbox({ world: world(), knobs: { htmlErrors: 1 } });
    await expect(opened.costs.send(cost())).rejects.toMatchObject({ $metadata: { httpStatusCode: 500 } });
    opened.sandbox.knobs.dropConnection = 1;
    await expect(opened.costs.send(cost())).rejects.toMatchObject({ code: 'ECONNRESET' });
    expect(opened.sandbox.requests.map(({ status }) => status)).toEqual([500, 0]);
    expect(opened.sandbox.billed()).toBe(0);
  });

  test('denies an action by name, which differs from Cost Explorer being off, and from no data yet', async () => {
    await using opened = await openSandbox({
      world: world(),
      knobs: { deny: new Set(['ce:GetCostAndUsage', 'organizations:ListAccounts']) },
    });
    const { knobs } = opened.sandbox;
    await expect(opened.costs.send(cost())).rejects.toMatchObject({
      name: 'AccessDeniedException',
      message: expect.stringContaining('is not authorized to perform: ce:GetCostAndUsage'),
    });
    await expect(opened.organizations.send(new ListAccountsCommand({}))).rejects.toMatchObject({
      message: expect.stringContaining('organizations:ListAccounts'),
    });
    knobs.deny = new Set();
    knobs.costExplorerOff = true;
    await expect(opened.costs.send(cost())).rejects.toMatchObject({
      name: 'AccessDeniedException',
      message: 'User not enabled for cost explorer access',
    });
    knobs.costExplorerOff = false;
    knobs.dataUnavailable = true;
    await expect(opened.costs.send(cost())).rejects.toMatchObject({ name: 'DataUnavailableException' });
  });

  test('a clock ten minutes off is refused once; the SDK corrects itself by the Date header', async () => {
    await using opened = await openSandbox({ world: world(), knobs: { clockSkewMinutes: 10 } });
    await expect(opened.costs.send(cost())).rejects.toMatchObject({ name: 'InvalidSignatureException' });
    const { costs } = clientsOf(opened.sandbox, 3);
    expect((await costs.send(cost())).$metadata.attempts).toBe(2);
    opened.sandbox.knobs.clockSkewMinutes = -10;
    expect((await clientsOf(opened.sandbox, 3).costs.send(cost())).$metadata.attempts).toBe(2);
  });

  test('waits, when told to', async () => {
    await using opened = await openSandbox({ world: world(), knobs: { latencyMs: 60 } });
    const start = performance.now();
    await opened.costs.send(cost());
    expect(performance.now() - start).toBeGreaterThanOrEqual(55);
  });
});

describe('credentials', () => {
  const RoleArn = `arn:aws:iam::${PAYER}:role/finance/Subledger`;
  const outsider = () => ({
    ...world(),
    identity: { accountId: '999988887777', arn: 'arn:aws:iam::999988887777:user/tool' },
    roles: { [RoleArn]: { externalId: 'right' }, [`arn:aws:iam::${MEMBER}:role/Open`]: { externalId: null } },
  });
  const assume = (arn: string, ExternalId?: string) =>
    new AssumeRoleCommand({ RoleArn: arn, RoleSessionName: 'test', ExternalId });

  test('a role is assumed only with its external id', async () => {
    await using opened = await openSandbox({ world: outsider() });
    const { Credentials, AssumedRoleUser } = await opened.sts.send(assume(RoleArn, 'right'));
    expect(AssumedRoleUser?.Arn).toBe(`arn:aws:sts::${PAYER}:assumed-role/Subledger/test`);
    expect(Credentials?.Expiration?.getTime()).toBeGreaterThan(Date.now() + 3_500_000);
    for (const command of [assume(RoleArn, 'wrong'), assume(RoleArn), assume(`${RoleArn}Other`, 'right')]) {
      await expect(opened.sts.send(command)).rejects.toMatchObject({
        name: 'AccessDenied',
        message: expect.stringMatching(/user\/tool is not authorized to perform: sts:AssumeRole on resource: /),
        $metadata: { httpStatusCode: 403 },
      });
    }
    await opened.sts.send(assume(`arn:aws:iam::${MEMBER}:role/Open`));
  });

  test("who asks decides what is seen: the tool's account nothing, the payer's role all, a member's role its own", async () => {
    await using opened = await openSandbox({ world: outsider() });
    const total = async (costs: CostExplorerClient) =>
      (await costs.send(cost())).ResultsByTime?.[0]?.Total?.UnblendedCost?.Amount;
    const here = { region: 'us-east-1', endpoint: opened.sandbox.url };
    const role = (arn: string, ExternalId?: string) => {
      const credentials = fromTemporaryCredentials({
        params: { RoleArn: arn, RoleSessionName: 'test', ...(ExternalId ? { ExternalId } : {}) },
        masterCredentials: { accessKeyId: 'AKIATOOL', secretAccessKey: 'tool' },
        clientConfig: here,
      });
      return new CostExplorerClient({ ...here, credentials });
    };
    expect(await total(opened.costs)).toBe('0');
    expect(await total(role(RoleArn, 'right'))).toBe('3.5');
    expect(await total(role(`arn:aws:iam::${MEMBER}:role/Open`))).toBe('1.5');
  });

  test('expire: a key after so many uses, a session at its end', async () => {
    await using opened = await openSandbox({ world: world(), knobs: { expiredCredentialsAfter: 2 } });
    await opened.costs.send(cost());
    await opened.costs.send(cost());
    await expect(opened.costs.send(cost())).rejects.toMatchObject({ name: 'ExpiredTokenException' });
    opened.sandbox.knobs.expiredCredentialsAfter = null;
    opened.sandbox.world.roles = { [RoleArn]: { externalId: null } };
    opened.sandbox.knobs.credentialLifetimeSeconds = 0;
    const { Credentials } = await opened.sts.send(assume(RoleArn));
    const session = {
      accessKeyId: Credentials?.AccessKeyId ?? '',
      secretAccessKey: Credentials?.SecretAccessKey ?? '',
      sessionToken: Credentials?.SessionToken ?? '',
    };
    const late = clientsOf(opened.sandbox, 1, session);
    await expect(late.costs.send(cost())).rejects.toMatchObject({ name: 'ExpiredTokenException' });
  });
});
