// biome-ignore-all lint/a11y/useSemanticElements: a treegrid whose rows are virtualised is laid out by grid, not by a table
// biome-ignore-all lint/a11y/useFocusableInteractive: the rows of this treegrid take the focus, its cells do not
'use client';

import {
  type FocusEvent,
  type KeyboardEvent,
  type MouseEvent,
  useDeferredValue,
  useEffect,
  useMemo,
  useRef,
  useState,
} from 'react';
import { formatCount, formatPlural } from '@/lib/format/count';
import { type AccountColumns, type AccountRow, toRows } from './account-row';
import { AccountTreeRow } from './account-tree-row';
import { usePrinting, useRowWindow } from './row-window';
import { CHANGE_CELL, ID_CELL, OWN_CELL, SHARE_CELL, TOTAL_CELL, TREE_COLUMNS } from './tree-columns';
import { isOpen, toggle } from './tree-expansion';
import { moveOf } from './tree-keys';
import { find, haystacksOf, termsOf } from './tree-search';
import { useTreeView } from './tree-view';
import { parentsOf, visibleRows } from './visible-rows';

type Props = { columns: AccountColumns; accounts: number; currency: string; label: string };

/** The account tree, at ten thousand rows as at ten: only what is near the screen is drawn. */
export function AccountTree({ columns, accounts, currency, label }: Props) {
  const rows = useMemo(() => toRows(columns), [columns]);
  const { terms, visible, flip, found } = useTreeRows(rows);
  const body = useRef<HTMLDivElement>(null);
  const [activeKey, setActiveKey] = useState(rows[0]?.key ?? '');
  const active = Math.max(
    0,
    visible.findIndex(({ index }) => rows[index]?.key === activeKey),
  );
  const { virtualizer, margin, height } = useRowWindow(body, visible.length, active);
  const printing = usePrinting();
  const focusWanted = useRef(false);
  const items = printing ? visible.map((_, index) => ({ index, start: null })) : virtualizer.getVirtualItems();

  useEffect(() => {
    if (!focusWanted.current) return;
    const index = visible[active]?.index;
    const row = body.current?.querySelector<HTMLElement>(`[data-index="${index}"]`);
    if (!row) return;
    focusWanted.current = false;
    row.focus({ preventScroll: true });
  });

  const go = (at: number) => {
    const next = rows[visible[at]?.index ?? -1];
    if (!next) return;
    focusWanted.current = true;
    setActiveKey(next.key);
    virtualizer.scrollToIndex(at, { align: 'auto' });
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.metaKey || event.ctrlKey || event.altKey) return;
    const page = Math.max(1, Math.floor(window.innerHeight / height) - 5);
    const move = moveOf(event.key, active, visible, rows, page);
    if (!move) return;
    event.preventDefault();
    if (move.kind === 'go') go(move.at);
    else flip(visible[move.at]?.index ?? -1);
  };
  const onClick = (event: MouseEvent) => {
    const target = event.target instanceof Element ? event.target.closest('[data-index]') : null;
    const index = Number(target?.getAttribute('data-index') ?? -1);
    const row = rows[index];
    if (!row || window.getSelection()?.type === 'Range') return;
    setActiveKey(row.key);
    if (visible.some((shown) => shown.index === index && shown.open !== null)) flip(index);
  };
  const onFocus = (event: FocusEvent) => {
    const row = rows[Number(event.target.getAttribute('data-index') ?? -1)];
    if (row) setActiveKey(row.key);
  };
  return (
    <>
      <div
        role="treegrid"
        aria-label={label}
        aria-rowcount={visible.length + 1}
        tabIndex={-1}
        onKeyDown={onKeyDown}
        onFocus={onFocus}
        onClick={onClick}
        className="border border-rule bg-surface outline-none [--indent:10px] [--tree-row:44px] tablet:[--indent:20px] tablet:[--tree-row:30px]"
      >
        <Header currency={currency} />
        <div
          ref={body}
          role="rowgroup"
          className="relative"
          style={printing ? undefined : { height: virtualizer.getTotalSize() }}
        >
          {items.map(({ index: at, start }) => {
            const shown = visible[at];
            const row = shown && rows[shown.index];
            return row ? (
              <AccountTreeRow
                key={row.key}
                row={row}
                index={shown.index}
                rowIndex={at + 2}
                open={shown.open}
                position={shown.position}
                siblings={shown.siblings}
                currency={currency}
                active={at === active}
                terms={terms}
                style={start === null ? undefined : { position: 'absolute', top: start - margin }}
              />
            ) : null;
          })}
        </div>
      </div>
      <p role="status" className="mt-2 min-h-[17px] text-ink-3 text-s">
        {found === null
          ? ''
          : `${formatPlural(found, 'match', 'matches')} in ${formatCount(accounts)} accounts and their units.`}
        {found !== null && found > 0 && ' Totals stay those of the whole unit.'}
      </p>
    </>
  );
}

/** The rows to be seen, and how to turn one over. During a search the way to every match stands open. */
function useTreeRows(rows: readonly AccountRow[]) {
  const { words, expansion, setExpansion } = useTreeView();
  const deferred = useDeferredValue(words);
  const [flipped, setFlipped] = useState<{ words: string; keys: ReadonlySet<number> }>({ words: '', keys: new Set() });
  const haystacks = useMemo(() => haystacksOf(rows), [rows]);
  const hasChildren = useMemo(() => parentsOf(rows), [rows]);
  const terms = useMemo(() => termsOf(deferred), [deferred]);
  const found = useMemo(() => (terms.length === 0 ? null : find(rows, haystacks, terms)), [rows, haystacks, terms]);
  const visible = useMemo(() => {
    const turned = flipped.words === deferred ? flipped.keys : new Set<number>();
    return visibleRows(
      rows,
      hasChildren,
      (index) => {
        const row = rows[index];
        if (!row) return false;
        return found ? found.open.has(index) !== turned.has(index) : isOpen(expansion, row, rows.length);
      },
      found?.kept ?? null,
    );
  }, [rows, hasChildren, found, expansion, flipped, deferred]);
  const flip = (index: number) => {
    const row = rows[index];
    if (!row) return;
    if (!found) {
      setExpansion(toggle(expansion, row.key));
      return;
    }
    const keys = new Set(flipped.words === deferred ? flipped.keys : []);
    if (!keys.delete(index)) keys.add(index);
    setFlipped({ words: deferred, keys });
  };
  return { terms, visible, flip, found: found?.matches.size ?? null };
}

function Header({ currency }: { currency: string }) {
  const cell = 'font-[560]';
  return (
    <div
      role="row"
      aria-rowindex={1}
      className={`${TREE_COLUMNS} sticky top-(--bar) z-10 h-10 items-end border-rule-ink border-b-[1.5px] bg-surface px-3 pb-2 print:static`}
    >
      <div role="columnheader" className={`${cell} flex items-baseline gap-2`}>
        Name
        <span className="font-normal text-ink-3 text-xs">amounts in {currency}</span>
      </div>
      <div role="columnheader" className={`${cell} ${ID_CELL}`}>
        Account id
      </div>
      <div role="columnheader" className={`${cell} ${OWN_CELL}`}>
        Own cost
      </div>
      <div role="columnheader" className={`${cell} ${TOTAL_CELL}`}>
        With children
      </div>
      <div role="columnheader" className={`${cell} ${CHANGE_CELL}`}>
        Change
      </div>
      <div role="columnheader" className={`${cell} ${SHARE_CELL} pr-[58px]`}>
        Share
      </div>
    </div>
  );
}
