type Place = { readonly r: number; readonly c: number };

const PAGE = 12;

/** Where a key leads from a cell; null for a key that moves nothing. With Ctrl, Home and End are those of the sheet. */
export function moveIn(
  key: string,
  ctrl: boolean,
  { r, c }: Place,
  { rows, columns }: { readonly rows: number; readonly columns: number },
): Place | null {
  const to = (row: number, column: number): Place => ({
    r: Math.min(rows - 1, Math.max(0, row)),
    c: Math.min(columns - 1, Math.max(0, column)),
  });
  switch (key) {
    case 'ArrowDown':
      return to(r + 1, c);
    case 'ArrowUp':
      return to(r - 1, c);
    case 'ArrowRight':
      return to(r, c + 1);
    case 'ArrowLeft':
      return to(r, c - 1);
    case 'PageDown':
      return to(r + PAGE, c);
    case 'PageUp':
      return to(r - PAGE, c);
    case 'Home':
      return to(ctrl ? 0 : r, 0);
    case 'End':
      return to(ctrl ? rows - 1 : r, columns - 1);
    default:
      return null;
  }
}
