import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { formatDecimal } from '@/lib/finance/money';
import { openClients, queryOf, recordingLedger, refusalOf, serveReplies } from './aws-fixture';
import { pullCostPage } from './cost-page';

const A = '000123456789';
const byAccount = { type: 'DIMENSION', key: 'LINKED_ACCOUNT' } as const;

describe('replies that are not to be believed', () => {
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
