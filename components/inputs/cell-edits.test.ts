import { describe, expect, it } from 'vitest';
import { clearEdits, type Grid, pasteEdits } from './cell-edits';
import { closedWords, type InputRow, lineOfCell } from './input-row';

const row = (entity: string, cells: InputRow['cells'] = {}): InputRow => ({
  ...{ key: entity, entity, name: entity, label: 'Subscriptions', connections: null, inside: [], currency: '', cells },
});
const closed = [{ connection: 'c1', month: '2026-01', by: 'ana', at: '2026-02-05T08:00:00Z' }];
const rows = [row('project:a', { '2026-02': { amount: '5', currency: 'EUR' } }), row('project:b')];
const grid: Grid = {
  ...{ name: 'revenue', rows, months: ['2026-01', '2026-02', '2026-03'], currency: 'USD' },
  closedOf: (each, month) => closedWords(each, month, closed),
};
const corner = (top: number, left: number) => ({ top, left, bottom: top, right: left });

describe('a paste', () => {
  it('lays a block over the grid, reads it exactly, and leaves out what is closed or outside', () => {
    const { edits, ...rest } = pasteEdits(
      grid,
      [
        ['1', '$1,234.50', '(3)'],
        ['', '7', '8', '9'],
      ],
      corner(1, 0),
    );
    expect(edits).toEqual([
      { row: 'project:b', month: '2026-02', draft: { text: '1234.5', fault: '' } },
      { row: 'project:b', month: '2026-03', draft: { text: '-3', fault: '' } },
    ]);
    expect(rest).toEqual({ outside: 3, closed: 1, range: { top: 1, left: 0, bottom: 1, right: 2 } });
  });

  it('keeps what it cannot read, with the reason, and knows a currency that is not the row’s', () => {
    const { edits } = pasteEdits(grid, [['$5', 'abc']], corner(0, 1));
    expect(edits.map(({ draft }) => draft?.fault)).toEqual([
      'is in $, and this row is in EUR',
      'is not a number: write a number such as 1234.50',
    ]);
  });

  it('fills a range with one figure, and takes an edit back that changes nothing', () => {
    const { edits } = pasteEdits(grid, [['5']], { top: 0, bottom: 1, left: 1, right: 1 });
    expect(edits.map(({ draft }) => draft?.text ?? null)).toEqual([null, '5']);
  });

  it('refuses a negative count', () => {
    const { edits } = pasteEdits({ ...grid, name: 'driver' }, [['-5']], corner(1, 1));
    expect(edits[0]?.draft?.fault).toBe('must not be negative');
  });
});

it('clears what is stored, and nothing that is closed', () => {
  expect(clearEdits(grid, { top: 0, bottom: 0, left: 0, right: 2 })).toEqual([
    { row: 'project:a', month: '2026-02', draft: { text: '', fault: '' } },
    { row: 'project:a', month: '2026-03', draft: null },
  ]);
});

it('sends a cell in the currency of its row', () => {
  const [first, second] = rows;
  if (!first || !second) throw new Error('no rows');
  expect(lineOfCell('revenue', first, '2026-03', '1')).toMatchObject({ currency: 'EUR', source: 'Subscriptions' });
  expect(lineOfCell('budget', { ...second, currency: 'GBP' }, '2026-03', '1')).toMatchObject({ currency: 'GBP' });
  expect(lineOfCell('budget', second, '2026-03', '1')).toMatchObject({ currency: '', amount: '1' });
});

it('says who closed a month, of the connections that concern a row', () => {
  const elsewhere = { ...row('account:1'), connections: ['c2'] };
  expect(closedWords(row('project:a'), '2026-01', closed)).toBe('Closed by ana, 5 Feb 2026.');
  expect(closedWords(elsewhere, '2026-01', closed)).toBeNull();
});
