import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type ColumnName, DEFAULT_COLUMNS, layOutColumns, TREE_COLUMNS } from './tree-columns';

const names = TREE_COLUMNS.map(({ name }) => name);
const from = (chosen: readonly ColumnName[]) =>
  Object.fromEntries(layOutColumns(chosen).columns.map((column) => [column.name, column.from]));

describe('columns', () => {
  it('are all there on a desk of 1280 pixels by default, the important ones before', () => {
    expect(from(DEFAULT_COLUMNS)).toEqual({
      ...{ id: 'tablet', total: 'tablet', change: 'tablet', own: 'desk', spark: 'wide', tagged: 'wide', share: 'wide' },
    });
  });
  it('give what was chosen beside the usual its place first', () => {
    const chosen = from([...DEFAULT_COLUMNS, 'email']);
    expect(chosen.email).toBe('wide');
    expect(chosen.tagged).toBe('broad');
    expect(chosen.share).toBe('huge');
  });
  it('have a grid of as many tracks as are shown, and more room shows no less', () => {
    fc.assert(
      fc.property(fc.subarray(names), (chosen) => {
        const { columns, grids } = layOutColumns(chosen);
        expect(columns.map(({ name }) => name)).toEqual(names.filter((name) => chosen.includes(name)));
        const tracks = Object.values(grids).map((grid) => grid.split(' ').length);
        expect(tracks).toEqual([...tracks].sort((a, b) => a - b));
        expect(tracks.at(-1)).toBe(chosen.length + 1);
      }),
    );
  });
});
