'use client';

import { type MouseEvent, type PointerEvent, type RefObject, useEffect, useRef } from 'react';
import type { Month } from '@/lib/finance/month';
import { addMonths } from '@/lib/finance/month';
import { formatEntered } from '@/lib/format/entered';
import { formatMonthsShort } from '@/lib/format/time';
import type { Grid } from './cell-edits';
import type { CellAt } from './cell-range';
import { GridRow } from './grid-row';
import { columnTotals } from './row-total';
import type { InputGridState } from './use-input-grid';

type Props = {
  label: string;
  grid: Grid;
  state: InputGridState;
  /** By the key of a row. */
  faults: ReadonlyMap<string, ReadonlyMap<Month, string>>;
  places: number;
  mayChange: boolean;
  element: RefObject<HTMLTableElement | null>;
};

const cellOf = (target: EventTarget): CellAt | null => {
  const cell = target instanceof Element ? target.closest('[data-cell]') : null;
  const [row, column] = (cell?.getAttribute('data-cell') ?? '').split(':').map(Number);
  return row === undefined || column === undefined ? null : { row, column };
};

/** Rows of entities, columns of months. The active cell has the focus; the sheet scrolls by itself. */
export function InputGrid({ label, grid, state, faults, places, mayChange, element }: Props) {
  const { rows, months } = grid;
  const { active, range, typing, history } = state;
  const touched = useRef<string | null>(null);
  const { row: activeRow, column: activeColumn } = active;
  const typed = useRef(false);
  // The focus follows the active cell once it is in the grid; with the field of a cell it would be lost.
  useEffect(() => {
    const ended = typed.current && typing === null;
    typed.current = typing !== null;
    const focused = document.activeElement;
    const lost = ended && focused === document.body;
    if (typing !== null || !(lost || element.current?.contains(focused))) return;
    element.current?.querySelector<HTMLElement>(`[data-cell="${activeRow}:${activeColumn}"]`)?.focus();
  }, [activeRow, activeColumn, typing, element]);
  const onPointerDown = (event: PointerEvent) => {
    const at = cellOf(event.target);
    if (!at || event.target instanceof HTMLInputElement) return;
    const key = `${at.row}:${at.column}`;
    // A second touch of the same cell edits it, since a phone has no F2.
    if (event.pointerType === 'touch' && touched.current === key) state.begin(at);
    touched.current = key;
    if (typing !== null) state.commit();
    state.select(at, event.shiftKey);
  };
  const onPointerOver = (event: PointerEvent) => {
    const at = event.buttons === 1 && event.pointerType === 'mouse' && typing === null ? cellOf(event.target) : null;
    if (at) state.select(at, true);
  };
  const onDoubleClick = (event: MouseEvent) => {
    const at = cellOf(event.target);
    if (at && typing === null) state.begin(at);
  };
  const totals = columnTotals(grid.name, rows, months, history.now, grid.currency);
  return (
    <div className="max-h-[min(70vh,760px)] overflow-auto border border-rule bg-surface print:max-h-none">
      <table
        ref={element}
        // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: a table that is filled in is a grid
        role="grid"
        aria-label={label}
        aria-rowcount={rows.length + 1}
        aria-colcount={months.length + 2}
        aria-multiselectable
        aria-readonly={!mayChange || undefined}
        className="w-full border-separate border-spacing-0"
        onKeyDown={state.onKeyDown}
        onCopy={(event) => state.onCopy(event, false)}
        onCut={(event) => state.onCopy(event, true)}
        onPaste={state.onPaste}
        {...{ onPointerDown, onPointerOver, onDoubleClick }}
      >
        <thead>
          <tr aria-rowindex={1}>
            <th scope="col" className={`${HEAD} left-0 z-[3] pl-3 text-left`}>
              Entity
            </th>
            {months.map((month) => (
              <th key={month} scope="col" className={`${HEAD} z-[2] text-right`}>
                {formatMonthsShort({ from: month, to: addMonths(month, 1) })}
              </th>
            ))}
            <th scope="col" className={`${HEAD} z-[2] text-right`}>
              Year
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row, at) => (
            <GridRow
              key={row.key}
              {...{ row, at, months, places }}
              currency={grid.currency}
              drafts={history.now.get(row.key)}
              faults={faults.get(row.key)}
              closed={months.map((month) => grid.closedOf(row, month))}
              range={at >= range.top && at <= range.bottom ? range : null}
              active={at === active.row ? active.column : -1}
              typing={at === active.row ? typing : null}
              readOnly={!mayChange}
              onType={state.type}
              onCommit={state.commit}
            />
          ))}
        </tbody>
        {totals.length > 0 && (
          <tfoot>
            {totals.map(({ label: name, figures, total }) => (
              <tr key={name}>
                <th scope="row" className="sticky left-0 z-[1] h-9 border-rule-ink border-t bg-surface px-3 text-left">
                  {name}
                </th>
                {[...figures, total].map((figure, at) => (
                  <td
                    key={months[at] ?? 'year'}
                    className="figure h-9 whitespace-nowrap border-rule-ink border-t px-2 text-right font-[560]"
                  >
                    {figure === null ? 'unknown' : figure && formatEntered(figure, places)}
                  </td>
                ))}
              </tr>
            ))}
          </tfoot>
        )}
      </table>
    </div>
  );
}

const HEAD =
  'sticky top-0 h-9 whitespace-nowrap border-rule-ink border-b-[1.5px] bg-surface px-2 pb-1.5 align-bottom font-[560]';
