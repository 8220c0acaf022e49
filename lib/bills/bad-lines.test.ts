import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { readBillLines } from './lines';
import { readBill } from './reading';
import { cellsByKey, csvOf, testFolder, writeParquet } from './written-file';

const folder = testFolder();

const FOCUS: Record<string, string> = {
  BilledCost: '1',
  EffectiveCost: '1',
  BillingCurrency: 'USD',
  BillingPeriodStart: '2026-10-01T00:00:00Z',
  ChargePeriodStart: '2026-10-05T00:00:00Z',
  ChargeCategory: 'Usage',
  SubAccountId: '111122223333',
  ProviderName: 'AWS',
  ServiceName: 'Amazon EC2',
  ChargeDescription: 'two\r\nlines',
  Tags: '',
};

const CUR: Record<string, string> = {
  'bill/BillingPeriodStartDate': '2026-10-01T00:00:00Z',
  'lineItem/UsageAccountId': '111122223333',
  'lineItem/UsageStartDate': '2026-10-05T00:00:00Z',
  'lineItem/LineItemType': 'Usage',
  'lineItem/UnblendedCost': '1',
  'reservation/EffectiveCost': '',
};

describe('a FOCUS line with a fault', () => {
  it.each([
    ['BilledCost', '1,5', 'is not a decimal number below 10^14'],
    ['BilledCost', '$1', 'is not a decimal number below 10^14'],
    ['BilledCost', '1_000', 'is not a decimal number below 10^14'],
    ['BilledCost', '100000000000000', 'is not a decimal number below 10^14'],
    ['BilledCost', 'NaN', 'is not a decimal number below 10^14'],
    ['BilledCost', '', 'is empty'],
    ['BilledCost', 'NULL', 'is empty'],
    ['EffectiveCost', '--1', 'is not a decimal number below 10^14'],
    ['BillingCurrency', 'dollars', 'is not a currency code such as USD'],
    ['BillingCurrency', '', 'is empty'],
    ['BillingPeriodStart', '10/01/2026', 'is not a date such as 2026-10-01T00:00:00Z'],
    ['BillingPeriodStart', '1900-01-01', 'is not a date such as 2026-10-01T00:00:00Z'],
    ['ChargePeriodStart', '2026-02-30', 'is not a date such as 2026-10-01T00:00:00Z'],
    ['ChargePeriodStart', '2026-10-05T25:00:00Z', 'is not a date such as 2026-10-01T00:00:00Z'],
    ['ChargeCategory', '', 'is empty'],
    ['SubAccountId', '', 'is empty'],
    ['SubAccountId', '1.11122E+11', 'is an account id that a spreadsheet has rounded'],
    ['ProviderName', '', 'is empty'],
    ['Tags', '{"app":', 'is not a JSON object of tags'],
    ['Tags', '["app"]', 'is not a JSON object of tags'],
  ])('%s %j is listed with its line, column, value and reason', async (column, value, reason) => {
    const text = csvOf([FOCUS, { ...FOCUS, [column]: value }, FOCUS]).replaceAll('"NULL"', 'NULL');
    const reading = await readBill([folder.write('bad.csv', text)], 'focus');
    const shown = value === 'NULL' ? '' : value;
    expect(reading.badLines).toEqual({
      total: 1,
      listed: [{ file: 'bad.csv', line: 4, column, value: shown, reason }],
    });
    expect(reading.refused).toBe(true);
    expect(reading.counts).toMatchObject({ read: 3, kept: 2 });
    expect(reading.controls[0]?.amounts.unblended).toBe(2_000_000_000n);
    await reading.close();
  });
});

describe('a line of a report with a fault', () => {
  it.each([
    ['lineItem/UnblendedCost', 'x', {}],
    ['lineItem/UsageAccountId', '', {}],
    ['lineItem/UsageStartDate', 'yesterday', {}],
    ['bill/BillingPeriodStartDate', 'October', {}],
    ['reservation/EffectiveCost', 'much', { 'lineItem/LineItemType': 'DiscountedUsage' }],
  ])('%s %j is listed by the name that the file gives it', async (column, value, line) => {
    const text = csvOf([CUR, { ...CUR, ...line, [column]: value }]);
    const reading = await readBill([folder.write('bad.csv.gz', gzipSync(text))], 'cur');
    expect(reading.badLines.listed).toMatchObject([{ file: 'bad.csv.gz', line: 3, column, value }]);
    await reading.close();
  });

  it('is not checked in a column that its type does not use', async () => {
    const reading = await readBill(
      [folder.write('fine.csv', csvOf([{ ...CUR, 'reservation/EffectiveCost': 'n/a' }]))],
      'cur',
    );
    expect(reading.badLines.total).toBe(0);
    await reading.close();
  });
});

describe('the list of bad lines', () => {
  it('has lines of the wrong shape too, in the order of the files and lines, with two files of one name apart', async () => {
    const shape = `${csvOf([CUR])}a,b\n${csvOf([{ ...CUR, 'lineItem/UnblendedCost': 'x' }]).split('\n')[1]}\n"x"y,,,,,\n1,2,3,4,5,6,7\n`;
    const first = folder.write('one.csv', shape);
    const second = folder.write('two.csv', csvOf([{ ...CUR, 'lineItem/UnblendedCost': 'y' }]));
    const reading = await readBill([first, second], 'cur');
    expect(reading.counts).toMatchObject({ read: 6, kept: 1 });
    expect(reading.badLines.total).toBe(5);
    expect(reading.badLines.listed.map(({ file, line, reason }) => [file, line, reason])).toEqual([
      ['one.csv', 3, 'has 2 fields where the header has 6'],
      ['one.csv', 4, 'is not a decimal number below 10^14'],
      ['one.csv', 5, 'has text behind a closing quote'],
      ['one.csv', 6, 'has 7 fields where the header has 6'],
      ['two.csv', 2, 'is not a decimal number below 10^14'],
    ]);
    await reading.close();
  });

  it('lists the first hundred and counts all; accepted, the rest is kept', async () => {
    const lines = Array.from({ length: 250 }, (_, index) =>
      index % 2 === 0 ? CUR : { ...CUR, 'lineItem/UnblendedCost': 'x' },
    );
    const reading = await readBill([folder.write('many.csv', csvOf(lines))], 'cur', { acceptBadLines: true });
    expect(reading.badLines.total).toBe(125);
    expect(reading.badLines.listed).toHaveLength(100);
    expect(reading.badLines.listed[99]?.line).toBe(201);
    expect(reading.refused).toBe(false);
    expect(reading.controls[0]?.amounts.unblended).toBe(125_000_000_000n);
    await reading.close();
  });

  it('can be all there is', async () => {
    const reading = await readBill(
      [folder.write('none.csv', csvOf([{ ...CUR, 'lineItem/UnblendedCost': 'x' }]))],
      'cur',
    );
    expect(reading).toMatchObject({ currency: '', months: [], controls: [], refused: true });
    expect(await cellsByKey(reading, 'recordType')).toEqual(new Map());
    await reading.close();
  });

  it('gives the row of a Parquet file', async () => {
    const path = await writeParquet(
      folder.path('bad.parquet'),
      `SELECT '111122223333' AS line_item_usage_account_id, TIMESTAMP '2026-10-05' AS line_item_usage_start_date,
        CASE WHEN i = 1 THEN 'nan'::DOUBLE ELSE 1 END AS line_item_unblended_cost FROM range(3) AS r(i)`,
    );
    const reading = await readBill([path], 'cur');
    expect(reading.badLines.listed).toMatchObject([
      { file: 'bad.parquet', line: 2, column: 'line_item_unblended_cost', value: 'nan' },
    ]);
    await reading.close();
  });

  it('stops the sandbox from answering from such a bill', async () => {
    const path = folder.write('sandbox.csv', csvOf([CUR, { ...CUR, 'lineItem/UnblendedCost': 'x' }]));
    await expect(readBillLines([path], 'cur')).rejects.toMatchObject({
      code: 'invalid-input',
      message: 'sandbox.csv, line 3: lineItem/UnblendedCost is not a decimal number below 10^14 (bad lines in all: 1).',
    });
  });
});
