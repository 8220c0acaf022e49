import { describe, expect, it } from 'vitest';
import { moveOf } from './tree-keys';
import { parentsOf, visibleRows } from './visible-rows';

const rows = [{ parent: -1 }, { parent: 0 }, { parent: 1 }, { parent: 0 }];
const visible = visibleRows(rows, parentsOf(rows), (index) => index === 0);
const move = (key: string, at: number) => moveOf(key, at, visible, rows, 10);

describe('keys of the tree', () => {
  it('moves within the bounds', () => {
    expect(move('ArrowDown', 0)).toEqual({ kind: 'go', at: 1 });
    expect(move('ArrowUp', 0)).toEqual({ kind: 'go', at: 0 });
    expect(move('End', 0)).toEqual({ kind: 'go', at: 2 });
    expect(move('ArrowDown', 2)).toEqual({ kind: 'go', at: 2 });
    expect(move('PageDown', 0)).toEqual({ kind: 'go', at: 2 });
    expect(move('PageUp', 2)).toEqual({ kind: 'go', at: 0 });
    expect(move('Home', 2)).toEqual({ kind: 'go', at: 0 });
  });
  it('opens with right, then enters; closes with left, then leaves', () => {
    expect(move('ArrowRight', 1)).toEqual({ kind: 'toggle', at: 1 });
    expect(move('ArrowRight', 0)).toEqual({ kind: 'go', at: 1 });
    expect(move('ArrowLeft', 0)).toEqual({ kind: 'toggle', at: 0 });
    expect(move('ArrowLeft', 2)).toEqual({ kind: 'go', at: 0 });
  });
  it('stays on a leaf and on the outermost row', () => {
    expect(move('ArrowRight', 2)).toEqual({ kind: 'go', at: 2 });
    expect(move('Enter', 2)).toBeNull();
    expect(move('Enter', 1)).toEqual({ kind: 'toggle', at: 1 });
  });
  it('leaves other keys alone', () => {
    expect(move('a', 0)).toBeNull();
    expect(move('ArrowDown', 9)).toBeNull();
  });
});
