'use client';

import { memo } from 'react';
import type { Month } from '@/lib/finance/month';
import { formatEntered } from '@/lib/format/entered';
import type { RowDrafts } from './cell-drafts';
import type { CellRange } from './cell-range';
import { figureOfCell, type InputRow } from './input-row';
import { rowTotal } from './row-total';

type Props = {
  row: InputRow;
  at: number;
  months: readonly Month[];
  drafts: RowDrafts | undefined;
  /** What the server said of cells of this row. */
  faults: ReadonlyMap<Month, string> | undefined;
  /** Words on closed months, by their position; null while a month may change. */
  closed: readonly (string | null)[];
  range: CellRange | null;
  /** The position of the active cell in this row, or -1. */
  active: number;
  typing: string | null;
  /** Decimals that are written in any case. */
  places: number;
  /** The one currency of everything; '' when there are several, which rows then name. */
  currency: string;
  readOnly: boolean;
  onType: (text: string) => void;
  onCommit: () => void;
};

/** A row of the grid: its entity, a cell for each month, and their sum. */
export const GridRow = memo(function GridRow(props: Props) {
  const { row, at, months, drafts, places } = props;
  const currencies = new Set([row.currency, ...Object.values(row.cells).map(({ currency }) => currency)]);
  const others = [...currencies].filter((each) => each !== '' && each !== props.currency);
  const detail = [row.label, others.length > 0 ? [...currencies].filter(Boolean).join(', ') : ''];
  const total = rowTotal(row, months, drafts);
  return (
    <tr aria-rowindex={at + 2}>
      <th
        scope="row"
        title={`${row.name} (${row.entity})`}
        className="sticky left-0 z-[1] h-[34px] w-[132px] min-w-[132px] max-w-[132px] border-rule border-r border-b bg-surface px-3 text-left font-normal leading-tight tablet:w-[216px] tablet:min-w-[216px] tablet:max-w-[216px]"
      >
        <span className="block truncate">{row.name}</span>
        <span className="block truncate text-ink-3 text-xs">
          {[row.entity.startsWith('project:') ? '' : row.entity, ...detail].filter(Boolean).join(' · ')}
        </span>
      </th>
      {months.map((month, column) => (
        <Cell key={month} {...props} month={month} column={column} />
      ))}
      <td className="figure h-[34px] whitespace-nowrap border-rule border-b px-3 text-right text-ink-2">
        {total === null ? '' : formatEntered(total, places)}
      </td>
    </tr>
  );
});

function Cell({ month, column, ...props }: Props & { month: Month; column: number }) {
  const { row, at, drafts, faults, closed, range, places, typing, onType, onCommit } = props;
  const draft = drafts?.get(month);
  const figure = figureOfCell(row, month, drafts);
  const fault = draft?.fault || faults?.get(month) || '';
  const isActive = props.active === column;
  const selected =
    range !== null && at >= range.top && at <= range.bottom && column >= range.left && column <= range.right;
  const shut = closed[column] ?? null;
  const look = [
    isActive ? 'outline-2 -outline-offset-2 outline-focus' : 'outline-none',
    selected ? 'bg-select' : shut !== null ? 'bg-paper text-ink-2' : '',
    fault !== ''
      ? 'text-negative underline decoration-wavy decoration-1 underline-offset-3'
      : draft
        ? 'font-[600]'
        : '',
    figure?.startsWith('-') ? 'text-negative' : '',
  ];
  return (
    <td
      // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: a cell of a grid takes the focus
      role="gridcell"
      data-cell={`${at}:${column}`}
      tabIndex={isActive ? 0 : -1}
      aria-colindex={column + 2}
      aria-selected={selected}
      aria-readonly={shut !== null || props.readOnly || undefined}
      aria-invalid={fault !== '' || undefined}
      title={fault || shut || undefined}
      className={`figure relative h-[34px] min-w-[92px] cursor-cell select-none whitespace-nowrap border-rule border-r border-b px-2 text-right ${look.join(' ')}`}
    >
      {isActive && typing !== null ? (
        <input
          aria-label={`${row.name}, ${month}`}
          // biome-ignore lint/a11y/noAutofocus: it stands in for the cell that has the focus
          autoFocus
          value={typing}
          maxLength={100}
          spellCheck={false}
          autoComplete="off"
          inputMode="decimal"
          onChange={(event) => onType(event.target.value)}
          onBlur={onCommit}
          className="figure absolute inset-0 w-full bg-raised px-2 text-right outline-2 -outline-offset-2 outline-focus"
        />
      ) : figure === null ? (
        <span className="block max-w-[130px] truncate">{draft?.text}</span>
      ) : (
        figure && formatEntered(figure, places)
      )}
    </td>
  );
}
