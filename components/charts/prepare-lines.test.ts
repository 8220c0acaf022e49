import { describe, expect, it } from 'vitest';
import { prepareLines } from './prepare-lines';

const points = ['1', '2', '3', '4', '5'].map((key) => ({ key, label: key, title: `${key} Nov` }));
const model = prepareLines({
  title: 'Spend by day',
  currency: 'USD',
  basis: 'unblended',
  axisName: 'Day',
  points,
  series: [{ entity: 'all', label: 'Spend', amounts: ['10', null, '12', '13', '14.5'], uncertainFrom: 3 }],
  band: { label: 'Band', bounds: [null, null, null, { low: '12', high: '14' }, { low: '11', high: '18' }] },
});

describe('lines', () => {
  it('break at a missing point, and go on dotted from the last certain one', () => {
    expect(model.points.map(({ certain }) => certain.s0)).toEqual([10, null, 12, null, null]);
    expect(model.points.map(({ dotted }) => dotted.s0)).toEqual([null, null, 12, 13, 14.5]);
    expect(model.points.map(({ alone }) => alone.s0)).toEqual([true, false, false, false, false]);
    expect(model.series[0]?.dotted).toBe(true);
  });
  it('hold the band in the axis, and zero', () => {
    expect(model.points[4]?.band).toEqual([11, 18]);
    expect(model.axis).toMatchObject({ min: 0, max: 20 });
  });
  it('say what they are, and have the same in a table', () => {
    expect(model.unit).toBe('US dollars · unblended · dotted is not final');
    const rows = model.table.rows.map((row) =>
      row.map((cell) => (cell.kind === 'text' ? cell.text : cell.figure.text)),
    );
    expect(rows[1]).toEqual(['2 Nov', 'missing', '', '']);
    expect(rows[4]).toEqual(['5 Nov', '14.50', '11.00', '18.00']);
  });
});
