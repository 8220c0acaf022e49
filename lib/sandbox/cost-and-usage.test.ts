import { GetCostAndUsageCommand, type GetCostAndUsageCommandInput } from '@aws-sdk/client-cost-explorer';
import { describe, expect, test } from 'vitest';
import { parseDecimal } from '@/lib/finance/money';
import { billWorld } from './bill-world';
import { openSandbox } from './clients-fixture';
import { lineOf } from './line-fixture';
import { by, drain, flat, question } from './question-fixture';

const A = '000123456789';
const B = '111122223333';
const now = () => new Date('2026-11-24T12:00:00Z');
const lines = [
  lineOf('2026-10-05', '1.00000000005', { account: A, tags: { app: 'a$b/c:d', k$y: 'v' } }),
  lineOf('2026-10-06', '2.00000000005', { account: A, tags: { app: '' } }),
  lineOf('2026-10-07', '4', { account: B, service: 'AWS Lambda', categories: { Unit: 'Data' } }),
  lineOf('2026-10-31', '-0.5', { account: B, recordType: 'Credit' }),
  lineOf('2026-11-20', '8', { account: B, tags: { app: 'x' } }),
  lineOf('2026-11-25', '16', { account: B }),
  lineOf('2026-10-02', '24', { account: A, recordType: 'Support', ungroupedOnly: true }),
];
const world = () =>
  billWorld({ currency: 'USD', lines }, { now, accountNames: { [A]: 'Zahlungen ü', [B]: '<b>prod</b>' } });

describe('groups', () => {
  test('are keyed in order, tags as key$value, an empty value as no value, names beside them', async () => {
    await using opened = await openSandbox({ world: world() });
    const reply = await opened.costs.send(
      new GetCostAndUsageCommand(question({ GroupBy: by('LINKED_ACCOUNT', 'tag:app') })),
    );
    expect(flat(reply.ResultsByTime)).toEqual([
      `2026-10-01 | ${A} | app$ | 2`,
      `2026-10-01 | ${A} | app$a$b/c:d | 1`,
      `2026-10-01 | ${B} | app$ | 3.5`,
      `2026-11-01 | ${B} | app$x | 8`,
    ]);
    expect(reply.ResultsByTime?.map(({ Total, Estimated }) => [Total, Estimated])).toEqual([
      [{}, false],
      [{}, true],
    ]);
    expect(reply.DimensionValueAttributes).toEqual([
      { Value: A, Attributes: { description: 'Zahlungen ü' } },
      { Value: B, Attributes: { description: '<b>prod</b>' } },
    ]);
  });

  test('round each to ten decimals, half to even, so their sum misses the total by a few', async () => {
    await using opened = await openSandbox({ world: world() });
    const filter = { Dimensions: { Key: 'LINKED_ACCOUNT' as const, Values: [A] } };
    const october = { TimePeriod: { Start: '2026-10-05', End: '2026-11-01' }, Filter: filter };
    const total = await opened.costs.send(new GetCostAndUsageCommand(question(october)));
    const grouped = await opened.costs.send(
      new GetCostAndUsageCommand(question({ ...october, GroupBy: by('tag:app') })),
    );
    expect(total.ResultsByTime?.[0]?.Total?.UnblendedCost?.Amount).toBe('3.0000000001');
    expect(flat(grouped.ResultsByTime)).toEqual(['2026-10-05 | app$ | 2', '2026-10-05 | app$a$b/c:d | 1']);
  });

  test('leave out what AWS reports ungrouped only, and charges dated after its clock', async () => {
    await using opened = await openSandbox({ world: world() });
    const total = await opened.costs.send(new GetCostAndUsageCommand(question()));
    expect(total.ResultsByTime?.map(({ Total }) => Total?.UnblendedCost?.Amount)).toEqual(['30.5000000001', '8']);
    expect(total.ResultsByTime?.every(({ Groups }) => Groups?.length === 0)).toBe(true);
    const grouped = await drain(opened, question({ GroupBy: by('RECORD_TYPE') }));
    expect(flat(grouped.results)).toEqual([
      '2026-10-01 | Credit | -0.5',
      '2026-10-01 | Usage | 7.0000000001',
      '2026-11-01 | Usage | 8',
    ]);
  });

  test('by day: every day has a bucket, future days have no groups', async () => {
    await using opened = await openSandbox({ world: world() });
    const reply = await opened.costs.send(
      new GetCostAndUsageCommand(question({ Granularity: 'DAILY', GroupBy: by('LINKED_ACCOUNT') })),
    );
    expect(reply.ResultsByTime).toHaveLength(61);
    expect(flat(reply.ResultsByTime)).toContain(`2026-10-31 | ${B} | -0.5`);
    expect(
      reply.ResultsByTime?.filter(({ TimePeriod }) => (TimePeriod?.Start ?? '') > '2026-11-24').flatMap(
        ({ Groups }) => Groups,
      ),
    ).toEqual([]);
  });

  test('of a dimension that the bill lacks are No…, a third group and an unknown metric are refused', async () => {
    await using opened = await openSandbox({ world: world() });
    const region = await drain(opened, question({ GroupBy: by('REGION') }));
    expect(flat(region.results)[0]).toBe('2026-10-01 | NoRegion | 6.5000000001');
    const refused = (rest: Partial<GetCostAndUsageCommandInput>) =>
      expect(opened.costs.send(new GetCostAndUsageCommand(question(rest)))).rejects.toMatchObject({
        name: 'ValidationException',
      });
    await refused({ GroupBy: by('SERVICE', 'RECORD_TYPE', 'LINKED_ACCOUNT') });
    await refused({ Metrics: ['Cost'] });
    await refused({ Metrics: ['UsageQuantity'] });
    await refused({ Metrics: [] });
    expect(opened.sandbox.billed()).toBe(1);
  });

  test('of a tag key are all untagged before its activation, until a backfill reached back', async () => {
    const late = world();
    late.tagKeys = late.tagKeys.map((tag) => ({ ...tag, activeSince: '2026-11-01' }));
    await using opened = await openSandbox({ world: late });
    const ask = async () => flat((await drain(opened, question({ GroupBy: by('tag:app') }))).results);
    expect(await ask()).toEqual(['2026-10-01 | app$ | 6.5000000001', '2026-11-01 | app$x | 8']);
    late.backfills = [
      {
        backfillFrom: '2026-10-01T00:00:00Z',
        requestedAt: '2026-11-23T00:00:00Z',
        completedAt: '2026-11-23T09:00:00Z',
        status: 'SUCCEEDED',
        lastUpdatedAt: '2026-11-23T09:00:00Z',
      },
    ];
    expect(await ask()).toContain('2026-10-01 | app$a$b/c:d | 1');
    late.tagKeys = late.tagKeys.map((tag) => ({ ...tag, status: 'Inactive' }));
    expect(await ask()).toEqual(['2026-10-01 | app$ | 6.5000000001', '2026-11-01 | app$ | 8']);
  });

  test('of a key with $ and of a category, from its effective start', async () => {
    await using opened = await openSandbox({ world: world() });
    expect(flat((await drain(opened, question({ GroupBy: by('tag:k$y') }))).results)).toContain(
      '2026-10-01 | k$y$v | 1',
    );
    const category = question({ GroupBy: [{ Type: 'COST_CATEGORY', Key: 'Unit' }] });
    expect(flat((await drain(opened, category)).results)).toContain('2026-10-01 | Unit$Data | 4');
    opened.sandbox.world.categories = opened.sandbox.world.categories.map((known) => ({
      ...known,
      effectiveStart: '2026-11-01T00:00:00Z',
    }));
    expect(flat((await drain(opened, category)).results)[0]).toBe('2026-10-01 | Unit$ | 6.5000000001');
  });

  test('follow account tags of the organization under accountTag/', async () => {
    const tagged = world();
    if (!tagged.organization) throw new Error('no organization');
    tagged.organization = {
      ...tagged.organization,
      accounts: tagged.organization.accounts.map((account) =>
        account.id === B ? { ...account, tags: { team: 'data' } } : account,
      ),
    };
    tagged.tagKeys = [
      ...tagged.tagKeys,
      { key: 'accountTag/team', type: 'UserDefined', status: 'Active', lastUpdatedAt: null, lastUsedAt: null },
    ];
    await using opened = await openSandbox({ world: tagged });
    const { results } = await drain(opened, question({ GroupBy: by('tag:accountTag/team') }));
    expect(flat(results)).toEqual([
      '2026-10-01 | accountTag/team$ | 3.0000000001',
      '2026-10-01 | accountTag/team$data | 3.5',
      '2026-11-01 | accountTag/team$data | 8',
    ]);
  });

  test('of a member are its own, and its own total', async () => {
    await using opened = await openSandbox({ world: world(), knobs: { memberOnly: B } });
    expect(flat((await drain(opened, question({ GroupBy: by('LINKED_ACCOUNT') }))).results)).toEqual([
      `2026-10-01 | ${B} | 3.5`,
      `2026-11-01 | ${B} | 8`,
    ]);
  });
});

test('an odd unit, E-notation, unknown fields and 18 decimals are only a knob away', async () => {
  await using opened = await openSandbox({
    world: world(),
    knobs: { oddUnit: 'CNY', scientific: true, extraFields: true, decimals: 18 },
  });
  const reply = await opened.costs.send(new GetCostAndUsageCommand(question({ GroupBy: by('LINKED_ACCOUNT') })));
  const amounts = reply.ResultsByTime?.flatMap(({ Groups }) => Groups ?? []).map(
    ({ Metrics }) => Metrics?.UnblendedCost,
  );
  expect(amounts?.map((money) => money?.Unit)).toEqual(['USD', 'USD', 'CNY']);
  expect(amounts?.map((money) => money?.Amount)).toEqual(['3.0000000001E+0', '3.5E+0', '8E+0']);
  expect(parseDecimal(amounts?.[0]?.Amount ?? '', 10)).toBe(30_000_000_001n);
});
