import {
  GetCostAndUsageCommand,
  type GetCostAndUsageCommandInput,
  type ResultByTime,
} from '@aws-sdk/client-cost-explorer';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseDecimal } from '@/lib/finance/money';
import { billWorld } from './bill-world';
import { openSandbox } from './clients-fixture';
import { lineOf } from './line-fixture';

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

const question = (rest: Partial<GetCostAndUsageCommandInput> = {}): GetCostAndUsageCommandInput => ({
  TimePeriod: { Start: '2026-10-01', End: '2026-12-01' },
  Granularity: 'MONTHLY',
  Metrics: ['UnblendedCost'],
  ...rest,
});
const by = (...keys: string[]) =>
  keys.map((Key) =>
    Key.startsWith('tag:') ? { Type: 'TAG' as const, Key: Key.slice(4) } : { Type: 'DIMENSION' as const, Key },
  );
const amount = (text: string | undefined): bigint => parseDecimal(text ?? 'none', 10);
const flat = (results: ResultByTime[] | undefined) =>
  (results ?? []).flatMap(({ TimePeriod, Groups }) =>
    (Groups ?? []).map(({ Keys, Metrics }) =>
      [TimePeriod?.Start, ...(Keys ?? []), Metrics?.UnblendedCost?.Amount].join(' | '),
    ),
  );

type Opened = Awaited<ReturnType<typeof openSandbox>>;

async function drain({ costs }: Opened, input: GetCostAndUsageCommandInput, limit = 200) {
  const results: ResultByTime[] = [];
  let pages = 0;
  for (let NextPageToken: string | undefined; ; ) {
    const reply = await costs.send(new GetCostAndUsageCommand({ ...input, NextPageToken }));
    results.push(...(reply.ResultsByTime ?? []));
    pages++;
    NextPageToken = reply.NextPageToken;
    if (!NextPageToken || pages >= limit) return { results, pages };
  }
}

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

describe('pages', () => {
  const input = question({ Granularity: 'DAILY', GroupBy: by('LINKED_ACCOUNT', 'tag:app') });
  const random = billWorld(
    {
      currency: 'USD',
      lines: Array.from({ length: 400 }, (_, i) =>
        lineOf(`2026-10-${String((i % 31) + 1).padStart(2, '0')}`, `0.${i + 1}`, {
          account: String(111_111_111_111 + (i % 7)),
          tags: { app: `v${i % 3}` },
        }),
      ),
    },
    { now },
  );

  test('of any size hold the same groups as one page; a bucket may be on two', async () => {
    await using opened = await openSandbox({ world: random });
    const whole = await drain(opened, input);
    expect(whole.pages).toBe(1);
    const count = flat(whole.results).length;
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 3, max: 500 }), async (size) => {
        opened.sandbox.knobs.pageSize = size;
        const paged = await drain(opened, input);
        expect(flat(paged.results)).toEqual(flat(whole.results));
        expect(paged.pages).toBe(Math.max(1, Math.ceil(count / size)));
        expect([...new Set(paged.results.map(({ TimePeriod }) => TimePeriod?.Start))]).toHaveLength(61);
      }),
      { numRuns: 12 },
    );
    opened.sandbox.knobs.pageSize = 4;
    const starts = (await drain(opened, input)).results.map(({ TimePeriod }) => TimePeriod?.Start);
    expect(new Set(starts).size).toBeLessThan(starts.length);
  });

  test('are all empty where nothing was charged, once', async () => {
    await using opened = await openSandbox({ world: random, knobs: { pageSize: 1 } });
    const { results, pages } = await drain(opened, {
      ...input,
      TimePeriod: { Start: '2026-11-01', End: '2026-11-04' },
    });
    expect([pages, results.length]).toEqual([1, 3]);
  });

  test('come from the bill as it was at the first page, though it changes in between', async () => {
    await using opened = await openSandbox({ world: { ...random }, knobs: { pageSize: 100 } });
    const whole = flat((await drain(opened, input)).results);
    const { bill } = random;
    opened.sandbox.knobs.onRequest = ({ body }) => {
      if (body.NextPageToken) opened.sandbox.world.bill = { ...bill, lines: bill.lines.slice(100) };
    };
    expect(flat((await drain(opened, input)).results)).toEqual(whole);
    expect(flat((await drain(opened, input)).results)).not.toEqual(whole);
  });

  test('may be empty with a token, repeat a group, or never end', async () => {
    await using opened = await openSandbox({ world: random, knobs: { pageSize: 100, emptyPages: 2 } });
    const whole = flat((await drain(opened, input)).results);
    const first = await opened.costs.send(new GetCostAndUsageCommand(input));
    expect([first.ResultsByTime, first.NextPageToken?.length]).toEqual([[], 64]);
    opened.sandbox.knobs.emptyPages = 0;
    opened.sandbox.knobs.duplicateGroups = true;
    const doubled = flat((await drain(opened, input)).results);
    expect(doubled.length).toBe(whole.length + Math.ceil(whole.length / 100) - 1);
    expect(new Set(doubled)).toEqual(new Set(whole));
    opened.sandbox.knobs.repeatToken = true;
    expect((await drain(opened, input, 9)).pages).toBe(9);
  });

  test('refuse a token that is unknown, expired, of another question, or out of luck', async () => {
    await using opened = await openSandbox({ world: random, knobs: { pageSize: 50 } });
    const send = (rest: Partial<GetCostAndUsageCommandInput>) =>
      opened.costs.send(new GetCostAndUsageCommand({ ...input, ...rest }));
    const { NextPageToken } = await send({});
    await expect(send({ NextPageToken: 'invented' })).rejects.toMatchObject({ name: 'InvalidNextTokenException' });
    await expect(send({ NextPageToken, Metrics: ['BlendedCost'] })).rejects.toMatchObject({
      name: 'RequestChangedException',
    });
    opened.sandbox.knobs.invalidToken = 1;
    await expect(send({ NextPageToken })).rejects.toMatchObject({ name: 'InvalidNextTokenException' });
    expect((await send({ NextPageToken })).ResultsByTime?.length).toBeGreaterThan(0);
    opened.sandbox.knobs.expireTokensAfter = 2;
    await expect(send({ NextPageToken })).rejects.toMatchObject({ name: 'InvalidNextTokenException' });
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
  expect(amount(amounts?.[0]?.Amount)).toBe(30_000_000_001n);
});
