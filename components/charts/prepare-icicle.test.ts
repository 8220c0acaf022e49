import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { icicleOf, layOutIcicle, neighbour } from './prepare-icicle';

/** root ─ unit (a 60, b −20), c 40 */
const nodes = [
  { parent: -1, own: 0 },
  { parent: 0, own: 0 },
  { parent: 1, own: 60 },
  { parent: 1, own: -20 },
  { parent: 0, own: 40 },
];
const lay = (focus: number) => {
  const root = icicleOf(nodes);
  if (!root) throw new Error('nothing to lay out');
  return layOutIcicle(root, focus);
};

describe('an icicle', () => {
  it('is as wide as the cost; what is below zero has no width, and is counted', () => {
    const { boxes, rows, negative, narrow } = lay(-1);
    expect(boxes.map(({ index, row, left, width }) => [index, row, left, width])).toEqual([
      [0, 0, 0, 1],
      [1, 1, 0, 0.6],
      [2, 2, 0, 0.6],
      [4, 1, 0.6, 0.4],
    ]);
    expect({ rows, negative, narrow }).toEqual({ rows: 3, negative: 1, narrow: 0 });
  });
  it('zooms in: the way to the focus stands above it, as wide as everything', () => {
    const { boxes, rows } = lay(1);
    expect(boxes.map(({ index, row, left, width }) => [index, row, left, width])).toEqual([
      [0, 0, 0, 1],
      [1, 1, 0, 1],
      [2, 2, 0, 1],
    ]);
    expect(rows).toBe(3);
  });
  it('has nothing to draw when nothing costs more than nothing', () => {
    expect(icicleOf([{ parent: -1, own: -3 }])).toBeNull();
    expect(icicleOf([])).toBeNull();
  });
  it('leads from box to box by the arrow keys', () => {
    const layout = lay(-1);
    expect(neighbour(layout, nodes, 0, 'ArrowDown')).toBe(1);
    expect(neighbour(layout, nodes, 1, 'ArrowRight')).toBe(4);
    expect(neighbour(layout, nodes, 4, 'ArrowRight')).toBe(4);
    expect(neighbour(layout, nodes, 4, 'ArrowUp')).toBe(0);
    expect(neighbour(layout, nodes, 2, 'ArrowDown')).toBe(2);
  });
  it('keeps every child inside its parent', () => {
    const tree = fc.array(fc.tuple(fc.nat(), fc.integer({ min: -100, max: 1000 })), { minLength: 1, maxLength: 60 });
    fc.assert(
      fc.property(tree, (drafts) => {
        const made = drafts.map(([seed, own], index) => ({ parent: index === 0 ? -1 : seed % index, own }));
        const root = icicleOf(made);
        if (!root) return;
        const { boxes } = layOutIcicle(root, -1);
        const byIndex = new Map(boxes.map((box) => [box.index, box]));
        for (const { index, left, width, row } of boxes) {
          const parent = byIndex.get(made[index]?.parent ?? -1);
          if (!parent) continue;
          expect(row).toBe(parent.row + 1);
          expect(left).toBeGreaterThanOrEqual(parent.left - 1e-9);
          expect(left + width).toBeLessThanOrEqual(parent.left + parent.width + 1e-9);
        }
      }),
    );
  });
  it('lays ten thousand accounts out within a frame or two', () => {
    const many = Array.from({ length: 10_001 }, (_, n) => ({
      parent: n === 0 ? -1 : n <= 100 ? 0 : 1 + (n % 100),
      own: n,
    }));
    const root = icicleOf(many);
    const before = performance.now();
    const { boxes, narrow } = layOutIcicle(root ?? expect.fail('no layout'), -1);
    expect(performance.now() - before).toBeLessThan(100);
    expect(boxes.length + narrow).toBe(10_001);
  });
});
