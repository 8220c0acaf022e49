import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { demoCompany } from '@/lib/demo/company';
import {
  BUDGET,
  DRIVER,
  type Draft,
  type InputKind,
  OUTSIDE_COST,
  REVENUE,
  type Revenue,
} from '@/lib/finance/input-kind';
import { readInputCsv, writeInputCsv } from './input-csv';

const read = <Entry>(kind: InputKind<Entry>, text: string) => readInputCsv(kind, Buffer.from(text));
const told = (text: string): string[] =>
  read(REVENUE, text).faults.map(({ line, field, message }) => `${line} ${field}: ${message}`);

const revenue = (more: Partial<Draft<Revenue>> = {}): Draft<Revenue> => ({
  ...{
    month: '2026-10',
    entity: { kind: 'project', id: 'checkout' },
    amount: 12_500_000_000n,
    currency: null,
    source: '',
  },
  ...more,
});

describe('a revenue file', () => {
  it('is read with the columns that it has, in any order', () => {
    const text =
      '\ufeffEntity, amount ,MONTH,source\r\nproject:checkout,12.50,2026-10,\r\n"account:000011112222","-3",2026-11,"Acme, Inc."\r\n';
    expect(read(REVENUE, text)).toEqual({
      numbers: [2, 3],
      faults: [],
      lines: [
        revenue(),
        revenue({
          month: '2026-11',
          entity: { kind: 'account', id: '000011112222' },
          amount: -3_000_000_000n,
          source: 'Acme, Inc.',
        }),
      ],
    });
    expect(read(REVENUE, 'month,entity,amount\n')).toEqual({ numbers: [], lines: [], faults: [] });
  });

  it('tells every bad line with its number, field and reason', () => {
    const text = [
      'month,entity,amount,currency',
      '2026-10,project:checkout,12.50,USD',
      '2026-13,checkout,12.50,USD',
      '',
      '2026-10,project:search,1,234.50,USD',
      '2026-10,project:search,"1,234.50",dollars',
      '2026-10,project:search,,USD',
      '2026-10,project:checkout,7,EUR',
      '2026-10,project:mobile',
    ].join('\n');
    expect(told(text)).toEqual([
      '3 month: must be a month such as 2026-10',
      expect.stringMatching(/^3 entity: is no entity; write project:checkout/),
      expect.stringMatching(/^5 : has 5 fields, the header 4: a comma inside a field needs quotes/),
      expect.stringMatching(/^6 amount: must be a number .* without separators between thousands/),
      '6 currency: must be a currency code such as USD',
      '7 amount: is empty: write 0 for nothing',
      expect.stringMatching(/^8 : is about the same month, entity, source as line 2/),
      expect.stringMatching(/^9 : has 2 fields, the header 4/),
    ]);
  });

  it.each([
    ['', '1 : the file is empty: its header is month,entity,amount[,currency][,source]'],
    ['\n\n', '1 : the file is empty'],
    ['2026-10,project:a,1\n', '1 2026-10: is no column of a revenue file; its header is month,entity,amount'],
    ['month;entity;amount\n2026-10;project:a;1\n', '1 : separates its columns otherwise than by commas'],
    ['month,entity\n', '1 amount: is a column that is missing'],
    ['month,entity,amount,currancy\n', '1 currancy: is no column of a revenue file'],
    ['month,entity,amount,Amount\n', '1 amount: is a column that comes twice'],
    ['month,entity,amount\n2026-10,project:a,"1\n', '2 : opens a quote here, or below, that is never closed'],
  ])('%j is refused', (text, fault) => {
    expect(told(text)).toContainEqual(expect.stringContaining(fault));
    expect(read(REVENUE, text).faults.length).toBeGreaterThan(0);
  });

  it('in another encoding, or without end, is refused', () => {
    const latin = readInputCsv(REVENUE, Buffer.from('month,entity,amount\n2026-10,project:Zürich,1\n', 'latin1'));
    expect(latin.faults).toEqual([expect.objectContaining({ message: expect.stringContaining('not UTF-8') })]);
    expect(readInputCsv(REVENUE, new Uint8Array(33 * 1024 * 1024)).faults).toHaveLength(1);
  });
});

describe('writing', () => {
  it('is undone by reading, formulas too', () => {
    const name = fc
      .string({ unit: 'grapheme', maxLength: 30 })
      .map((text) => text.trim())
      .filter((text) => !/[\p{Cc}\p{Cs}]|^'/u.test(text));
    const source = fc.oneof(name, fc.constantFrom('=1+1', '-Services', '@home', '+1', '＝x', 'NULL', '"', ','));
    const entry = fc.record({
      month: fc.constantFrom('2026-10', '2026-11'),
      entity: fc.record({ kind: fc.constant('project' as const), id: name.filter((id) => id !== '') }),
      amount: fc.bigInt({ min: -(2n ** 63n) + 1n, max: 2n ** 63n - 1n }),
      currency: fc.constantFrom('USD', 'EUR'),
      source,
    });
    const entries = fc.uniqueArray(entry, {
      selector: ({ month, entity, source: by }) => `${month} ${entity.id}\n${by}`,
    });
    fc.assert(
      fc.property(entries, (list) => {
        expect(read(REVENUE, writeInputCsv<Revenue>(REVENUE, list))).toMatchObject({ lines: list, faults: [] });
      }),
    );
  });
});

describe("the demo company's inputs", () => {
  const company = demoCompany('2026-11-24');
  const csvOf = (rows: readonly object[]): string =>
    [Object.keys(rows[0] ?? {}), ...rows.map((row) => Object.values(row))].map((cells) => cells.join(',')).join('\n');

  const counted = <Entry>(kind: InputKind<Entry>, rows: readonly object[]) => {
    const { lines, faults } = read(kind, csvOf(rows));
    return { faults, missing: rows.length - lines.length };
  };

  it('are files of every kind', () => {
    const whole = { faults: [], missing: 0 };
    expect(counted(REVENUE, company.revenue)).toEqual(whole);
    expect(counted(BUDGET, company.budgets)).toEqual(whole);
    expect(counted(DRIVER, company.drivers)).toEqual(whole);
    expect(counted(OUTSIDE_COST, company.outsideCosts)).toEqual(whole);
  });
});
