'use client';

import { useDeferredValue, useMemo, useState } from 'react';
import { termsOf } from '@/components/ui/search-words';
import type { AccountRow } from './account-row';
import type { TreeDetails } from './tree-details';
import { isOpen, toggle } from './tree-expansion';
import { filterOf } from './tree-filter';
import { find, haystacksOf } from './tree-search';
import { sortRows } from './tree-sort';
import { useTreeView } from './tree-view';
import { parentsOf, type VisibleRow, visibleRows } from './visible-rows';

export type TreeRows = {
  readonly rows: readonly AccountRow[];
  /** Where each row stood before it was sorted: the index of its details. */
  readonly order: readonly number[];
  readonly visible: readonly VisibleRow[];
  readonly terms: readonly string[];
  /** The rows that were found; null when nothing is searched or filtered. */
  readonly matches: ReadonlySet<number> | null;
  /** Opens or closes a row. */
  readonly flip: (index: number) => void;
};

/** The rows in their order, those to be seen, and what is found. During a search the way to every match stands open. */
export function useTreeRows(given: readonly AccountRow[], details: TreeDetails | null): TreeRows {
  const { state, change } = useTreeView();
  const words = useDeferredValue(state.words);
  const filters = useDeferredValue(state.filters);
  const [flipped, setFlipped] = useState<{ of: unknown; keys: ReadonlySet<string> }>({ of: null, keys: new Set() });
  const { rows, order } = useMemo(
    () => sortRows(given, state.sort, (_, index) => details?.coverage?.permille[index] ?? null),
    [given, state.sort, details],
  );
  const haystacks = useMemo(() => haystacksOf(rows), [rows]);
  const hasChildren = useMemo(() => parentsOf(rows), [rows]);
  const terms = useMemo(() => termsOf(words), [words]);
  const passes = useMemo(() => filterOf(rows, filters, order, details?.tags ?? null), [rows, filters, order, details]);
  const found = useMemo(
    () => (terms.length === 0 && !passes ? null : find(rows, haystacks, terms, passes)),
    [rows, haystacks, terms, passes],
  );
  const asked = `${words}\n${JSON.stringify(filters)}`;
  const visible = useMemo(() => {
    const turned = flipped.of === asked ? flipped.keys : new Set<string>();
    const opens = (index: number) => {
      const row = rows[index];
      if (!row) return false;
      return found ? found.open.has(index) !== turned.has(row.key) : isOpen(state.expansion, row, rows.length);
    };
    return visibleRows(rows, hasChildren, opens, found?.kept ?? null);
  }, [rows, hasChildren, found, state.expansion, flipped, asked]);
  const flip = (index: number) => {
    const row = rows[index];
    if (!row) return;
    if (!found) {
      change({ expansion: toggle(state.expansion, row.key) });
      return;
    }
    const keys = new Set(flipped.of === asked ? flipped.keys : []);
    if (!keys.delete(row.key)) keys.add(row.key);
    setFlipped({ of: asked, keys });
  };
  return { rows, order, visible, terms, matches: found?.matches ?? null, flip };
}
