// biome-ignore-all lint/a11y/useSemanticElements: a treegrid whose rows are virtualised is laid out by grid, not by a table
// biome-ignore-all lint/a11y/useFocusableInteractive: the rows of this treegrid take the focus, its cells do not
'use client';

import { useRouter } from 'next/navigation';
import { type FocusEvent, type KeyboardEvent, type MouseEvent, useEffect, useMemo, useRef, useState } from 'react';
import { formatMonths } from '@/lib/format/time';
import { AccountTreeRow } from './account-tree-row';
import { RowSlots } from './row-slots';
import { usePrinting, useRowWindow } from './row-window';
import type { RowDetails } from './tree-cells';
import { layOutColumns } from './tree-columns';
import type { TreeDetails } from './tree-details';
import { TreeHeader } from './tree-header';
import { moveOf } from './tree-keys';
import type { TreeRows } from './tree-rows';
import { useTreeView } from './tree-view';

type Props = {
  tree: TreeRows;
  details: TreeDetails | 'failed' | null;
  currency: string;
  label: string;
  /** The address of an account's own page. */
  linkTo: (id: string) => string;
};

/** The account tree as a table, at ten thousand rows as at ten: only what is near the screen is drawn. */
export function AccountTree({ tree, details, currency, label, linkTo }: Props) {
  const { rows, order, visible, terms, flip } = tree;
  const { state } = useTreeView();
  const router = useRouter();
  const layout = useMemo(() => layOutColumns(state.columns), [state.columns]);
  const detailsOf = useRowDetails(details);
  const body = useRef<HTMLDivElement>(null);
  const [activeKey, setActiveKey] = useState(rows[0]?.key ?? '');
  const active = Math.max(
    0,
    visible.findIndex(({ index }) => rows[index]?.key === activeKey),
  );
  const { virtualizer, height } = useRowWindow(body, visible.length, active);
  const printing = usePrinting();
  const focusWanted = useRef(false);
  const items = printing ? visible.map((_, index) => ({ index, start: null })) : virtualizer.getVirtualItems();
  const [slots] = useState(() => new RowSlots());
  const drawn = items.flatMap(({ index: at, start }) => {
    const shown = visible[at];
    const row = shown && rows[shown.index];
    return row ? [{ at, placed: start !== null, shown, row }] : [];
  });
  const places = slots.assign(drawn.map(({ row }) => row.key));

  useEffect(() => {
    if (!focusWanted.current) return;
    const index = visible[active]?.index;
    const row = body.current?.querySelector<HTMLElement>(`[data-index="${index}"]`);
    if (!row) return;
    focusWanted.current = false;
    row.focus({ preventScroll: true });
  });

  const pageOf = (index: number): string | null => {
    const row = rows[index];
    return row?.type === 'account' && row.id !== null ? linkTo(row.id) : null;
  };
  const go = (at: number) => {
    const next = rows[visible[at]?.index ?? -1];
    if (!next) return;
    focusWanted.current = true;
    setActiveKey(next.key);
    virtualizer.scrollToIndex(at, { align: 'auto' });
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.metaKey || event.ctrlKey || event.altKey) return;
    const { target } = event;
    if (!(target instanceof Element && target.hasAttribute('data-index'))) return;
    const page = Math.max(1, Math.floor(window.innerHeight / height) - 5);
    // The row with the focus acts: it may have had it before this page could note it.
    const focused = visible.findIndex(({ index }) => String(index) === target.getAttribute('data-index'));
    const at = focused < 0 ? active : focused;
    const move = moveOf(event.key, at, visible, rows, page);
    const href = event.key === 'Enter' && !move ? pageOf(visible[at]?.index ?? -1) : null;
    if (!move && href === null) return;
    event.preventDefault();
    if (href !== null) router.push(href);
    else if (move?.kind === 'go') go(move.at);
    else if (move) flip(visible[move.at]?.index ?? -1);
  };
  const onClick = (event: MouseEvent) => {
    if (!(event.target instanceof Element) || event.target.closest('a, button')) return;
    const index = Number(event.target.closest('[data-index]')?.getAttribute('data-index') ?? -1);
    const row = rows[index];
    if (!row || window.getSelection()?.type === 'Range') return;
    setActiveKey(row.key);
    if (visible.some((shown) => shown.index === index && shown.open !== null)) flip(index);
  };
  const onFocus = (event: FocusEvent) => {
    const row = rows[Number(event.target.closest('[data-index]')?.getAttribute('data-index') ?? -1)];
    if (row) setActiveKey(row.key);
  };
  return (
    <div
      role="treegrid"
      aria-label={label}
      aria-rowcount={visible.length + 1}
      tabIndex={-1}
      onKeyDown={onKeyDown}
      onFocus={onFocus}
      onClick={onClick}
      style={layout.grids as Record<string, string>}
      className="border border-rule bg-surface outline-none [--indent:10px] [--tree-row:44px] tablet:[--indent:20px] tablet:[--tree-row:30px]"
    >
      <TreeHeader layout={layout} currency={currency} titles={titlesOf(details)} />
      <div
        ref={body}
        role="rowgroup"
        className="relative"
        style={printing ? undefined : { height: `calc(var(--tree-row) * ${visible.length})` }}
      >
        {drawn.map(({ at, placed, shown, row }, drawnAt) => (
          <AccountTreeRow
            key={places[drawnAt]}
            row={row}
            href={pageOf(shown.index)}
            index={shown.index}
            rowIndex={at + 2}
            open={shown.open}
            position={shown.position}
            siblings={shown.siblings}
            currency={currency}
            active={at === active}
            terms={terms}
            columns={layout.columns}
            details={detailsOf(order[shown.index] ?? -1)}
            placed={placed}
          />
        ))}
      </div>
    </div>
  );
}

/** The details of a row, the same object each time: a row whose details stay is not drawn again. */
function useRowDetails(details: TreeDetails | 'failed' | null): (index: number) => RowDetails | 'failed' | null {
  const known = useMemo(() => new Map<number, RowDetails>(), []);
  const of = useRef(details);
  if (of.current !== details) {
    of.current = details;
    known.clear();
  }
  return (index) => {
    if (details === null || details === 'failed') return details;
    const before = known.get(index);
    if (before) return before;
    const months = details.sparkMonths.length;
    const made = {
      spark: details.spark.slice(index * months, (index + 1) * months),
      uncertain: details.uncertain,
      permille: details.coverage === null ? undefined : (details.coverage.permille[index] ?? null),
    };
    known.set(index, made);
    return made;
  };
}

function titlesOf(details: TreeDetails | 'failed' | null) {
  if (details === null || details === 'failed') return {};
  const [from, last] = [details.sparkMonths[0], details.sparkMonths.at(-1)];
  return {
    ...(from && last
      ? {
          spark: `${formatMonths({ from, to: from })} – ${formatMonths({ from: last, to: last })}, each line in its own scale`,
        }
      : {}),
    tagged: details.coverage ? `Usage that carries the tag key ${details.coverage.key}` : 'No tag key was read',
  };
}
