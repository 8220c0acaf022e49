import type { VisibleRow } from './visible-rows';

/** What a key asks of the tree: go to the visible row at a place, or turn the row at a place over. */
export type TreeMove = { readonly kind: 'go' | 'toggle'; readonly at: number };

type Row = { readonly parent: number };

/**
 * The keys of a treegrid whose rows have the focus (WAI-ARIA Authoring Practices): up, down, page up and down, home,
 * end; right opens a row or enters it, left closes it or leaves it; Enter and space turn it over. Null for other keys.
 */
export function moveOf(
  key: string,
  at: number,
  visible: readonly VisibleRow[],
  rows: readonly Row[],
  page: number,
): TreeMove | null {
  const current = visible[at];
  if (!current) return null;
  const go = (to: number): TreeMove => ({ kind: 'go', at: Math.min(visible.length - 1, Math.max(0, to)) });
  switch (key) {
    case 'ArrowDown':
      return go(at + 1);
    case 'ArrowUp':
      return go(at - 1);
    case 'PageDown':
      return go(at + page);
    case 'PageUp':
      return go(at - page);
    case 'Home':
      return go(0);
    case 'End':
      return go(visible.length - 1);
    case 'ArrowRight':
      if (current.open === null) return go(at);
      return current.open ? go(at + 1) : { kind: 'toggle', at };
    case 'ArrowLeft': {
      if (current.open) return { kind: 'toggle', at };
      const parent = rows[current.index]?.parent ?? -1;
      const above = visible.findIndex(({ index }) => index === parent);
      return go(above === -1 ? at : above);
    }
    case 'Enter':
    case ' ':
      return current.open === null ? null : { kind: 'toggle', at };
    default:
      return null;
  }
}
