import { GetCostAndUsageCommand } from '@aws-sdk/client-cost-explorer';
import { ListAccountsCommand } from '@aws-sdk/client-organizations';
import { AssumeRoleCommand, GetCallerIdentityCommand } from '@aws-sdk/client-sts';
import { describe, expect, test } from 'vitest';
import { billWorld } from './bill-world';
import { openSandbox } from './clients-fixture';
import { lineOf } from './line-fixture';

const world = () =>
  billWorld(
    {
      currency: 'USD',
      lines: [
        lineOf('2026-10-05', '1.5'),
        lineOf('2026-10-06', '2', { account: '000123456789', tags: { app: 'a$b' } }),
      ],
    },
    { now: () => new Date('2026-11-24T12:00:00Z') },
  );
const question = {
  TimePeriod: { Start: '2026-10-01', End: '2026-12-01' },
  Granularity: 'MONTHLY' as const,
  Metrics: ['UnblendedCost', 'NetAmortizedCost'],
};

describe('the sandbox over HTTP', () => {
  test('answers the three services through the real SDK clients', async () => {
    await using opened = await openSandbox({ world: world() });
    const { costs, organizations, sts, sandbox } = opened;
    const reply = await costs.send(new GetCostAndUsageCommand(question));
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
    expect(Accounts?.map(({ Id }) => Id)).toEqual(['000123456789', '111122223333']);
    const identity = await sts.send(new GetCallerIdentityCommand({}));
    expect(identity.Account).toBe('000123456789');
    expect(sandbox.requests.map(({ operation, status, billed }) => [operation, status, billed])).toEqual([
      ['GetCostAndUsage', 200, true],
      ['ListAccounts', 200, false],
      ['GetCallerIdentity', 200, false],
    ]);
    expect(sandbox.billed()).toBe(1);
  });

  test('assumes a role only with its external id', async () => {
    const RoleArn = 'arn:aws:iam::000123456789:role/Subledger';
    await using opened = await openSandbox({ world: { ...world(), roles: { [RoleArn]: { externalId: 'right' } } } });
    const assume = (ExternalId: string) =>
      opened.sts.send(new AssumeRoleCommand({ RoleArn, RoleSessionName: 'test', ExternalId }));
    const { Credentials } = await assume('right');
    expect(Credentials?.Expiration?.getTime()).toBeGreaterThan(Date.now() + 3_500_000);
    await expect(assume('wrong')).rejects.toMatchObject({
      name: 'AccessDenied',
      message: expect.stringContaining('sts:AssumeRole'),
    });
  });
});
