/** A cell by the positions of its row and its column. */
export type CellAt = { readonly row: number; readonly column: number };
export type Size = { readonly rows: number; readonly columns: number };
/** All ends are part of it. */
export type CellRange = {
  readonly top: number;
  readonly bottom: number;
  readonly left: number;
  readonly right: number;
};

/** The cells between two corners. */
export const rangeBetween = (a: CellAt, b: CellAt): CellRange => ({
  top: Math.min(a.row, b.row),
  bottom: Math.max(a.row, b.row),
  left: Math.min(a.column, b.column),
  right: Math.max(a.column, b.column),
});

/** The cells of a range, row by row. */
export const cellsIn = ({ top, bottom, left, right }: CellRange): CellAt[] =>
  Array.from({ length: bottom - top + 1 }, (_, down) =>
    Array.from({ length: right - left + 1 }, (_, across) => ({ row: top + down, column: left + across })),
  ).flat();

const PAGE = 12;
const STEPS: Readonly<Record<string, readonly [number, number]>> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
  PageUp: [-PAGE, 0],
  PageDown: [PAGE, 0],
};

/** Where a key leads from a cell; null for a key that leads nowhere. `far` (Ctrl or ⌘) leads to the edge. */
export function cellAfter(at: CellAt, key: string, far: boolean, { rows, columns }: Size): CellAt | null {
  const clamp = (row: number, column: number): CellAt => ({
    row: Math.max(0, Math.min(rows - 1, row)),
    column: Math.max(0, Math.min(columns - 1, column)),
  });
  if (key === 'Home') return clamp(far ? 0 : at.row, 0);
  if (key === 'End') return clamp(far ? rows - 1 : at.row, columns - 1);
  const step = STEPS[key];
  if (!step) return null;
  const times = far ? Math.max(rows, columns) : 1;
  return clamp(at.row + step[0] * times, at.column + step[1] * times);
}

/** The cell that Tab leads to, line by line; null beyond the first and the last, where the keyboard leaves the grid. */
export function cellAfterTab(at: CellAt, back: boolean, { rows, columns }: Size): CellAt | null {
  const place = at.row * columns + at.column + (back ? -1 : 1);
  return place < 0 || place >= rows * columns ? null : { row: Math.floor(place / columns), column: place % columns };
}
