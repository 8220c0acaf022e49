import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { parse } from 'csv-parse/sync';
import { describe, expect, it } from 'vitest';
import type { Amounts } from '@/lib/finance/basis';
import { chargeClassOf } from '@/lib/finance/charge-class';
import { magnitude, parseDecimal } from '@/lib/finance/money';
import { readBill } from './reading';
import { cellsByKey, csvOf, testFolder, writeParquet } from './written-file';

const folder = testFolder();
const REPORT = '../shared/data/cur-2018-12-01.csv.gz';
const TOTALS: Record<string, string> = JSON.parse(readFileSync('../shared/data/cur-2018-12-01.totals.json', 'utf8'));

let written = 0;
const LINE: Record<string, string> = {
  bill_billing_period_start_date: '2026-10-01 00:00:00',
  bill_payer_account_id: '999988887777',
  line_item_usage_account_id: '111122223333',
  line_item_usage_start_date: '2026-10-05 03:00:00',
  line_item_product_code: 'AmazonEC2',
  product_product_name: 'Amazon Elastic Compute Cloud',
  line_item_currency_code: 'USD',
  line_item_line_item_type: 'Usage',
  line_item_unblended_cost: '10',
};
const readLines = (lines: readonly Record<string, string>[]) => {
  written += 1;
  return readBill([folder.write(`cur-${written}.csv`, csvOf(lines.map((line) => ({ ...LINE, ...line }))))], 'cur');
};

describe('the published report', () => {
  const codes = new Map<string, string>(
    parse(gunzipSync(readFileSync(REPORT)), { columns: true }).map((row: unknown) => {
      const { line_item_product_code: code, product_product_name: name } = Object(row);
      return [String(code), String(name)];
    }),
  );

  /** Compares sums of cells with the published totals, at one unit per stored cell. */
  function expectTotals(
    cells: ReadonlyMap<string, Amounts>,
    prefixOf: (account: string, key2: string) => string | null,
  ) {
    const sums = new Map<string, { amounts: Amounts[] }>();
    for (const [key, amounts] of cells) {
      const [, account = '', ...rest] = key.split('/');
      const prefix = prefixOf(account, rest.slice(0, -1).join('/'));
      if (prefix === null) continue;
      sums.set(prefix, { amounts: [...(sums.get(prefix)?.amounts ?? []), amounts] });
    }
    let compared = 0;
    for (const [prefix, { amounts }] of sums) {
      for (const basis of ['unblended', 'amortized', 'blended'] as const) {
        const published = TOTALS[`${prefix}/${basis}`];
        if (published === undefined) continue;
        const sum = amounts.reduce((total, cell) => total + cell[basis], 0n);
        expect(magnitude(sum - parseDecimal(published))).toBeLessThanOrEqual(BigInt(amounts.length));
        compared += 1;
      }
    }
    return compared;
  }

  it('gives the published totals of accounts, line types, products and departments', async () => {
    const reading = await readBill([REPORT], 'cur');
    expect(reading.counts).toEqual({ read: 3095, kept: 3095, leftOut: [] });
    expect(reading.dialect).toBe('CUR (Athena names)');
    expect(reading.payerAccountId).toBe('836060457634');
    const types = await cellsByKey(reading, 'recordType');
    expect(expectTotals(types, (account, type) => `account,type/${account}/${type}`)).toBe(15);
    expect(expectTotals(types, (account) => `account/${account}`)).toBe(6);
    expect(expectTotals(types, (_, type) => `type/${type}`)).toBe(9);
    expect(expectTotals(types, () => 'total')).toBe(3);
    const codeOf = new Map([...codes].map(([code, name]) => [name, code]));
    const daily = await cellsByKey(reading, 'daily.charge');
    expect(expectTotals(daily, (service) => `product/${codeOf.get(service)}`)).toBe(36);
    expect(reading.controls[0]?.amounts.unblended).toBe(parseDecimal(TOTALS['total/unblended'] ?? ''));
    expect(reading.controls[0]?.amounts.amortized).toBe(parseDecimal(TOTALS['total/amortized'] ?? ''));
    expect(reading.controls[0]?.amounts.blended).toBe(parseDecimal(TOTALS['total/blended'] ?? ''));
    const departments = await cellsByKey(reading, 'tag:department');
    const tagged = (_account: string, value: string) => (value === '' ? null : `tag department/${value}`);
    expect(expectTotals(departments, tagged)).toBe(4);
    await reading.close();
  });
});

describe('the two small reports', () => {
  it('agree with each other', async () => {
    const legacy = await readBill(['../shared/data/cur-legacy-small.csv'], 'cur');
    const second = await readBill(['../shared/data/cur-2.0-small.csv'], 'cur');
    expect(legacy.dialect).toBe('CUR legacy');
    for (const cube of legacy.cubes) {
      expect(await cellsByKey(legacy, cube)).toEqual(await cellsByKey(second, cube));
    }
    expect(legacy.controls).toEqual(second.controls);
    expect(legacy.controls[0]?.amounts.amortized).toBe(parseDecimal('0.0652'));
    expect(legacy.notices.map(({ code }) => code)).toEqual([
      'no-line-item-type',
      'no-net-columns',
      'no-billing-period',
      'no-currency',
    ]);
    await legacy.close();
    await second.close();
  });
});

const SAVINGS_PLAN = {
  line_item_net_unblended_cost: '8',
  savings_plan_savings_plan_a_r_n: 'arn:sp',
  savings_plan_savings_plan_effective_cost: '0',
  savings_plan_net_savings_plan_effective_cost: '0',
  savings_plan_total_commitment_to_date: '0',
  savings_plan_used_commitment: '0',
};
const RESERVATION = {
  line_item_net_unblended_cost: '8',
  reservation_reservation_a_r_n: 'arn:ri',
  reservation_effective_cost: '0',
  reservation_unused_amortized_upfront_fee_for_billing_period: '0',
  reservation_unused_recurring_fee: '0',
};

describe('the amortized formula', () => {
  it.each([
    ['Usage', { line_item_net_unblended_cost: '8' }, '10', '8'],
    [
      'SavingsPlanCoveredUsage',
      {
        ...SAVINGS_PLAN,
        savings_plan_savings_plan_effective_cost: '6',
        savings_plan_net_savings_plan_effective_cost: '5',
      },
      '6',
      '5',
    ],
    ['SavingsPlanNegation', { ...SAVINGS_PLAN, line_item_unblended_cost: '-10' }, '0', '0'],
    ['SavingsPlanUpfrontFee', SAVINGS_PLAN, '0', '0'],
    [
      'SavingsPlanRecurringFee',
      { ...SAVINGS_PLAN, savings_plan_total_commitment_to_date: '10', savings_plan_used_commitment: '7' },
      '3',
      '2.4',
    ],
    [
      'SavingsPlanRecurringFee',
      {
        ...SAVINGS_PLAN,
        line_item_unblended_cost: '3',
        line_item_net_unblended_cost: '1',
        savings_plan_total_commitment_to_date: '3',
        savings_plan_used_commitment: '1',
      },
      '2',
      '0.666666667',
    ],
    [
      'SavingsPlanRecurringFee',
      {
        ...SAVINGS_PLAN,
        line_item_unblended_cost: '0',
        line_item_net_unblended_cost: '0',
        savings_plan_total_commitment_to_date: '10',
        savings_plan_used_commitment: '7',
        savings_plan_amortized_upfront_commitment_for_billing_period: '10',
        savings_plan_net_amortized_upfront_commitment_for_billing_period: '9',
      },
      '3',
      '2.7',
    ],
    [
      'DiscountedUsage',
      {
        ...RESERVATION,
        line_item_unblended_cost: '0',
        line_item_net_unblended_cost: '0',
        reservation_effective_cost: '4',
      },
      '4',
      '4',
    ],
    [
      'DiscountedUsage',
      { ...RESERVATION, reservation_effective_cost: '4', reservation_net_effective_cost: '3.5' },
      '4',
      '3.5',
    ],
    [
      'RIFee',
      {
        ...RESERVATION,
        reservation_unused_amortized_upfront_fee_for_billing_period: '1.25',
        reservation_unused_recurring_fee: '2E-3',
        reservation_net_unused_recurring_fee: '0.001',
      },
      '1.252',
      '1.251',
    ],
    ['Fee', RESERVATION, '0', '0'],
    ['Fee', SAVINGS_PLAN, '10', '8'],
    ['Tax', { line_item_net_unblended_cost: '8', reservation_reservation_a_r_n: 'arn:ri' }, '10', '8'],
  ])('%s %j', async (type, line, amortized, netAmortized) => {
    const reading = await readLines([{ line_item_line_item_type: type, ...line }]);
    expect(reading.controls[0]?.amounts.amortized).toBe(parseDecimal(amortized));
    expect(reading.controls[0]?.amounts.netAmortized).toBe(parseDecimal(netAmortized));
    expect(reading.badLines.total).toBe(0);
    await reading.close();
  });

  it('is the unblended cost for a whole family whose columns the report lacks, with a notice', async () => {
    const reading = await readLines([
      {
        line_item_line_item_type: 'SavingsPlanCoveredUsage',
        line_item_unblended_cost: '10',
        savings_plan_savings_plan_effective_cost: '6',
      },
      { line_item_line_item_type: 'SavingsPlanNegation', line_item_unblended_cost: '-10' },
      { line_item_line_item_type: 'SavingsPlanRecurringFee', line_item_unblended_cost: '7' },
    ]);
    expect(reading.controls[0]?.amounts.amortized).toBe(parseDecimal('7'));
    expect(reading.notices.find(({ code }) => code === 'no-amortization')?.message).toContain(
      'savings_plan_used_commitment',
    );
    await reading.close();
  });
});

describe('record types', () => {
  it.each([
    [{ line_item_product_code: 'AWSSupportBusiness', line_item_line_item_type: 'Fee' }, 'Support', 'support'],
    [{ line_item_product_code: 'AWSSupportEnterprise' }, 'Support', 'support'],
    [{ line_item_product_code: 'AWSDeveloperSupport', line_item_line_item_type: 'Fee' }, 'Support', 'support'],
    [
      { line_item_product_code: 'OCBPremiumSupport', product_product_name: 'AWS Premium Support' },
      'Support',
      'support',
    ],
    [{ line_item_product_code: 'AWSSupportBusiness', line_item_line_item_type: 'Credit' }, 'Credit', 'credit'],
    [{ line_item_line_item_type: 'Fee' }, 'Other', 'other'],
    [{ line_item_line_item_type: 'Fee', reservation_reservation_a_r_n: 'arn:ri' }, 'Fee', 'commitment'],
    [{ line_item_line_item_type: 'Fee', savings_plan_savings_plan_a_r_n: 'arn:sp' }, 'Fee', 'commitment'],
    [{ line_item_line_item_type: 'EdpDiscount' }, 'EdpDiscount', 'discount'],
    [{ line_item_line_item_type: 'Moonbeam' }, 'Moonbeam', 'other'],
  ])('%j is %s', async (line, recordType, chargeClass) => {
    const reading = await readLines([line]);
    expect([...(await cellsByKey(reading, 'recordType')).keys()]).toEqual([`2026-10/111122223333/${recordType}/0`]);
    expect(chargeClassOf(recordType)).toBe(chargeClass);
    await reading.close();
  });
});

describe('services, tags and categories', () => {
  it('takes a missing product name from its code, or the code itself', async () => {
    const reading = await readLines([
      {},
      { product_product_name: '' },
      { product_product_name: '', line_item_product_code: 'AmazonS3' },
    ]);
    expect(
      [...(await cellsByKey(reading, 'service')).entries()].map(([key, { unblended }]) => [key, unblended]),
    ).toEqual([
      ['2026-10/111122223333/Amazon Elastic Compute Cloud/0', 20_000_000_000n],
      ['2026-10/111122223333/AmazonS3/0', 10_000_000_000n],
    ]);
    await reading.close();
  });

  it('names a tag by its key, in every spelling of the column', async () => {
    const legacy = folder.write(
      'tags-legacy.csv',
      csvOf([
        {
          'lineItem/UsageAccountId': '111122223333',
          'lineItem/UsageStartDate': '2026-10-05T00:00:00Z',
          'lineItem/UnblendedCost': '1',
          'resourceTags/user:Cost Center': 'a,b',
          'resourceTags/aws:createdBy': 'root',
          'costCategory/Team': 'core',
        },
      ]),
    );
    const second = folder.write(
      'tags-2.0.csv',
      csvOf([
        {
          ...LINE,
          product_product_name: '',
          product: '{"product_name":"Amazon EC2"}',
          resource_tags: '{"user_cost_center":"x","aws_created_by":"","user:aws:z":"1"}',
        },
      ]),
    );
    const one = await readBill([legacy], 'cur');
    expect(one.tagKeys).toEqual(['Cost Center', 'aws:createdBy']);
    expect([...(await cellsByKey(one, 'tag:Cost Center')).keys()]).toEqual(['2026-10/111122223333/a,b/0']);
    await one.close();
    const two = await readBill([second], 'cur');
    expect(two.dialect).toBe('CUR 2.0');
    expect(two.tagKeys).toEqual(['aws:created_by', 'aws:z', 'cost_center']);
    expect([...(await cellsByKey(two, 'service')).keys()]).toEqual(['2026-10/111122223333/Amazon EC2/0']);
    await two.close();
  });

  it('reads the maps, doubles and timestamps of a CUR 2.0 in Parquet', async () => {
    const path = await writeParquet(
      folder.path('cur [2].parquet'),
      `SELECT TIMESTAMP '2026-10-01' AS bill_billing_period_start_date, '999988887777' AS bill_payer_account_id,
        '111122223333' AS line_item_usage_account_id, 'Shop' AS line_item_usage_account_name,
        'DiscountedUsage' AS line_item_line_item_type, TIMESTAMP '2026-10-31 23:00:00' AS line_item_usage_start_date,
        'AmazonEC2' AS line_item_product_code, MAP {'product_name': 'Amazon EC2'} AS product, 'EUR' AS line_item_currency_code,
        0.1::DOUBLE AS line_item_unblended_cost, 0.2::DOUBLE AS line_item_blended_cost, NULL::DOUBLE AS line_item_net_unblended_cost,
        0.3::DOUBLE AS reservation_effective_cost, MAP {'user_app': 'x'} AS resource_tags, MAP {'Team': 'core'} AS cost_category
        FROM range(3)`,
    );
    const reading = await readBill([path], 'cur');
    expect(reading.dialect).toBe('CUR 2.0');
    expect(reading.currency).toBe('EUR');
    expect(reading.accounts).toEqual([{ id: '111122223333', name: 'Shop' }]);
    expect([...(await cellsByKey(reading, 'tag:app')).entries()]).toEqual([
      [
        '2026-10/111122223333/x/0',
        {
          unblended: 300_000_000n,
          amortized: 900_000_000n,
          netUnblended: 300_000_000n,
          netAmortized: 900_000_000n,
          blended: 600_000_000n,
        },
      ],
    ]);
    await reading.close();
  });
});

describe('several files', () => {
  it('are one bill: a period in two files, two periods, other columns, other spellings', async () => {
    const first = folder.write('part-1.csv', csvOf([LINE]));
    const second = folder.write('part-2.csv', csvOf([{ ...LINE, resource_tags_user_app: 'x' }]));
    const november = folder.write(
      'part-3.csv',
      csvOf([
        {
          'bill/BillingPeriodStartDate': '2026-11-01T00:00:00Z',
          'lineItem/UsageAccountId': '111122223333',
          'lineItem/UsageStartDate': '2026-11-05T00:00:00Z',
          'lineItem/UnblendedCost': '1',
          'lineItem/CurrencyCode': 'USD',
        },
      ]),
    );
    const reading = await readBill([first, second, november], 'cur');
    expect(reading.months).toEqual(['2026-10', '2026-11']);
    expect(reading.controls.map(({ amounts }) => amounts.unblended)).toEqual([20_000_000_000n, 1_000_000_000n]);
    expect([...(await cellsByKey(reading, 'tag:app')).keys()]).toEqual([
      '2026-10/111122223333//0',
      '2026-10/111122223333/x/0',
      '2026-11/111122223333//0',
    ]);
    await reading.close();
  });
});
