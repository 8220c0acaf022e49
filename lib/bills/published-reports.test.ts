import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { parse } from 'csv-parse/sync';
import { describe, expect, it } from 'vitest';
import type { Amounts } from '@/lib/finance/basis';
import { magnitude, parseDecimal } from '@/lib/finance/money';
import { readBill } from './reading';
import { cellsByKey } from './written-file';

const REPORT = '../shared/data/cur-2018-12-01.csv.gz';
const TOTALS: Record<string, string> = JSON.parse(readFileSync('../shared/data/cur-2018-12-01.totals.json', 'utf8'));

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
