import { describe, expect, it } from 'vitest';
import { amountsOf, sumAmounts } from './basis';
import { type AxisPart, crossTable } from './cross-table';

const all = (units: number) => amountsOf(() => BigInt(units));
const value = (raw: string, units: number): AxisPart => ({ kind: 'value', key: 'k', raw, amounts: all(units) });
const bare = (kind: AxisPart['kind'], units: number): AxisPart => ({ kind, key: '', raw: '', amounts: all(units) });
/** What is known, by row and column; a missing one was not asked. */
const answers =
  (cells: Record<string, number>, whole = true) =>
  (row: AxisPart, column: AxisPart) => {
    const units = cells[`${row.raw} ${column.raw}`];
    return units === undefined ? null : { amounts: all(units), whole };
  };
const told = (rows: readonly AxisPart[], columns: readonly AxisPart[], known: ReturnType<typeof answers>) => {
  const cells = crossTable(rows, columns, known);
  for (const row of rows) {
    const own = cells.filter((cell) => cell.row === row).map(({ amounts }) => amounts);
    expect(sumAmounts(own)).toEqual(row.amounts);
  }
  const name = ({ kind, raw }: AxisPart) => (kind === 'value' ? raw : kind);
  return Object.fromEntries(
    cells.map(({ row, column, amounts }) => [`${name(row)} ${name(column)}`, amounts.amortized]),
  );
};

describe('crossTable', () => {
  const rows = [value('a', 700_000), value('b', 300_000)];
  const columns = [value('S3', 600_000), value('EC2', 400_000)];

  it('follows from one row or one column without an answer', () => {
    const none = answers({});
    expect(told([value('a', 1_000_000)], columns, none)).toEqual({ 'a S3': 600_000n, 'a EC2': 400_000n });
    expect(told(rows, [value('S3', 1_000_000)], none)).toEqual({ 'a S3': 700_000n, 'b S3': 300_000n });
    expect(told(rows, [bare('untagged', 1_000_000)], none)).toEqual({
      'a untagged': 700_000n,
      'b untagged': 300_000n,
    });
  });

  it('tells what was asked, and says not fetched of the rest', () => {
    expect(told(rows, columns, answers({ 'a S3': 500_000, 'a EC2': 200_000 }))).toEqual({
      'a S3': 500_000n,
      'a EC2': 200_000n,
      'b notFetched': 300_000n,
    });
    expect(told(rows, columns, answers({ 'a S3': 500_000 }))).toEqual({
      'a S3': 500_000n,
      'a notFetched': 200_000n,
      'b notFetched': 300_000n,
    });
  });

  it('takes the untagged row from all others, and from none when one of them is missing', () => {
    const withRest = [value('a', 700_000), value('b', 200_000), bare('untagged', 100_000)];
    const known = { 'a S3': 500_000, 'a EC2': 200_000, 'b S3': 50_000, 'b EC2': 150_000 };
    expect(told(withRest, columns, answers(known))).toMatchObject({
      'untagged S3': 50_000n,
      'untagged EC2': 50_000n,
    });
    const { 'b EC2': _, ...less } = known;
    expect(told(withRest, columns, answers(less))).toMatchObject({
      'untagged S3': 50_000n,
      'untagged notFetched': 50_000n,
    });
  });

  it('keeps rounding apart: a unit per group, no more', () => {
    expect(told(rows, columns, answers({ 'a S3': 500_000, 'a EC2': 199_997 }))).toMatchObject({ 'a rounding': 3n });
    const off = told(rows, columns, answers({ 'a S3': 500_000, 'a EC2': 190_000 }));
    expect(off).toEqual({ 'a notFetched': 700_000n, 'b notFetched': 300_000n });
  });

  it('has an untagged column only where every value was asked, whole', () => {
    const tagged = [value('prod', 600_000), bare('untagged', 400_000)];
    expect(told(rows, tagged, answers({ 'a prod': 500_000, 'b prod': 100_000 }))).toEqual({
      'a prod': 500_000n,
      'a untagged': 200_000n,
      'b prod': 100_000n,
      'b untagged': 200_000n,
    });
    expect(told(rows, tagged, answers({ 'a prod': 500_000 }, false))).toMatchObject({ 'a notFetched': 200_000n });
    const unread = [value('prod', 600_000), bare('notFetched', 400_000)];
    expect(told(rows, unread, answers({ 'a prod': 500_000, 'b prod': 100_000 }))).toMatchObject({
      'a notFetched': 200_000n,
      'b notFetched': 200_000n,
    });
  });

  it('leaves a row that is itself not known as it is', () => {
    const cells = told([value('a', 700_000), bare('notFetched', 300_000)], columns, answers({}));
    expect(cells).toEqual({ 'a notFetched': 700_000n, 'notFetched notFetched': 300_000n });
  });
});
