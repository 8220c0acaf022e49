import { describe, expect, it } from 'vitest';
import { chargeClassOf } from '@/lib/finance/charge-class';
import { parseDecimal } from '@/lib/finance/money';
import { readBill } from './reading';
import { cellsByKey, csvOf, testFolder, writeParquet } from './written-file';

const folder = testFolder();
const SAMPLE = '../shared/data/focus-1.0-sample.csv';

const LINE: Record<string, string> = {
  BilledCost: '10',
  EffectiveCost: '7.5',
  BillingCurrency: 'USD',
  BillingPeriodStart: '2026-10-01T00:00:00Z',
  ChargePeriodStart: '2026-10-05T03:00:00Z',
  ChargeCategory: 'Usage',
  ChargeClass: '',
  ChargeFrequency: 'Usage-Based',
  CommitmentDiscountId: '',
  CommitmentDiscountStatus: '',
  CommitmentDiscountType: '',
  CommitmentDiscountCategory: '',
  BillingAccountId: '999988887777',
  SubAccountId: '111122223333',
  SubAccountName: 'Shop',
  ProviderName: 'AWS',
  InvoiceIssuerName: 'Amazon Web Services, Inc.',
  ServiceName: 'Amazon EC2',
  Tags: '{"app":"checkout"}',
};

let written = 0;
const readLines = (lines: readonly Record<string, string>[]) => {
  written += 1;
  return readBill([folder.write(`focus-${written}.csv`, csvOf(lines.map((line) => ({ ...LINE, ...line }))))], 'focus');
};

describe('the published FOCUS sample', () => {
  it('keeps the lines of AWS, to the last digit, and counts the others', async () => {
    const reading = await readBill([SAMPLE], 'focus');
    expect(reading.dialect).toBe('FOCUS 1.0');
    expect(reading.currency).toBe('USD');
    expect(reading.counts).toEqual({
      read: 1000,
      kept: 942,
      leftOut: [
        { provider: 'Microsoft', lines: 51 },
        { provider: 'Oracle', lines: 7 },
      ],
    });
    expect(reading.badLines).toEqual({ total: 0, listed: [] });
    expect(reading.refused).toBe(false);
    expect(reading.accounts).toHaveLength(66);
    expect(reading.payerAccountId).toBe('1234567890123');
    expect(reading.months).toEqual(['2024-09']);
    expect(reading.controls[0]?.amounts.unblended).toBe(parseDecimal('18.0066386184'));
    expect(reading.tagKeys).toEqual(['application', 'business_unit', 'environment']);
    expect(reading.notices.map(({ code }) => code)).toEqual([
      'unknown-columns',
      'null-texts',
      'bases-of-file',
      'other-provider',
      'other-provider',
      'account-ids',
      'times-without-zone',
    ]);
    await reading.close();
  });
});

describe('charge categories', () => {
  it.each([
    [{}, 'Usage', 'usage'],
    [{ CommitmentDiscountStatus: 'Used', CommitmentDiscountId: 'sp-1' }, 'Usage', 'usage'],
    [
      { CommitmentDiscountStatus: 'Unused', CommitmentDiscountType: 'Savings Plan' },
      'SavingsPlanRecurringFee',
      'commitment',
    ],
    [
      { CommitmentDiscountStatus: 'unused', CommitmentDiscountCategory: 'Spend' },
      'SavingsPlanRecurringFee',
      'commitment',
    ],
    [{ CommitmentDiscountStatus: 'Unused', CommitmentDiscountType: 'Reserved' }, 'RIFee', 'commitment'],
    [
      { ChargeCategory: 'Purchase', CommitmentDiscountId: 'ri-1', ChargeFrequency: 'Recurring' },
      'Recurring',
      'commitment',
    ],
    [
      { ChargeCategory: 'Purchase', CommitmentDiscountId: 'ri-1', ChargeFrequency: 'One-Time' },
      'Upfront',
      'commitment',
    ],
    [{ ChargeCategory: 'Purchase', CommitmentDiscountId: 'NULL', ChargeFrequency: 'One-Time' }, 'Other', 'other'],
    [{ ChargeCategory: 'Tax' }, 'Tax', 'tax'],
    [{ ChargeCategory: 'Credit', BilledCost: '-4' }, 'Credit', 'credit'],
    [{ ChargeCategory: 'Adjustment', BilledCost: '-4', ChargeClass: 'Correction' }, 'Refund', 'refund'],
    [{ ChargeCategory: 'Adjustment', BilledCost: '-4' }, 'Discount', 'discount'],
    [{ ChargeCategory: 'Adjustment', BilledCost: '0', EffectiveCost: '-4' }, 'Discount', 'discount'],
    [{ ChargeCategory: 'Adjustment', BilledCost: '4', ChargeClass: 'Correction' }, 'Other', 'other'],
    [{ ChargeCategory: 'Barter' }, 'Barter', 'other'],
  ])('%j is %s', async (line, recordType, chargeClass) => {
    const reading = await readLines([line]);
    const cells = await cellsByKey(reading, 'recordType');
    expect([...cells.keys()]).toEqual([`2026-10/111122223333/${recordType}/0`]);
    expect(chargeClassOf(recordType)).toBe(chargeClass);
    const inService = chargeClass === 'usage' ? 1 : 0;
    expect((await cellsByKey(reading, 'service')).size).toBe(inService);
    expect((await cellsByKey(reading, 'tag:app')).size).toBe(inService);
    expect(reading.notices.some(({ code }) => code === 'unknown-record-types')).toBe(recordType === 'Barter');
    await reading.close();
  });

  it('fills the cash bases from BilledCost and the amortized ones from EffectiveCost', async () => {
    const reading = await readLines([{}]);
    expect(reading.controls).toEqual([
      {
        month: '2026-10',
        amounts: {
          unblended: 10_000_000_000n,
          amortized: 7_500_000_000n,
          netUnblended: 10_000_000_000n,
          netAmortized: 7_500_000_000n,
          blended: 10_000_000_000n,
        },
        estimated: false,
      },
    ]);
    await reading.close();
  });
});

describe('the texts of a FOCUS line', () => {
  it('takes the day from the start of the charge in UTC and the month from the billing period', async () => {
    const reading = await readLines([
      { ChargePeriodStart: '2026-10-05 23:59:59' },
      { ChargePeriodStart: '2026-10-05T23:30:00-01:00' },
      { ChargePeriodStart: '2026-10-07T00:15+0530' },
      { ChargePeriodStart: '2026-10-08' },
      { ChargePeriodStart: '2026-09-30T23:00:00Z' },
      { ChargePeriodStart: '2027-01-01T00:00:00.000Z' },
    ]);
    const days = [...(await cellsByKey(reading, 'daily.account')).keys()];
    expect(days).toEqual([1, 5, 6, 8, 31].map((day) => `2026-10/111122223333//${day}`).sort(byDay));
    expect(days).toHaveLength(5);
    expect(reading.notices.map(({ code }) => code)).toContain('outside-period');
    expect(reading.notices.map(({ code }) => code)).toContain('times-without-zone');
    await reading.close();
  });

  it('keeps tag keys and values to the letter: case, spaces, prefixes, quotes, dollars, empty values', async () => {
    const tags = {
      ' org': 'x',
      'user:Name': `a"b'c`,
      k$v: '$1$',
      quote: "'; DROP TABLE book; --",
      empty: '',
      ключ: 'é',
    };
    const reading = await readLines([
      { Tags: JSON.stringify(tags) },
      { Tags: '{"empty":null,"flag":true,"n":1}' },
      { Tags: 'NULL' },
    ]);
    expect(new Set(reading.tagKeys)).toEqual(new Set([...Object.keys(tags), 'flag', 'n']));
    for (const [key, value] of Object.entries(tags)) {
      const cells = await cellsByKey(reading, `tag:${key}`);
      expect([...cells.keys()].sort()).toEqual(
        [...new Set([`2026-10/111122223333//0`, `2026-10/111122223333/${value}/0`])].sort(),
      );
    }
    expect([...(await cellsByKey(reading, 'tag:flag')).keys()]).toContain('2026-10/111122223333/true/0');
    expect(reading.notices.map(({ code }) => code)).toContain('tag-key-spaces');
    await reading.close();
  });

  it('puts a line without a sub-account on the billing account, with a notice', async () => {
    const reading = await readLines([{ SubAccountId: 'NULL', ChargeCategory: 'Tax' }, {}]);
    expect(reading.accounts).toEqual([
      { id: '111122223333', name: 'Shop' },
      { id: '999988887777', name: '999988887777' },
    ]);
    expect(reading.notices.map(({ code }) => code)).toContain('no-sub-account');
    await reading.close();
  });

  it('knows AWS by any of its names, and by the invoice issuer where the provider is not named', async () => {
    const reading = await readLines([
      { ProviderName: 'Amazon Web Services, Inc.' },
      { ProviderName: 'aws' },
      { ProviderName: '', InvoiceIssuerName: 'Amazon Web Services EMEA SARL' },
      { ProviderName: 'Microsoft', BilledCost: 'not a number', BillingCurrency: 'EUR' },
      { ProviderName: 'Awscend Ltd' },
    ]);
    expect(reading.counts).toEqual({
      read: 5,
      kept: 3,
      leftOut: [
        { provider: 'Awscend Ltd', lines: 1 },
        { provider: 'Microsoft', lines: 1 },
      ],
    });
    expect(reading.badLines.total).toBe(0);
    await reading.close();
  });
});

describe('FOCUS as Parquet', () => {
  it('gives what the CSV gives: decimals, doubles, timestamps and maps', async () => {
    const path = await writeParquet(
      folder.path('focus.parquet'),
      `SELECT 0.123456789012345678::DECIMAL(30,18) AS "BilledCost", '1.0416666666666667e-05'::DOUBLE AS "EffectiveCost",
        'USD' AS "BillingCurrency", TIMESTAMP '2026-10-01 00:00:00' AS "BillingPeriodStart",
        TIMESTAMPTZ '2026-10-31 23:59:59+00' AS "ChargePeriodStart", 'Usage' AS "ChargeCategory", '012345678901' AS "SubAccountId",
        'AWS' AS "ProviderName", 'Amazon S3' AS "ServiceName", MAP {'user:app': 'a', 'empty': ''} AS "Tags",
        'inv-1' AS "InvoiceId", MAP {'Team': 'core'} AS "x_CostCategories"`,
    );
    const reading = await readBill([path], 'focus');
    expect(reading.dialect).toBe('FOCUS 1.2');
    expect(reading.controls[0]?.amounts.unblended).toBe(123_456_789n);
    expect(reading.controls[0]?.amounts.amortized).toBe(10_417n);
    expect([...(await cellsByKey(reading, 'daily.account')).keys()]).toEqual(['2026-10/012345678901//31']);
    expect([...(await cellsByKey(reading, 'tag:user:app')).keys()]).toEqual(['2026-10/012345678901/a/0']);
    expect(reading.notices.map(({ code }) => code)).toEqual(['bases-of-file']);
    await reading.close();
  });
});

function byDay(a: string, b: string): number {
  return Number(a.split('/')[3]) - Number(b.split('/')[3]);
}
