import { describe, expect, it } from 'vitest';
import { chargeClassOf } from '@/lib/finance/charge-class';
import { readBill } from './reading';
import { cellsByKey, csvOf, testFolder, writeParquet } from './written-file';

const folder = testFolder();
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
