import { describe, expect, it } from 'vitest';
import { prepareSankey, spreadOut } from './prepare-sankey';

const model = prepareSankey({
  title: 'Shared cost',
  currency: 'USD',
  basis: 'amortized',
  sides: ['Pool', 'Project'],
  labels: { support: 'Support', network: 'Network', checkout: 'Checkout' },
  flows: [
    { from: 'support', to: 'checkout', amount: '30' },
    { from: 'support', to: 'search', amount: '10' },
    { from: 'network', to: 'checkout', amount: '20' },
    { from: 'network', to: 'checkout', amount: '40' },
    { from: 'credits', to: 'search', amount: '-5' },
  ],
});

describe('a Sankey', () => {
  it('stands the costliest first, with the sum of its flows', () => {
    expect(model.nodes.map(({ side, label, figure }) => [side, label, figure.text])).toEqual([
      ['left', 'Network', '60.00'],
      ['left', 'Support', '40.00'],
      ['right', 'Checkout', '90.00'],
      ['right', 'search', '10.00'],
    ]);
  });
  it('draws ribbons as high as what flows, in one scale', () => {
    const height = (key: string) => {
      const [top, bottom] = model.ribbons.find((ribbon) => ribbon.key === key)?.left ?? [0, 0];
      return bottom - top;
    };
    expect(height('l:network r:checkout') / height('l:support r:search')).toBeCloseTo(6, 6);
    for (const { left, right } of model.ribbons) {
      expect(left[1] - left[0]).toBeCloseTo(right[1] - right[0], 9);
      expect(Math.min(...left, ...right)).toBeGreaterThanOrEqual(-1e-9);
      expect(Math.max(...left, ...right)).toBeLessThanOrEqual(1 + 1e-9);
    }
  });
  it('says which flows have no width, and has them in its table', () => {
    expect(model.note).toBe('Not drawn: 1 flow below zero, (5.00) in all. The table has them.');
    expect(
      model.table.rows.map((row) => row.map((cell) => (cell.kind === 'text' ? cell.text : cell.figure.text))),
    ).toEqual([
      ['Network', 'Checkout', '60.00'],
      ['Support', 'Checkout', '30.00'],
      ['Support', 'search', '10.00'],
      ['credits', 'search', '(5.00)'],
    ]);
  });
  it('takes a flow from an entity to itself', () => {
    const own = prepareSankey({
      title: 'x',
      currency: 'USD',
      basis: 'amortized',
      sides: ['a', 'b'],
      labels: {},
      flows: [{ from: 'x', to: 'x', amount: '1' }],
    });
    expect(own.nodes).toHaveLength(2);
    expect(own.ribbons).toHaveLength(1);
  });
  it('keeps names apart and inside', () => {
    const spread = spreadOut([0.5, 0.5, 0.51, 0.99], 0.1);
    for (const [at, place] of spread.entries()) {
      expect(place).toBeGreaterThanOrEqual(0.05 - 1e-9);
      expect(place).toBeLessThanOrEqual(0.95 + 1e-9);
      if (at > 0) expect(place - (spread[at - 1] ?? 0)).toBeGreaterThanOrEqual(0.1 - 1e-9);
    }
  });
});
