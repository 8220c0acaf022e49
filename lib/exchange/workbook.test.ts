import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseDecimal } from '@/lib/finance/money';
import { neutralise } from './csv';
import { workbookOf } from './workbook';
import { addressOf, type WorkbookCell, type WorkbookSheet } from './workbook-cell';
import { evaluate, readWorkbook } from './workbook-reading-fixture';

const text = (value: string): WorkbookCell => ({ kind: 'text', text: value });
const amount = (units: bigint): WorkbookCell => ({ kind: 'amount', units });
const sheet = (patch: Partial<WorkbookSheet>): WorkbookSheet => ({
  name: 'Statement',
  widths: [30, 14],
  rows: [],
  ...patch,
});
const cellsOf = async (patch: Partial<WorkbookSheet>) => readWorkbook(await workbookOf([sheet(patch)])).cellsOf(1);

describe('a workbook', () => {
  it('has numbers that are exact, and texts that stay text: ids, formulas, entities', async () => {
    const cells = await cellsOf({
      rows: [
        [text('000123456789'), amount(-1_234_567_890_123_456_789n)],
        [text('=HYPERLINK("x")'), amount(1n)],
        [text('<a & "b">_x0041_'), { kind: 'count', count: 12 }],
        [null, { kind: 'amount', units: 5n, places: 9 }],
      ],
    });
    expect([...cells].map(([address, { type, value, formula }]) => [address, type, value, formula])).toEqual([
      ['A1', 'inlineStr', '000123456789', null],
      ['B1', 'n', '-1234567890.123456789', null],
      ['A2', 'inlineStr', `'=HYPERLINK("x")`, null],
      ['B2', 'n', '0.000000001', null],
      ['A3', 'inlineStr', '<a & "b">_x0041_', null],
      ['B3', 'n', '12', null],
      ['B4', 'n', '0.000000005', null],
    ]);
  });

  it('has formulas that give the figure they carry', () =>
    fc.assert(
      fc.asyncProperty(
        fc.array(fc.bigInt({ min: -(10n ** 15n), max: 10n ** 15n }), { minLength: 2, maxLength: 30 }),
        async (units) => {
          const total = units.reduce((sum, each) => sum + each, 0n);
          const last = units.length - 1;
          const cells = await cellsOf({
            rows: [
              ...units.map((each) => [text('service'), amount(each)]),
              [
                text('Total'),
                {
                  ...{ kind: 'amount', units: total },
                  sum: [{ sign: 1, from: { row: 0, column: 0 }, to: { row: last, column: 1 } }],
                },
              ],
              [
                text('Total without the first'),
                {
                  ...{ kind: 'amount', units: total - (units[0] ?? 0n) },
                  sum: [
                    { sign: 1, from: { row: last + 1, column: 1 } },
                    { sign: -1, from: { row: 0, column: 1 } },
                  ],
                },
              ],
            ],
          });
          const found = [last + 1, last + 2].map((row) => cells.get(addressOf({ row, column: 1 })));
          expect(found[0]?.formula).toBe(`SUM(A1:B${last + 1})`);
          for (const cell of found) expect(evaluate(cell?.formula ?? '', cells)).toBe(parseDecimal(cell?.value ?? ''));
        },
      ),
      { numRuns: 30 },
    ));

  it('refuses a formula that would change the figure, and a cell that sums itself', async () => {
    const total = (units: bigint, row: number): WorkbookCell => ({
      ...{ kind: 'amount', units },
      sum: [{ sign: 1, from: { row: 0, column: 1 }, to: { row, column: 1 } }],
    });
    const rows = [[text('a'), amount(2n)]];
    await expect(cellsOf({ rows: [...rows, [null, total(3n, 0)]] })).rejects.toThrow(
      'Statement B2: its formula gives 0.000000002, not 0.000000003',
    );
    await expect(cellsOf({ rows: [...rows, [null, total(2n, 1)]] })).rejects.toThrow(/sums itself/);
  });

  it('tells a margin in percent, and nothing where there is no revenue', async () => {
    const share = (row: number): WorkbookCell => ({
      ...{ kind: 'share', of: { row, column: 1 }, whole: { row, column: 0 } },
    });
    const cells = await cellsOf({
      rows: [
        [amount(8n), amount(-2n), share(0)],
        [amount(0n), amount(-2n), share(1)],
      ],
    });
    expect(cells.get('C1')).toMatchObject({ formula: 'IF(A1>0,B1/A1,"")', value: '-0.25', type: 'n' });
    expect(cells.get('C2')).toMatchObject({ formula: 'IF(A2>0,B2/A2,"")', value: '', type: 'str' });
  });

  it('keeps its head and first column in sight, and repeats the head in print', async () => {
    const { parts } = readWorkbook(await workbookOf([sheet({ name: "Q'3", frozen: { rows: 2, columns: 1 } })]));
    expect(parts.get('xl/worksheets/sheet1.xml')).toContain(
      '<pane xSplit="1" ySplit="2" topLeftCell="B3" activePane="bottomRight" state="frozen"/>',
    );
    expect(parts.get('xl/workbook.xml')).toContain(
      `<definedName name="_xlnm.Print_Titles" localSheetId="0">'Q''3'!$1:$2</definedName>`,
    );
  });

  it('calls sheets what a sheet may be called, no two alike', async () => {
    const long = 'A statement of all accounts: [2026/10]';
    const { parts } = readWorkbook(
      await workbookOf([long, long.toUpperCase(), '', "'"].map((name) => sheet({ name }))),
    );
    const names = [...(parts.get('xl/workbook.xml') ?? '').matchAll(/<sheet name="([^"]*)"/g)].map(([, name]) => name);
    expect(names).toEqual(['A statement of all accounts 202', 'A STATEMENT OF ALL ACCOUNTS (2)', 'Sheet 3', 'Sheet 4']);
  });

  it('is read back whatever the text', () =>
    fc.assert(
      fc.asyncProperty(fc.array(fc.string({ unit: 'grapheme' }), { minLength: 1 }), async (texts) => {
        const cells = await cellsOf({ rows: texts.map((each) => [text(each)]) });
        // biome-ignore lint/suspicious/noControlCharactersInRegex: XML cannot hold them.
        const kept = (each: string) => neutralise(each).replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f]/g, '');
        expect([...cells.values()].map(({ value }) => value)).toEqual(texts.map(kept));
      }),
      { numRuns: 30 },
    ));

  it('is the same twice, and needs a sheet', async () => {
    const rows = [[text('a'), amount(2n)]];
    expect(await workbookOf([sheet({ rows })])).toEqual(await workbookOf([sheet({ rows })]));
    await expect(workbookOf([])).rejects.toThrow(RangeError);
  });

  it('names columns as spreadsheets do', () => {
    expect([0, 25, 26, 701, 702, 16_383].map((column) => addressOf({ row: 9, column }))).toEqual([
      'A10',
      'Z10',
      'AA10',
      'ZZ10',
      'AAA10',
      'XFD10',
    ]);
  });
});
