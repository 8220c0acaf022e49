import { describe, expect, it } from 'vitest';
import { AppError } from '@/lib/errors';
import { amountsOf, noAmounts } from '@/lib/finance/basis';
import { billWorld } from '@/lib/sandbox/bill-world';
import type { Knobs } from '@/lib/sandbox/knobs';
import { lineOf } from '@/lib/sandbox/line-fixture';
import { startSandbox } from '@/lib/sandbox/server';
import { openClients, queryOf, recordingLedger, refusalOf, timeless } from './aws-fixture';
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

describe('units', () => {
  it('nasty case 32: two units in one reply are never added', async () => {
    await using s = await open({ oddUnit: 'CNY' });
    const error = await refusalOf(pullCostPage(s.clients, queryOf({ groupBy: [byAccount] }), null));
    expect(error).toMatchObject({ code: 'aws-bad-reply', message: expect.stringMatching(/USD and in CNY/) });
  });
});
