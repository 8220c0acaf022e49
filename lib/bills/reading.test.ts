import { readdirSync, readFileSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { explain } from './database';
import { readBill } from './reading';
import { csvOf, testFolder, writeParquet } from './written-file';

const folder = testFolder();
const FOCUS_SAMPLE = '../shared/data/focus-1.0-sample.csv';
const REPORT = '../shared/data/cur-2018-12-01.csv.gz';
const CUR: Record<string, string> = {
  line_item_usage_account_id: '111122223333',
  line_item_usage_start_date: '2026-10-05T00:00:00Z',
  line_item_currency_code: 'USD',
  line_item_unblended_cost: '1',
};

const openFolders = () => readdirSync(folder.path('.')).filter((name) => name.startsWith('subledger-bill-')).length;

describe('what is no bill', () => {
  beforeAll(() => vi.stubEnv('TMPDIR', folder.path('.')));
  afterAll(() => vi.unstubAllEnvs());

  it.each<[string, () => string | Promise<string>, 'focus' | 'cur', RegExp]>([
    ['a missing file', () => folder.path('nowhere.csv'), 'cur', /There is no file .*nowhere\.csv/],
    ['a folder', () => folder.path('.'), 'cur', /is not a file/],
    ['an empty file', () => folder.write('empty.csv', ''), 'cur', /empty\.csv is empty/],
    ['nothing but a byte order mark', () => folder.write('bom.csv', '\ufeff'), 'cur', /bom\.csv is empty/],
    ['an empty archive', () => folder.write('empty.csv.gz', gzipSync('')), 'cur', /empty\.csv\.gz is empty/],
    ['an archive without bytes', () => folder.write('zero.csv.gz', ''), 'cur', /zero\.csv\.gz is empty/],
    [
      'a header alone',
      () => folder.write('header.csv', csvOf([CUR]).split('\n')[0] ?? ''),
      'cur',
      /header\.csv has a header and no lines/,
    ],
    [
      'a cut archive',
      () => folder.write('cut.csv.gz', readFileSync(REPORT).subarray(0, 60_000)),
      'cur',
      /cut\.csv\.gz cannot be read to its end/,
    ],
    [
      'an archive that fills the disk',
      () => {
        const [header = '', line = ''] = csvOf([{ ...CUR, 'resourceTags/user:x': 'x'.repeat(100_000) }]).split('\n');
        return folder.write('bomb.csv.gz', gzipSync(`${header}\n${`${line}\n`.repeat(1_000)}`));
      },
      'cur',
      /bomb\.csv\.gz unpacks to more than 300 times its size/,
    ],
    ['a damaged archive', damagedArchive, 'cur', /damaged\.csv\.gz cannot be read to its end/],
    ['a cut Parquet file', cutParquet, 'cur', /cut\.parquet is not a whole Parquet file/],
    ['a damaged Parquet file', damagedParquet, 'cur', /damaged\.parquet is not a whole Parquet file/],
    ['a zip', () => folder.write('cur.zip', Buffer.from('504b030414000000', 'hex')), 'cur', /is a zip archive/],
    ['UTF-16', () => folder.write('utf16.csv', Buffer.from('\ufeffa,b\n', 'utf16le')), 'cur', /is UTF-16/],
    [
      'semicolons',
      () => folder.write('semi.csv', csvOf([CUR]).replaceAll(',', ';')),
      'cur',
      /separates its columns with ";"/,
    ],
    [
      'an open quote',
      () => folder.write('quote.csv', `${csvOf([CUR])}"1,2,3,4\n`),
      'cur',
      /quote\.csv: a quote in line 3 never closes/,
    ],
    ['FOCUS given as a report', () => FOCUS_SAMPLE, 'cur', /is a FOCUS file, not a Cost and Usage Report/],
    ['a report given as FOCUS', () => REPORT, 'focus', /is a Cost and Usage Report, not a FOCUS file/],
    [
      'any other table',
      () => folder.write('other.csv', 'a,b\n1,2\n'),
      'focus',
      /other\.csv lacks the column BilledCost/,
    ],
    [
      'a column twice',
      () => folder.write('twice.csv', 'line_item_unblended_cost,lineItem/UnblendedCost\n1,2\n'),
      'cur',
      /has the column lineItem\/UnblendedCost twice \(columns 1 and 2\)/,
    ],
    ['no line of AWS', azureOnly, 'focus', /None of the 51 lines .* is of AWS \(they are of Microsoft\)/],
  ])('%s is refused by name, and leaves nothing behind', async (_, make, format, message) => {
    const path = await make();
    const before = openFolders();
    await expect(readBill([path], format)).rejects.toMatchObject({
      name: 'AppError',
      message: expect.stringMatching(message),
      fix: expect.any(String),
    });
    expect(openFolders()).toBe(before);
  });

  it.each([
    'BilledCost',
    'EffectiveCost',
    'BillingCurrency',
    'BillingPeriodStart',
    'ChargePeriodStart',
    'ChargeCategory',
    'ServiceName',
  ])('a FOCUS file without %s is refused with the name of the column', async (column) => {
    const text = readFileSync(FOCUS_SAMPLE, 'utf8').replace(`"${column}"`, '"Gone"');
    await expect(readBill([folder.write('gone.csv', text)], 'focus')).rejects.toMatchObject({
      code: 'invalid-input',
      message: `gone.csv lacks the column ${column}: without it no FOCUS bill can be read.`,
      errors: [{ field: column, message: 'missing in gone.csv' }],
    });
  });

  it('names every missing column of a report at once', async () => {
    const path = folder.write('few.csv', 'lineItem/UsageType,lineItem/LineItemType\na,b\n');
    await expect(readBill([path], 'cur')).rejects.toMatchObject({
      errors: [
        { field: 'line_item_usage_account_id' },
        { field: 'line_item_unblended_cost' },
        { field: 'line_item_usage_start_date or bill_billing_period_start_date' },
      ],
    });
  });
});

describe('currencies', () => {
  it('are never added', async () => {
    const path = folder.write('two.csv', csvOf([CUR, CUR, { ...CUR, line_item_currency_code: 'EUR' }]));
    await expect(readBill([path], 'cur')).rejects.toMatchObject({
      code: 'mixed-currencies',
      message: expect.stringContaining('USD (2 lines), EUR (1 lines)'),
    });
  });

  it('hold for lines that name none, with a notice', async () => {
    const path = folder.write(
      'partly.csv',
      csvOf([
        { ...CUR, line_item_currency_code: 'eur' },
        { ...CUR, line_item_currency_code: '' },
      ]),
    );
    const reading = await readBill([path], 'cur');
    expect(reading.currency).toBe('EUR');
    expect(reading.notices.map(({ code }) => code)).toContain('lines-without-currency');
    await reading.close();
  });
});

describe('a file given twice', () => {
  it('is refused, by whatever path or name, since its lines would count twice', async () => {
    const one = folder.write('one.csv', csvOf([CUR]));
    const copy = folder.write('copy.csv', csvOf([CUR]));
    symlinkSync(one, folder.path('link.csv'));
    for (const other of [one, copy, folder.path('link.csv')]) {
      await expect(readBill([one, other], 'cur')).rejects.toMatchObject({
        code: 'invalid-input',
        message: expect.stringContaining('are the same file: it would count twice'),
      });
    }
  });
});

describe('odd texts', () => {
  it('reads a path with quotes, spaces and patterns, and columns whose names are SQL', async () => {
    const path = folder.write(
      `it's [a] *.csv`,
      csvOf([{ ...CUR, 'resource_tags_user_"); DROP TABLE line; --': "o'x" }]),
    );
    const reading = await readBill([path], 'cur');
    expect(reading.tagKeys).toEqual(['"); DROP TABLE line; --']);
    await reading.close();
  });

  it('notes bytes that are not UTF-8 and reads several gzip members', async () => {
    const [header = '', line = ''] = csvOf([{ ...CUR, product_product_name: 'X?' }]).split('\n');
    const latin = Buffer.from(`${line}\n`.replace('?', '\xe9\0'), 'latin1');
    const path = folder.write(
      'members.gz',
      Buffer.concat([gzipSync(`${header}\r\n`), gzipSync(latin), gzipSync(`${line}\n`)]),
    );
    const reading = await readBill([path], 'cur');
    expect(reading.counts.kept).toBe(2);
    expect(reading.notices.map(({ code }) => code)).toContain('damaged-text');
    await reading.close();
  });
});

describe('limits', () => {
  it('refuses amounts whose sum is beyond what is held exactly', async () => {
    const path = folder.write(
      'rich.csv',
      csvOf([CUR, CUR].map((line) => ({ ...line, line_item_unblended_cost: '99999999999999' }))),
    );
    await expect(readBill([path], 'cur')).rejects.toMatchObject({
      code: 'invalid-input',
      message: expect.stringContaining('add up to more than 10^14'),
    });
  });

  it('rounds once per cell, to even, and not line by line', async () => {
    const sumOf = async (costs: readonly string[]) => {
      const path = folder.write('halves.csv', csvOf(costs.map((cost) => ({ ...CUR, line_item_unblended_cost: cost }))));
      const reading = await readBill([path], 'cur');
      await reading.close();
      return reading.controls[0]?.amounts.unblended;
    };
    expect(await sumOf(['0.0000000005'])).toBe(0n);
    expect(await sumOf(['0.0000000015'])).toBe(2n);
    expect(await sumOf(['-0.0000000025'])).toBe(-2n);
    expect(await sumOf(['0.0000000005', '0.000000000000000000000001'])).toBe(1n);
    expect(await sumOf(Array.from({ length: 10 }, () => '1.00E-10'))).toBe(1n);
  });

  it('says so when there is no room for temporary files', async () => {
    vi.stubEnv('TMPDIR', folder.path('missing'));
    await expect(readBill([FOCUS_SAMPLE], 'focus')).rejects.toMatchObject({
      code: 'configuration',
      message: expect.stringContaining('No folder for temporary files can be made'),
    });
    vi.unstubAllEnvs();
    expect(() => explain(new Error('IO Error: Could not write file "x": No space left on device'))).toThrow(
      expect.objectContaining({ code: 'disk-full', fix: expect.stringContaining('TMPDIR') }),
    );
  });
});

function damagedArchive(): string {
  const bytes = Buffer.from(readFileSync(REPORT));
  bytes[bytes.length - 6] = (bytes[bytes.length - 6] ?? 0) ^ 0x55;
  return folder.write('damaged.csv.gz', bytes);
}

const parquet = (name: string) =>
  writeParquet(
    folder.path(name),
    `SELECT '111122223333' AS line_item_usage_account_id, '2026-10-05' AS line_item_usage_start_date,
      hash(i)::VARCHAR AS line_item_product_code, 0.5 AS line_item_unblended_cost FROM range(20000) AS r(i)`,
  );

async function cutParquet(): Promise<string> {
  const path = await parquet('cut.parquet');
  truncateSync(path, 40_000);
  return path;
}

async function damagedParquet(): Promise<string> {
  const path = await parquet('damaged.parquet');
  const bytes = readFileSync(path);
  bytes.fill(0xff, 4, 60_000);
  writeFileSync(path, bytes);
  return path;
}

function azureOnly(): string {
  const [header, ...lines] = readFileSync(FOCUS_SAMPLE, 'utf8').split('\n');
  return folder.write('azure.csv', [header, ...lines.filter((line) => line.includes('"Microsoft"'))].join('\n'));
}
