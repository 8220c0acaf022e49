// biome-ignore-all lint/a11y/noNoninteractiveElementToInteractiveRole: a table that prints with repeated heads, and whose cells take the focus as those of a treegrid do
'use client';

import { type KeyboardEvent, type MouseEvent, type ReactNode, useEffect, useRef, useState } from 'react';
import { useAddressState } from '@/components/tables/address-state';
import { Segmented } from '@/components/ui/segmented';
import { type Explained, ExplainPanel } from './explain-panel';
import { FOLDING_PARAMS, type Folding, flip, LEVELS, readFolding, visibleRows, writeFolding } from './sheet-folding';
import { SheetHead } from './sheet-head';
import { moveIn } from './sheet-keys';
import { SheetLine } from './sheet-line';
import type { SheetModel } from './sheet-model';
import { useFits } from './use-fits';

type Props = {
  model: SheetModel;
  /** Keys of columns that stay in sight. */
  pinned: readonly string[];
  /** What else is set above the sheet. */
  tools: ReactNode;
  /** The parameters that a figure is explained by, besides its row and column. */
  question: string;
};

const LEVEL_NAMES = ['Rows', 'Categories', 'Services'];

/** Side by side, from revenue to result. Any figure opens what it is made of: by click, or by Enter. */
export function StatementSheet({ model, pinned, tools, question }: Props) {
  const { columns, rows, title, currency } = model;
  const [folding, change] = useAddressState<Folding>(FOLDING_PARAMS, readFolding, writeFolding);
  const [explained, setExplained] = useState<Explained | null>(null);
  const table = useRef<HTMLTableElement>(null);
  const box = useRef<HTMLDivElement>(null);
  const fits = useFits(box, table);
  const shown = visibleRows(rows, folding);

  useEffect(() => {
    // The one cell that Tab leads to.
    if (table.current?.querySelector('[data-r][tabindex="0"]')) return;
    table.current?.querySelector('[data-r="0"][data-c="0"]')?.setAttribute('tabindex', '0');
  });

  const focus = (r: number, c: number) => {
    const next = table.current?.querySelector<HTMLElement>(`[data-r="${r}"][data-c="${c}"]`);
    if (!next) return;
    for (const each of table.current?.querySelectorAll('[data-r][tabindex="0"]') ?? [])
      each.setAttribute('tabindex', '-1');
    next.setAttribute('tabindex', '0');
    next.focus();
  };
  const act = (r: number, c: number) => {
    const line = shown[r];
    if (!line) return;
    const { row, open } = line;
    const column = columns[c - 1];
    if (c === 0) {
      if (open !== null) change({ flipped: flip(folding.flipped, row.key) });
    } else if (column) {
      setExplained({ row: row.key, rowLabel: row.label, column: column.key, columnLabel: column.label });
    }
  };
  const placeOf = (target: EventTarget): { r: number; c: number } | null => {
    const cell = target instanceof Element ? target.closest('[data-r]') : null;
    return cell ? { r: Number(cell.getAttribute('data-r')), c: Number(cell.getAttribute('data-c')) } : null;
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.metaKey || event.altKey) return;
    const at = placeOf(event.target);
    if (!at) return;
    if (event.key === 'Enter' || event.key === ' ') {
      event.preventDefault();
      act(at.r, at.c);
      return;
    }
    const open = shown[at.r]?.open ?? null;
    const folds = (event.key === 'ArrowRight' && open === false) || (event.key === 'ArrowLeft' && open === true);
    if (at.c === 0 && folds) {
      event.preventDefault();
      act(at.r, 0);
      return;
    }
    const next = moveIn(event.key, event.ctrlKey, at, { rows: shown.length, columns: columns.length + 1 });
    if (!next) return;
    event.preventDefault();
    focus(next.r, next.c);
  };
  const onClick = (event: MouseEvent) => {
    const at = placeOf(event.target);
    if (!at || window.getSelection()?.type === 'Range') return;
    focus(at.r, at.c);
    act(at.r, at.c);
  };
  return (
    <>
      <div className="mb-2 flex flex-wrap items-center gap-2 print:hidden">
        {tools}
        <Segmented
          label="How far rows stand open"
          options={LEVELS.map((level) => ({ value: String(level), label: LEVEL_NAMES[level] ?? '' }))}
          value={folding.flipped.size === 0 ? String(folding.level) : ''}
          onChange={(text) => change(readFolding((name) => (name === 'level' ? text : null)))}
        />
      </div>
      {/* A sheet that is no wider than the page scrolls with it, to its last line; a wider one within its own frame. */}
      <div
        ref={box}
        data-sheet
        data-fits={fits || undefined}
        className="group/sheet max-h-[max(420px,calc(100dvh-150px))] overflow-auto overscroll-x-contain border data-[fits]:max-h-none data-[fits]:overflow-visible border-rule bg-surface [--first:170px] tablet:[--first:250px] print:max-h-none print:overflow-visible print:border-0"
      >
        <table
          ref={table}
          role="treegrid"
          aria-label={title}
          aria-rowcount={shown.length + 1}
          onKeyDown={onKeyDown}
          onClick={onClick}
          className="min-w-full border-separate border-spacing-0 print:text-[7.5pt]"
        >
          <SheetHead columns={columns} currency={currency} pinned={pinned} />
          <tbody>
            {shown.map(({ row, open }, r) => (
              <SheetLine key={row.key} row={row} open={open} r={r} columns={columns} pinned={pinned} />
            ))}
          </tbody>
        </table>
      </div>
      <ExplainPanel explained={explained} question={question} currency={currency} onShow={setExplained} rows={rows} />
    </>
  );
}
