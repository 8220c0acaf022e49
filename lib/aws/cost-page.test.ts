import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { AppError } from '@/lib/errors';
import { amountsOf, noAmounts } from '@/lib/finance/basis';
import { formatDecimal } from '@/lib/finance/money';
import { billWorld } from '@/lib/sandbox/bill-world';
import type { Knobs } from '@/lib/sandbox/knobs';
import { lineOf } from '@/lib/sandbox/line-fixture';
import { startSandbox } from '@/lib/sandbox/server';
import { openClients, queryOf, recordingLedger, serveReplies, timeless } from './aws-fixture';
import { type CostPage, isBeyondHistory, isStaleToken, pullCostPage } from './cost-page';
import type { CostQuery } from './cost-query';

const A = '000123456789';
const B = '111122223333';
const lines = [
  lineOf('2026-10-03', '10.0000000001', { account: A, tags: { a$b: 'x$y/z:1' } }),
  lineOf('2026-10-04', '-0.0000000042', { account: B, tags: { app: 'checkout' }, recordType: 'Credit' }),
  lineOf('2026-11-02', '4.2', { account: B, tags: { app: '' } }),
  lineOf('2026-11-03', '1', { account: A, categories: { Team: 'Core$1' } }),
];
const byAccount = { type: 'DIMENSION', key: 'LINKED_ACCOUNT' } as const;
const flat = (units: bigint) => amountsOf(() => units);

async function open(knobs: Partial<Knobs> = {}) {
  const world = billWorld(
    { currency: 'USD', lines },
    { now: () => new Date('2026-11-20T12:00:00Z'), accountNames: { [A]: 'Zeros', [B]: 'Prod' } },
  );
  const sandbox = await startSandbox({ world, knobs });
  const { ledger, rows, outcomes } = recordingLedger();
  const clients = openClients(sandbox.url, ledger);
  return { sandbox, clients, rows, outcomes, [Symbol.asyncDispose]: () => sandbox.close() };
}

async function pullAll(clients: Parameters<typeof pullCostPage>[0], query: CostQuery): Promise<CostPage[]> {
  const pages: CostPage[] = [];
  let token: string | null = null;
  do {
    const page: CostPage = await pullCostPage(clients, query, token, timeless().options);
    pages.push(page);
    token = page.nextToken;
  } while (token !== null && pages.length < 50);
  return pages;
}

const refusalOf = (work: Promise<unknown>): Promise<AppError> =>
  work.then(
    () => Promise.reject(new Error('nothing was refused')),
    (error: unknown) => (error instanceof AppError ? error : Promise.reject(error)),
  );

describe('a page of Cost Explorer', () => {
  it('reads ungrouped totals in units, with the flag of each month', async () => {
    await using s = await open();
    const page = await pullCostPage(s.clients, queryOf(), null);
    expect(page).toMatchObject({ currency: 'USD', nextToken: null });
    expect(page.buckets).toEqual([
      { start: '2026-10-01', end: '2026-11-01', estimated: false, groups: [], total: flat(9_999_999_996n) },
      { start: '2026-11-01', end: '2026-12-01', estimated: true, groups: [], total: flat(5_200_000_000n) },
    ]);
  });

  it('asks for all five metrics in one request', async () => {
    await using s = await open();
    await pullCostPage(s.clients, queryOf(), null);
    expect(s.sandbox.requests).toHaveLength(1);
    expect(s.sandbox.requests[0]?.body.Metrics).toEqual([
      'UnblendedCost',
      'AmortizedCost',
      'NetUnblendedCost',
      'NetAmortizedCost',
      'BlendedCost',
    ]);
  });

  it('keeps account ids as text and names the accounts', async () => {
    await using s = await open();
    const page = await pullCostPage(s.clients, queryOf({ groupBy: [byAccount] }), null);
    expect(page.accountNames).toEqual(
      new Map([
        [A, 'Zeros'],
        [B, 'Prod'],
      ]),
    );
    expect(page.buckets.map(({ total }) => total)).toEqual([null, null]);
    expect(page.buckets[0]?.groups).toContainEqual({ keys: [A], amounts: flat(10_000_000_000n) });
    expect(page.buckets[0]?.groups).toContainEqual({ keys: [B], amounts: flat(-4n) });
  });

  it('takes only the known prefix off a tag whose key and value hold dollars', async () => {
    await using s = await open();
    const page = await pullCostPage(s.clients, queryOf({ groupBy: [byAccount, { type: 'TAG', key: 'a$b' }] }), null);
    expect(page.buckets[0]?.groups.map(({ keys }) => keys)).toEqual(
      expect.arrayContaining([
        [A, 'x$y/z:1'],
        [B, ''],
      ]),
    );
  });

  it('takes the name off a cost category', async () => {
    await using s = await open();
    const query = queryOf({ groupBy: [byAccount, { type: 'COST_CATEGORY', key: 'Team' }], from: '2026-11-01' });
    const page = await pullCostPage(s.clients, query, null);
    expect(page.buckets[0]?.groups.map(({ keys }) => keys).sort()).toEqual([
      [A, 'Core$1'],
      [B, ''],
    ]);
  });

  it('reads daily buckets', async () => {
    await using s = await open();
    const query = queryOf({ granularity: 'DAILY', from: '2026-11-01', to: '2026-11-04' });
    const page = await pullCostPage(s.clients, query, null);
    expect(page.buckets.map(({ start, end, total }) => [start, end, total])).toEqual([
      ['2026-11-01', '2026-11-02', noAmounts()],
      ['2026-11-02', '2026-11-03', flat(4_200_000_000n)],
      ['2026-11-03', '2026-11-04', flat(1_000_000_000n)],
    ]);
  });

  it('reads E-notation, minus zero and fields that no model knows', async () => {
    await using s = await open({ scientific: true, negativeZero: true, extraFields: true });
    const page = await pullCostPage(s.clients, queryOf(), null);
    expect(page.buckets.map(({ total }) => total?.amortized)).toEqual([9_999_999_996n, 5_200_000_000n]);
  });

  it('filters by tag absence and record type together', async () => {
    await using s = await open();
    const filter = {
      kind: 'and',
      of: [
        { kind: 'dimension', key: 'RECORD_TYPE', values: ['Usage'] },
        { kind: 'tagAbsent', key: 'app' },
      ],
    } as const;
    const page = await pullCostPage(s.clients, queryOf({ filter }), null);
    expect(page.buckets.map(({ total }) => total?.unblended)).toEqual([10_000_000_000n, 1_000_000_000n]);
  });
});

describe('pages', () => {
  it('nasty case 6: the same month may continue on the next page, nothing is merged or lost here', async () => {
    await using s = await open({ pageSize: 1 });
    const pages = await pullAll(s.clients, queryOf({ groupBy: [byAccount] }));
    expect(pages).toHaveLength(4);
    const october = pages.flatMap(({ buckets }) => buckets).filter(({ start }) => start === '2026-10-01');
    const groups = october.flatMap((bucket) => bucket.groups);
    expect(groups.map(({ keys }) => keys[0]).sort()).toEqual([A, B]);
    expect(s.outcomes()).toEqual(['answered', 'answered', 'answered', 'answered']);
  });

  it('nasty case 8: an empty page with a token is followed', async () => {
    await using s = await open({ emptyPages: 1 });
    const [first, second, ...rest] = await pullAll(s.clients, queryOf({ groupBy: [byAccount] }));
    expect(first?.nextToken).not.toBeNull();
    expect(first?.buckets.flatMap(({ groups }) => groups)).toEqual([]);
    expect(first?.currency).toBeNull();
    expect(second?.currency).toBe('USD');
    expect(rest).toEqual([]);
  });

  it('nasty case 9: a page that repeats its own token stops the query', async () => {
    await using s = await open({ pageSize: 1, repeatToken: true });
    const error = await refusalOf(pullAll(s.clients, queryOf({ groupBy: [byAccount] })));
    expect(error).toMatchObject({ code: 'aws-bad-reply', message: expect.stringMatching(/same token/) });
    expect(s.sandbox.billed()).toBe(2);
  });

  it('nasty case 12: a token that AWS refuses is stale, so that the query is begun again', async () => {
    await using s = await open({ pageSize: 1, invalidToken: 1 });
    const query = queryOf({ groupBy: [byAccount] });
    const first = await pullCostPage(s.clients, query, null);
    const error = await refusalOf(pullCostPage(s.clients, query, first.nextToken));
    expect(isStaleToken(error)).toBe(true);
    expect(error.code).toBe('aws-refused');
    expect(isStaleToken(new AppError('aws-refused', 'other'))).toBe(false);
  });

  it('changed parameters under a token are stale too', async () => {
    await using s = await open({ pageSize: 1 });
    const first = await pullCostPage(s.clients, queryOf({ groupBy: [byAccount] }), null);
    const changed = queryOf({ groupBy: [byAccount], from: '2026-11-01' });
    expect(isStaleToken(await refusalOf(pullCostPage(s.clients, changed, first.nextToken)))).toBe(true);
  });

  it('nasty case 3: a start that AWS no longer keeps is recognised', async () => {
    await using s = await open();
    const error = await refusalOf(pullCostPage(s.clients, queryOf({ from: '2025-09-01' }), null));
    expect(isBeyondHistory(error)).toBe(true);
    expect(error.message).toContain('14 months');
    expect(error.fix).toContain('multi-year');
  });
});

describe('storms', () => {
  it('nasty case 13: throttling is waited out with jitter beyond the SDK, every attempt in the ledger', async () => {
    await using s = await open({ throttle: 7 });
    const time = timeless();
    const page = await pullCostPage(s.clients, queryOf(), null, time.options);
    expect(page.buckets).toHaveLength(2);
    expect(time.waits).toEqual([750, 1_500]);
    expect(s.outcomes()).toEqual([...Array(7).fill('refused'), 'answered']);
    expect(s.rows[0]?.end).toMatchObject({ httpStatus: 400, error: expect.stringMatching(/^LimitExceeded/) });
    expect(s.sandbox.requests).toHaveLength(8);
  });

  it('throttling beyond the deadline is given up, and says so', async () => {
    await using s = await open({ throttle: Number.POSITIVE_INFINITY });
    const time = timeless();
    const work = pullCostPage(s.clients, queryOf(), null, { ...time.options, deadlineMs: 1_000 });
    expect(await refusalOf(work)).toMatchObject({ code: 'aws-throttled' });
    expect(s.sandbox.billed()).toBe(0);
  });

  it('nasty case 45: an HTML 500 is transient', async () => {
    await using s = await open({ htmlErrors: 4 });
    const time = timeless();
    expect((await pullCostPage(s.clients, queryOf(), null, time.options)).buckets).toHaveLength(2);
    expect(time.waits).toHaveLength(1);
    expect(s.outcomes()).toEqual([...Array(4).fill('refused'), 'answered']);
  });

  it('5xx without end is given up as unavailable', async () => {
    await using s = await open({ htmlErrors: Number.POSITIVE_INFINITY });
    const work = pullCostPage(s.clients, queryOf(), null, { ...timeless().options, transientRetries: 1 });
    expect(await refusalOf(work)).toMatchObject({
      code: 'aws-unavailable',
      message: expect.stringMatching(/HTTP 500/),
    });
  });

  it('a cut connection is tried again, and stands in the ledger as failed', async () => {
    await using s = await open({ dropConnection: 2 });
    await pullCostPage(s.clients, queryOf(), null, timeless().options);
    expect(s.outcomes()).toEqual(['failed', 'failed', 'answered']);
    expect(s.rows[0]?.end?.httpStatus).toBeNull();
  });

  it('nasty case 11: a truncated reply is asked again once, and both are billed', async () => {
    await using s = await open({ truncate: 1 });
    const page = await pullCostPage(s.clients, queryOf(), null, timeless().options);
    expect(page.buckets).toHaveLength(2);
    expect(s.outcomes()).toEqual(['answered', 'answered']);
    expect(s.rows[0]?.end).toMatchObject({ httpStatus: 200, error: expect.stringMatching(/^SyntaxError/) });
    expect(s.sandbox.billed()).toBe(2);
  });

  it('a reply that is cut twice is a bad reply', async () => {
    await using s = await open({ truncate: 2 });
    const error = await refusalOf(pullCostPage(s.clients, queryOf(), null, timeless().options));
    expect(error).toMatchObject({ code: 'aws-bad-reply', message: expect.stringMatching(/cut short/) });
    expect(s.sandbox.billed()).toBe(2);
  });

  it('an unreachable endpoint is named as such', async () => {
    const { ledger, outcomes } = recordingLedger();
    using clients = openClients('http://127.0.0.1:9', ledger);
    const work = pullCostPage(clients, queryOf(), null, { ...timeless().options, transientRetries: 0 });
    expect(await refusalOf(work)).toMatchObject({
      code: 'aws-unavailable',
      message: expect.stringMatching(/ECONNREFUSED/),
    });
    expect(outcomes()).toEqual(['failed', 'failed', 'failed']);
  });

  it('is stopped by its signal in the middle of a wait', async () => {
    await using s = await open({ throttle: Number.POSITIVE_INFINITY });
    const stop = new AbortController();
    const sleep = async () => stop.abort(new Error('stopped by hand'));
    const work = pullCostPage(s.clients, queryOf(), null, { sleep, signal: stop.signal });
    await expect(work).rejects.toThrow('stopped by hand');
    expect(s.sandbox.requests).toHaveLength(3);
  });
});

describe('replies that are not to be believed', () => {
  it('nasty case 32: two units in one reply are never added', async () => {
    await using s = await open({ oddUnit: 'CNY' });
    const error = await refusalOf(pullCostPage(s.clients, queryOf({ groupBy: [byAccount] }), null));
    expect(error).toMatchObject({ code: 'aws-bad-reply', message: expect.stringMatching(/USD and in CNY/) });
  });

  const metrics = (text: string, unit = 'USD') =>
    Object.fromEntries(
      ['UnblendedCost', 'AmortizedCost', 'NetUnblendedCost', 'NetAmortizedCost', 'BlendedCost'].map((name) => [
        name,
        { Amount: text, Unit: unit },
      ]),
    );
  const bucket = (rest: object) => ({
    TimePeriod: { Start: '2026-10-01', End: '2026-11-01' },
    Estimated: false,
    Total: {},
    Groups: [],
    ...rest,
  });
  const group = (Keys: unknown, Metrics: unknown = metrics('1')) => bucket({ Groups: [{ Keys, Metrics }] });
  const { BlendedCost: _left, ...four } = metrics('1');
  const tag = [byAccount, { type: 'TAG', key: 'app' }] as const;

  it.each([
    ['no results', {}, queryOf(), /ResultsByTime/],
    ['a metric missing in a total', { ResultsByTime: [bucket({ Total: four })] }, queryOf(), /lacks BlendedCost/],
    [
      'a metric missing in a group',
      { ResultsByTime: [group([A], four)] },
      queryOf({ groupBy: [byAccount] }),
      /lacks BlendedCost/,
    ],
    ['an amount that is no number', { ResultsByTime: [bucket({ Total: metrics('1,2') })] }, queryOf(), /"1,2"/],
    ['a unit that is no currency', { ResultsByTime: [bucket({ Total: metrics('1', 'N/A') })] }, queryOf(), /N\/A/],
    ['too few keys', { ResultsByTime: [group([A])] }, queryOf({ groupBy: tag }), /1 keys, 2 were asked/],
    ['another tag', { ResultsByTime: [group([A, 'env$x'])] }, queryOf({ groupBy: tag }), /does not begin with "app\$"/],
    ['groups unasked', { ResultsByTime: [group([A])] }, queryOf(), /nobody asked/],
    [
      'nasty case 5: a part of a month under its name',
      { ResultsByTime: [bucket({ TimePeriod: { Start: '2026-10-05', End: '2026-11-01' }, Total: metrics('1') })] },
      queryOf(),
      /2026-10-05/,
    ],
    [
      'a month outside the range',
      { ResultsByTime: [bucket({ TimePeriod: { Start: '2026-09-01', End: '2026-10-01' }, Total: metrics('1') })] },
      queryOf(),
      /2026-09-01/,
    ],
    [
      'a day that does not exist',
      { ResultsByTime: [bucket({ TimePeriod: { Start: '2026-10-32', End: '2026-11-01' }, Total: metrics('1') })] },
      queryOf(),
      /2026-10-32/,
    ],
  ])('%s', async (_name, reply, query, message) => {
    await using server = await serveReplies(() => reply);
    const { ledger, outcomes } = recordingLedger();
    using clients = openClients(server.url, ledger);
    const error = await refusalOf(pullCostPage(clients, query, null));
    expect(error).toMatchObject({ code: 'aws-bad-reply', message: expect.stringMatching(message) });
    expect(error.message).toContain('GetCostAndUsage');
    expect(outcomes()).toEqual(['answered']);
  });
});

describe('a recorded reply', () => {
  // The recording holds one metric; the product asks for five, so each is given the recorded one.
  type Recorded = {
    ResultsByTime: { Groups: { Keys: string[]; Metrics: { UnblendedCost: { Amount: string; Unit: string } } }[] }[];
  };
  const recorded: Recorded = JSON.parse(readFileSync('../shared/data/ce-monthly-by-service.json', 'utf8'));
  for (const { Groups } of recorded.ResultsByTime) {
    for (const found of Groups) {
      const { UnblendedCost: cost } = found.Metrics;
      const all = { AmortizedCost: cost, NetUnblendedCost: cost, NetAmortizedCost: cost, BlendedCost: cost };
      Object.assign(found.Metrics, all);
    }
  }

  it('gives the published month sums of 33 services', async () => {
    await using server = await serveReplies(() => recorded);
    using clients = openClients(server.url, recordingLedger().ledger);
    const groupBy = [{ type: 'DIMENSION', key: 'SERVICE' }] as const;
    const page = await pullCostPage(clients, queryOf({ from: '2023-04-01', to: '2023-10-01', groupBy }), null);
    const sums = page.buckets.map(({ groups }) => groups.reduce((sum, { amounts }) => sum + amounts.unblended, 0n));
    const published = [
      2_054_479_067_066n,
      4_715_618_570_973n,
      3_032_400_848_554n,
      3_060_460_632_127n,
      2_859_882_013_419n,
      3_853_958_308_832n,
    ];
    // Published to ten decimals; each group is kept to nine, so a sum is within half a unit per group.
    sums.forEach((sum, month) => {
      const difference = sum * 10n - (published[month] ?? 0n);
      const bound = 5n * BigInt(page.buckets[month]?.groups.length ?? 0);
      expect(difference <= bound && -difference <= bound, `${formatDecimal(sum)} in month ${month}`).toBe(true);
    });
    expect(new Set(page.buckets.flatMap(({ groups }) => groups.map(({ keys }) => keys[0]))).size).toBe(33);
    expect(page.currency).toBe('USD');
  });
});
