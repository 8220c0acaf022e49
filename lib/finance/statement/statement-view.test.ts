import { describe, expect, it } from 'vitest';
import { dollars, MONTH, sheetOf, slice, smallInput, stored } from './small-books-fixture';
import { buildStatement } from './statement';
import { type StatementView, viewOf } from './statement-view';

describe('a view of a statement', () => {
  const input = smallInput({
    months: [stored(MONTH, 93)],
    slices: [slice('a', 'project:checkout', 'usage', 62), slice('b', 'project:search', 'usage', 31)],
    revenue: [{ month: MONTH, entity: { kind: 'project', id: 'checkout' }, source: '', units: dollars(248) }],
  });
  const statement = buildStatement(sheetOf(['project:checkout', 'organization']), input);
  const row = (view: StatementView, key: string) =>
    viewOf(statement, view)[statement.rows.findIndex((each) => each.key === key)];

  it('is in parts of the column’s revenue, n/a without any', () => {
    expect(statement.columns.map(({ key }) => key)).toEqual([
      'project:checkout',
      'organization',
      'overlap',
      'rest',
      'total',
    ]);
    expect(row('revenue', 'total')).toEqual([250_000_000n, 375_000_000n, null, null, 375_000_000n]);
  });

  it('is in parts of the column’s total cost, n/a without any', () => {
    expect(row('total', 'usage')).toEqual([1_000_000_000n, 1_000_000_000n, null, null, 1_000_000_000n]);
    expect(row('total', 'revenue')?.[0]).toBe(4_000_000_000n);
  });

  it('is by the day, for what is an amount', () => {
    expect(row('perDay', 'total')).toEqual([dollars(2), dollars(3), null, 0n, dollars(3)]);
    expect(row('perDay', 'margin')).toEqual([null, null, null, null, null]);
    expect(row('perDay', 'perDay')).toEqual([null, null, null, null, null]);
  });
});
