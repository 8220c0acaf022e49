'use client';

import { type ClipboardEvent, type KeyboardEvent, useState } from 'react';
import { type DraftHistory, edited, NO_DRAFTS, redone, undone } from './cell-drafts';
import { clearEdits, editOf, type Grid, pasteEdits } from './cell-edits';
import { type CellAt, type CellRange, cellAfter, cellAfterTab, cellsIn, rangeBetween } from './cell-range';
import { readFigure } from './figure-reading';
import { figureOfCell } from './input-row';
import { readTabSeparated, writeTabSeparated } from './tab-separated';

export type InputGridState = {
  readonly history: DraftHistory;
  readonly active: CellAt;
  readonly range: CellRange;
  /** The text that is being typed into the active cell; null while nothing is. */
  readonly typing: string | null;
  /** What the last key or paste did that is not to be seen, in words. */
  readonly said: string;
  readonly select: (at: CellAt, extend: boolean) => void;
  readonly type: (text: string) => void;
  /** Takes over what was typed. */
  readonly commit: () => void;
  readonly undo: () => void;
  readonly redo: () => void;
  readonly reset: () => void;
  readonly begin: (at: CellAt) => void;
  readonly onKeyDown: (event: KeyboardEvent<HTMLElement>) => void;
  readonly onCopy: (event: ClipboardEvent<HTMLElement>, cut: boolean) => void;
  readonly onPaste: (event: ClipboardEvent<HTMLElement>) => void;
};

const START: CellAt = { row: 0, column: 0 };

/** A grid that is filled in like a spreadsheet. Nothing is stored: it keeps edits, which can be taken back. */
export function useInputGrid(grid: Grid, mayChange: boolean, leave: () => void): InputGridState {
  const [history, setHistory] = useState(NO_DRAFTS);
  const [active, setActive] = useState(START);
  const [anchor, setAnchor] = useState(START);
  const [typing, setTyping] = useState<string | null>(null);
  const [said, setSaid] = useState('');
  const size = { rows: grid.rows.length, columns: grid.months.length };
  const range = rangeBetween(anchor, active);
  const change = (edits: Parameters<typeof edited>[1]) => {
    if (edits.length > 0) setHistory((now) => edited(now, edits));
  };
  const select = (at: CellAt, extend: boolean) => {
    setActive(at);
    if (!extend) setAnchor(at);
    setSaid('');
  };
  const cellAt = ({ row, column }: CellAt) => {
    const [found, month] = [grid.rows[row], grid.months[column]];
    return found && month ? { row: found, month } : null;
  };
  const begin = (at: CellAt, text?: string) => {
    const cell = cellAt(at);
    if (!cell || !mayChange) return;
    const words = grid.closedOf(cell.row, cell.month);
    if (words !== null) return setSaid(words);
    const drafts = history.now.get(cell.row.key);
    setTyping(text ?? figureOfCell(cell.row, cell.month, drafts) ?? drafts?.get(cell.month)?.text ?? '');
  };
  const commit = () => {
    const cell = cellAt(active);
    if (typing !== null && cell) {
      const edit = editOf(grid, cell.row, cell.month, typing, readFigure(typing));
      const before = history.now.get(cell.row.key)?.get(cell.month) ?? null;
      if (edit.draft?.text !== before?.text || edit.draft?.fault !== before?.fault) change([edit]);
    }
    setTyping(null);
  };
  const tab = (event: KeyboardEvent<HTMLElement>) => {
    const next = cellAfterTab(active, event.shiftKey, size);
    if (typing !== null) commit();
    if (!next) return;
    event.preventDefault();
    select(next, false);
  };
  const onTypingKey = (event: KeyboardEvent<HTMLElement>) => {
    if (event.key === 'Escape') setTyping(null);
    else if (event.key === 'Enter') {
      commit();
      select(cellAfter(active, event.shiftKey ? 'ArrowUp' : 'ArrowDown', false, size) ?? active, false);
    } else return;
    event.preventDefault();
  };
  const onGridKey = (event: KeyboardEvent<HTMLElement>) => {
    const { key, shiftKey, altKey } = event;
    const far = event.ctrlKey || event.metaKey;
    const next = altKey ? null : cellAfter(active, key, far, size);
    if (next) select(next, shiftKey);
    else if (far && key.toLowerCase() === 'z') setHistory(shiftKey ? redone : undone);
    else if (far && key.toLowerCase() === 'y') setHistory(redone);
    else if (far && key.toLowerCase() === 'a') {
      setAnchor(START);
      setActive({ row: size.rows - 1, column: size.columns - 1 });
    } else if (key === 'Escape') {
      if (range.top === range.bottom && range.left === range.right) leave();
      setAnchor(active);
    } else if (key === 'Enter' || key === 'F2') begin(active);
    else if (key === 'Delete' || key === 'Backspace') {
      if (mayChange) change(clearEdits(grid, range));
    } else if (key.length === 1 && !far && !altKey) begin(active, key);
    else return;
    event.preventDefault();
  };
  return {
    ...{ history, active, range, typing, said, select, commit, begin },
    type: setTyping,
    undo: () => setHistory(undone),
    redo: () => setHistory(redone),
    reset: () => setHistory(NO_DRAFTS),
    onKeyDown: (event) => {
      if (event.key === 'Tab') tab(event);
      else if (typing !== null) onTypingKey(event);
      else onGridKey(event);
    },
    onCopy: (event, cut) => {
      if (typing !== null) return;
      const cells = cellsIn(range).map((at) => {
        const cell = cellAt(at);
        const drafts = cell ? history.now.get(cell.row.key) : undefined;
        return cell ? (figureOfCell(cell.row, cell.month, drafts) ?? drafts?.get(cell.month)?.text ?? '') : '';
      });
      const width = range.right - range.left + 1;
      const lines = Array.from({ length: cells.length / width }, (_, at) => cells.slice(at * width, (at + 1) * width));
      event.clipboardData.setData('text/plain', writeTabSeparated(lines));
      event.preventDefault();
      setSaid(`${cells.length === 1 ? 'One cell' : `${cells.length} cells`} ${cut && mayChange ? 'cut' : 'copied'}.`);
      if (cut && mayChange) change(clearEdits(grid, range));
    },
    onPaste: (event) => {
      if (typing !== null || !mayChange) return;
      event.preventDefault();
      const pasted = pasteEdits(grid, readTabSeparated(event.clipboardData.getData('text/plain')), range);
      change(pasted.edits);
      setAnchor({ row: pasted.range.top, column: pasted.range.left });
      setActive({ row: pasted.range.bottom, column: pasted.range.right });
      setSaid(pasteWords(pasted));
    },
  };
}

function pasteWords({ edits, outside, closed }: ReturnType<typeof pasteEdits>): string {
  const wrong = edits.filter(({ draft }) => draft && draft.fault !== '').length;
  return [
    `${edits.length} pasted.`,
    ...(wrong > 0 ? [`${wrong} could not be read, and ${wrong === 1 ? 'is' : 'are'} marked.`] : []),
    ...(closed > 0 ? [`${closed} would change a closed month, and were left out.`] : []),
    ...(outside > 0 ? [`${outside} lie beyond the grid, and were left out.`] : []),
  ].join(' ');
}
