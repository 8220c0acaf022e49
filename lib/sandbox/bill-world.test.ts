import { GetCostAndUsageCommand } from '@aws-sdk/client-cost-explorer';
import { expect, test } from 'vitest';
import { readBillLines } from '@/lib/bills/lines';
import { parseDecimal } from '@/lib/finance/money';
import { addMonths, firstDay } from '@/lib/finance/month';
import { billWorld } from './bill-world';
import { openSandbox } from './clients-fixture';
import { lineOf } from './line-fixture';

test('a world is derived from any bill: accounts, tags, categories, months', () => {
  const lines = [
    lineOf('2022-02-28', '1', { account: '9', tags: { 'aws:createdBy': 'x', b: 'y' } }),
    lineOf('2022-03-01', '1', { account: '000000000001', categories: { Unit: 'Data' } }),
  ];
  const world = billWorld({ currency: 'EUR', lines }, { accountNames: { '9': 'short' } });
  expect(world.now().toISOString()).toBe('2022-04-15T12:00:00.000Z');
  expect(world.organization?.accounts.map(({ id, name }) => [id, name])).toEqual([
    ['000000000001', '000000000001'],
    ['9', 'short'],
  ]);
  expect(world.tagKeys.map(({ key, type }) => [key, type])).toEqual([
    ['aws:createdBy', 'AWSGenerated'],
    ['b', 'UserDefined'],
  ]);
  expect(world.categories.map(({ name }) => name)).toEqual(['Unit']);
  expect([
    world.historyMonths,
    billWorld({ currency: 'EUR', lines }, { now: () => new Date('2024-01-01T00:00:00Z') }).historyMonths,
  ]).toEqual([14, 38]);
  expect(billWorld({ currency: 'USD', lines: [] }).organization?.accounts).toHaveLength(1);
});

/** What the files hold, as their README and totals say (`shared/data`), asked through the sandbox by the real client. */
test.each([
  ['focus', '../shared/data/focus-1.0-sample.csv', '2024-09', 'UnblendedCost', '18.0066386184'],
  ['cur', '../shared/data/cur-2018-12-01.csv.gz', '2018-12', 'AmortizedCost', '68.7409581212'],
] as const)('a %s file is served with its published total', async (format, path, month, metric, total) => {
  const bill = await readBillLines([path], format);
  await using opened = await openSandbox({ world: billWorld(bill) });
  const TimePeriod = { Start: firstDay(month), End: firstDay(addMonths(month, 1)) };
  const ask = { TimePeriod, Granularity: 'MONTHLY' as const, Metrics: [metric] };
  const whole = await opened.costs.send(new GetCostAndUsageCommand(ask));
  expect(parseDecimal(whole.ResultsByTime?.[0]?.Total?.[metric]?.Amount ?? '', 10)).toBe(parseDecimal(total, 10));
  const GroupBy = [{ Type: 'DIMENSION' as const, Key: 'LINKED_ACCOUNT' }];
  const grouped = await opened.costs.send(new GetCostAndUsageCommand({ ...ask, GroupBy }));
  const groups = grouped.ResultsByTime?.[0]?.Groups ?? [];
  const sum = groups.reduce((units, { Metrics }) => units + parseDecimal(Metrics?.[metric]?.Amount ?? '', 10), 0n);
  const distance = sum - parseDecimal(total, 10);
  expect(distance <= BigInt(groups.length) && distance >= -BigInt(groups.length)).toBe(true);
});
