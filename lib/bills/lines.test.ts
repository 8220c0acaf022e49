import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Amounts, addAmounts, amountsOf, noAmounts } from '@/lib/finance/basis';
import type { BillLine } from '@/lib/finance/bill';
import { chargeClassOf } from '@/lib/finance/charge-class';
import type { CubeName } from '@/lib/finance/cube';
import { divideHalfEven, parseDecimal } from '@/lib/finance/money';
import { readBillLines } from './lines';
import { readBill } from './reading';
import { cellsByKey, csvOf, testFolder } from './written-file';

const folder = testFolder();
const FOCUS_SAMPLE = '../shared/data/focus-1.0-sample.csv';
const REPORT = '../shared/data/cur-2018-12-01.csv.gz';

type Keys = (line: BillLine) => [string, string, number] | null;
const dayOf = (line: BillLine) => Number(line.day.slice(8));
const usage = (line: BillLine) => chargeClassOf(line.recordType) === 'usage';

function keysOf(cube: CubeName): Keys {
  if (cube === 'recordType') return (line) => [line.account, line.recordType, 0];
  if (cube === 'service') return (line) => (usage(line) ? [line.account, line.service, 0] : null);
  if (cube === 'daily.account') return (line) => [line.account, '', dayOf(line)];
  if (cube === 'daily.charge') return (line) => [line.service, line.recordType, dayOf(line)];
  return (line) => (usage(line) ? [line.account, line.tags[cube.slice(4)] ?? '', 0] : null);
}

/** Sums lines into the cells of a cube with plain integers: exact first, rounded half-even once. */
function bruteCells(lines: readonly BillLine[], cube: CubeName): Map<string, Amounts> {
  const keys = keysOf(cube);
  const sums = new Map<string, Amounts>();
  for (const line of lines) {
    const of = keys(line);
    if (of === null) continue;
    const key = [line.month, ...of].join('/');
    sums.set(key, addAmounts(sums.get(key) ?? noAmounts(), line.amounts));
  }
  const round = (amounts: Amounts) => amountsOf((basis) => divideHalfEven(amounts[basis], 10n ** 9n));
  return new Map([...sums].map(([key, amounts]) => [key, round(amounts)]));
}

describe('readBillLines', () => {
  it.each([
    [FOCUS_SAMPLE, 'focus'],
    [REPORT, 'cur'],
  ] as const)('gives lines of %s that add up to its cells, in every cube', async (path, format) => {
    const bill = await readBillLines([path], format);
    const reading = await readBill([path], format);
    expect(bill.currency).toBe(reading.currency);
    for (const cube of reading.cubes.filter((each) => !each.startsWith('lines'))) {
      expect(await cellsByKey(reading, cube)).toEqual(bruteCells(bill.lines, cube));
    }
    await reading.close();
  });

  it('keeps amounts to 10^-18, categories, and an empty tag apart from none', async () => {
    const path = folder.write(
      'fine.csv',
      csvOf([
        {
          bill_billing_period_start_date: '2026-10-01',
          line_item_usage_account_id: '111122223333',
          line_item_usage_start_date: '2026-10-05',
          line_item_unblended_cost: '0.000000000000000001',
          resource_tags: '{"user_app":""}',
          cost_category: '{"Team":"core"}',
          line_item_product_code: 'AmazonS3',
        },
      ]),
    );
    const { currency, lines } = await readBillLines([path], 'cur');
    expect(currency).toBe('USD');
    expect(lines).toEqual([
      {
        month: '2026-10',
        day: '2026-10-05',
        account: '111122223333',
        recordType: 'Usage',
        service: 'AmazonS3',
        tags: { app: '' },
        categories: { Team: 'core' },
        amounts: amountsOf(() => 1n),
      },
    ]);
  });
});

describe('random reports', () => {
  const digits = (length: number) =>
    fc.string({ unit: fc.constantFrom(...'0123456789'), minLength: 1, maxLength: length });
  const amount = fc
    .record({
      sign: fc.constantFrom('', '-', '+'),
      whole: digits(6),
      fraction: digits(12),
      exponent: fc.constantFrom('', 'E-6', 'e2', 'E+0'),
    })
    .map(({ sign, whole, fraction, exponent }) => `${sign}${whole}.${fraction}${exponent}`);
  const text = fc.constantFrom('a', 'A', 'b "c"', 'd,e', 'f\ng', "h'i", 'é €', '$&', ' x ');
  const line = fc.record({
    bill_billing_period_start_date: fc.constantFrom('2026-01-01 00:00:00', '2026-02-01T00:00:00Z'),
    line_item_usage_start_date: fc.constantFrom(
      '2026-01-01 00:00:00',
      '2026-01-31T23:00:00Z',
      '2026-02-28',
      '2026-02-05 07:00:00',
    ),
    line_item_usage_account_id: fc.constantFrom('111122223333', '000000000001'),
    line_item_line_item_type: fc.constantFrom('Usage', 'Tax', 'Credit', 'EdpDiscount'),
    line_item_product_code: fc.constantFrom('AmazonS3', 'AmazonEC2'),
    line_item_unblended_cost: amount,
    line_item_net_unblended_cost: fc.oneof(amount, fc.constant('')),
    line_item_blended_cost: amount,
    resource_tags_user_app: fc.oneof(text, fc.constant('')),
  });
  type Row = Record<string, string>;

  const lineOf = (row: Row): BillLine => {
    const month = (row.bill_billing_period_start_date ?? '').slice(0, 7);
    const start = (row.line_item_usage_start_date ?? '').slice(0, 10);
    const [first, last] = [`${month}-01`, `${month}-${month.endsWith('01') ? 31 : 28}`];
    const exact = (value: string | undefined) => parseDecimal(value ?? '', 18);
    const unblended = exact(row.line_item_unblended_cost);
    const net = row.line_item_net_unblended_cost ? exact(row.line_item_net_unblended_cost) : unblended;
    return {
      month,
      day: [first, start, last].sort()[1] ?? start,
      account: row.line_item_usage_account_id ?? '',
      recordType: row.line_item_line_item_type ?? '',
      service: row.line_item_product_code ?? '',
      tags: row.resource_tags_user_app ? { app: row.resource_tags_user_app } : {},
      categories: {},
      amounts: {
        unblended,
        amortized: unblended,
        netUnblended: net,
        netAmortized: net,
        blended: exact(row.line_item_blended_cost),
      },
    };
  };

  it('give the cells that plain integer sums give', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(line, { minLength: 1, maxLength: 60 }), async (rows) => {
        const reading = await readBill([folder.write('random.csv', csvOf(rows))], 'cur');
        try {
          expect(reading.badLines.total).toBe(0);
          for (const cube of ['recordType', 'service', 'tag:app', 'daily.account', 'daily.charge'] as const) {
            expect(await cellsByKey(reading, cube)).toEqual(bruteCells(rows.map(lineOf), cube));
          }
        } finally {
          await reading.close();
        }
      }),
      { numRuns: 25 },
    );
  });
});
