import { describe, expect, it } from 'vitest';
import { type StatementInput, UNPLACED } from './input';
import { cell, dollars, dollarsIn, MONTH, sheetOf, slice, smallInput, stored } from './small-books-fixture';
import { buildStatement } from './statement';

const project = (id: string, name: string | null) => ({ id, name: id, class: name, owner: null });
const share = (pool: string, home: string, side: 'in' | 'out', amount: number, account = 'b') => ({
  ...{ connection: 'payer', month: MONTH, pool, chargeClass: 'tax' as const, account, home, side },
  units: dollars(amount),
});

const books: Partial<StatementInput> = {
  months: [stored(MONTH, 154, { residual: dollars(4) })],
  slices: [
    slice('a', 'project:checkout', 'usage', 80),
    slice('a', 'project:checkout', 'discount', -8),
    slice('b', 'project:search', 'usage', 30),
    slice('b', 'untagged', 'usage', 20),
    slice('b', 'charges', 'tax', 18),
    slice('c', 'pool:platform', 'usage', 10),
  ],
  usage: [
    cell('a', null, null, 'Amazon Simple Storage Service', 30),
    cell('a', null, null, 'AmazonEC2', 50),
    cell('b', null, null, 'Never Heard Of It', 49),
    cell('b', null, null, '(rounding)', 1),
  ],
  shares: [
    share('tax', 'charges', 'out', 18),
    share('tax', 'project:search', 'in', 6),
    share('tax', 'project:checkout', 'in', 12, 'a'),
  ],
};

describe('the rows of a statement', () => {
  it('stand in the order of the ledger, services under their category', () => {
    const statement = buildStatement(sheetOf(['account:a']), smallInput(books));
    expect(statement.rows.map(({ key }) => key)).toEqual([
      'revenue',
      'usage',
      'usage:Compute',
      'usage:Compute:AmazonEC2',
      'usage:Storage',
      'usage:Storage:Amazon Simple Storage Service',
      'usage:Other',
      'usage:Other:Never Heard Of It',
      'usage:(rounding)',
      'usage:(not fetched)',
      ...['commitment', 'support', 'other', 'discount', 'credit', 'refund', 'tax', 'direct', 'shared', 'shared:tax'],
      ...['residual', 'outside', 'adjustments', 'total', 'profit'],
      ...['margin', 'unallocated', 'budget', 'variance', 'perDay', 'coverage'],
    ]);
    expect(new Set(statement.rows.map(({ key }) => key)).size).toBe(statement.rows.length);
    expect(dollarsIn(statement, 'usage:(not fetched)')).toEqual({ 'account:a': 0, rest: 10, total: 10 });
  });

  it('say what is unallocated once pools have moved, and the coverage of usage', () => {
    const statement = buildStatement(sheetOf(['account:b', 'project:search']), smallInput(books));
    expect(dollarsIn(statement, 'unallocated')).toEqual({
      'account:b': 20,
      'project:search': 0,
      overlap: 0,
      rest: 10,
      total: 30,
    });
    expect(dollarsIn(statement, 'coverage')).toMatchObject({
      'account:b': 0.6,
      'project:search': 1,
      overlap: null,
      total: 0.857142857,
    });
  });

  it('have a block for each class where classes are in use, and a gross profit', () => {
    const projects = [project('checkout', 'cogs'), project('search', 'lab'), project('gone', null)];
    const revenue = [
      { month: MONTH, entity: { kind: 'project' as const, id: 'checkout' }, source: '', units: dollars(100) },
    ];
    const statement = buildStatement(sheetOf(['class:cogs']), smallInput({ ...books, projects, revenue }));
    expect(dollarsIn(statement, 'class:cogs')).toEqual({ 'class:cogs': 84, rest: 0, total: 84 });
    expect(dollarsIn(statement, 'class-shared:lab').total).toBe(6);
    expect(dollarsIn(statement, 'class:rnd').total).toBe(0);
    expect(dollarsIn(statement, 'class:(none)').total).toBe(34);
    expect(dollarsIn(statement, 'gross')).toEqual({ 'class:cogs': 16, rest: 0, total: 16 });
    expect(dollarsIn(statement, 'margin')['class:cogs']).toBe(0.16);
    expect(dollarsIn(statement, 'margin').rest).toBeNull();
  });

  it('have tax beside cost and margin where the company says so, with what pools moved of it', () => {
    const statement = buildStatement(sheetOf(['account:a'], { tax: 'memo' }), smallInput(books));
    expect(dollarsIn(statement, 'tax')).toEqual({ 'account:a': 12, rest: 6, total: 18 });
    expect(dollarsIn(statement, 'shared').total).toBe(0);
    expect(dollarsIn(statement, 'total')).toEqual({ 'account:a': 72, rest: 64, total: 136 });
    expect(statement.rows.find(({ key }) => key === 'tax')?.kind).toBe('memo');
    expect(statement.check).toEqual({ total: dollars(154), controlTotal: dollars(154), difference: 0n });
  });

  it('leave out what a reader of a part may not know: the residual and the check', () => {
    const months = [stored(MONTH, 0, { control: null, residual: null })];
    const statement = buildStatement(sheetOf(['account:a']), smallInput({ ...books, months }));
    expect(statement.rows.some(({ key }) => key === 'residual')).toBe(false);
    expect(statement.check).toBeNull();
    expect(dollarsIn(statement, 'total').total).toBe(150);
  });

  it('show a difference to AWS, never hide it', () => {
    const statement = buildStatement(
      sheetOf(['account:a']),
      smallInput({ ...books, months: [stored(MONTH, 200, { residual: dollars(4) })] }),
    );
    expect(statement.check?.difference).toBe(dollars(-46));
  });

  it('have adjustments after close apart from cost that AWS’s total has', () => {
    const adjustment = {
      ...{ connection: 'payer', month: MONTH, restated: '2026-08', account: 'a', home: 'project:checkout' },
      ...{ chargeClass: 'usage' as const, units: dollars(3) },
    };
    const statement = buildStatement(
      sheetOf(['project:checkout']),
      smallInput({ ...books, adjustments: [adjustment] }),
    );
    expect(dollarsIn(statement, 'adjustments:2026-08')).toEqual({ 'project:checkout': 3, rest: 0, total: 3 });
    // It lies where the account was when the cost arose.
    const placeOf = (_: string, month: string) => ({
      ...UNPLACED,
      path: ['r-1', month === '2026-08' ? 'ou-old' : 'ou-new'],
    });
    const moved = buildStatement(sheetOf(['ou:ou-old']), {
      ...smallInput({ ...books, adjustments: [adjustment] }),
      placeOf,
    });
    expect(dollarsIn(moved, 'total')['ou:ou-old']).toBe(3);
    expect(dollarsIn(statement, 'total').total).toBe(157);
    expect(statement.check?.difference).toBe(0n);
  });

  it('of environments say n/a where projects were not fetched together with them', () => {
    const statement = buildStatement(
      sheetOf(['environment:prod', 'account:a']),
      smallInput({
        ...books,
        projects: [project('checkout', 'cogs')],
        usage: [cell('b', null, 'prod', 'AmazonEC2', 50), cell('a', null, 'dev', 'AmazonEC2', 80)],
        homes: [
          cell('b', 'project:search', '(not fetched)', null, 30),
          cell('b', 'untagged', '(not fetched)', null, 20),
          cell('a', 'project:checkout', 'dev', null, 80),
        ],
      }),
    );
    expect(dollarsIn(statement, 'usage')['environment:prod']).toBe(50);
    for (const key of ['unallocated', 'coverage', 'gross'])
      expect(dollarsIn(statement, key)['environment:prod']).toBeNull();
    expect(dollarsIn(statement, 'gross')['account:a']).toBe(-84);
    expect(dollarsIn(statement, 'class:(not fetched)')).toMatchObject({
      'environment:prod': 50,
      'account:a': 0,
      rest: -50,
      total: 0,
    });
  });
});
