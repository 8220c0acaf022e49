// biome-ignore-all lint/a11y/noNoninteractiveElementToInteractiveRole: a table that prints with repeated heads, and whose cells take the focus as those of a treegrid do
import { ChevronRight } from 'lucide-react';
import { memo } from 'react';
import type { SheetCell, SheetColumn, SheetRow } from './sheet-model';
import { pinStyle } from './sheet-pin';

type Props = {
  row: SheetRow;
  open: boolean | null;
  r: number;
  columns: readonly SheetColumn[];
  pinned: readonly string[];
};

const INK: Record<SheetCell['ink'], string> = { plain: '', negative: 'text-negative', dim: 'text-ink-3' };

/** The rules that accountants draw: a line above a sum, a double line beneath a total. */
function ruleOf({ kind, depth, key }: SheetRow): string {
  if (kind === 'sum') return 'border-t border-rule-ink font-[620]';
  if (kind === 'total' && key === 'total')
    return 'border-t border-rule-ink font-[680] [border-bottom:3px_double_var(--rule-ink)]';
  if (kind === 'total') return 'border-t border-rule-ink font-[620]';
  if (kind === 'memo') return 'font-normal text-ink-2 text-s print:text-[7pt]';
  return depth === 0 ? 'font-[560]' : 'font-normal text-ink-2';
}

/** One line of the sheet. */
export const SheetLine = memo(function SheetLine({ row, open, r, columns, pinned }: Props) {
  const rule = ruleOf(row);
  return (
    <tr
      aria-level={row.depth + 1}
      aria-expanded={open ?? undefined}
      aria-rowindex={r + 2}
      data-row={row.key}
      className="group [break-inside:avoid]"
    >
      <th
        scope="row"
        data-r={r}
        data-c={0}
        tabIndex={-1}
        title={row.label}
        className={`sticky left-0 z-[5] h-(--row) max-w-(--first) bg-surface pr-3 text-left focus-visible:-outline-offset-2 group-hover:bg-hover print:static print:h-5 print:max-w-none ${rule} ${open === null ? '' : 'cursor-pointer'}`}
        style={{ paddingLeft: 8 + row.depth * 16 }}
      >
        <span className="flex min-w-0 items-center">
          <span className="grid size-[18px] shrink-0 place-items-center print:hidden">
            {open !== null && (
              <ChevronRight size={12} className={`text-ink-3 ${open ? 'rotate-90' : ''}`} aria-hidden />
            )}
          </span>
          <span className="min-w-0 truncate print:whitespace-normal">{row.label}</span>
        </span>
      </th>
      {row.cells.map((cell, at) => {
        const column = columns[at];
        const pin = column && pinStyle(pinned, column.key);
        return (
          <td
            key={column?.key ?? at}
            role="gridcell"
            data-r={r}
            data-c={at + 1}
            tabIndex={-1}
            style={pin}
            className={`figure h-(--row) cursor-pointer px-3 text-right focus-visible:-outline-offset-2 group-hover:bg-hover hover:underline hover:decoration-rule-2 hover:underline-offset-4 print:h-5 print:px-1 ${rule} ${pin ? 'z-[4] bg-surface' : ''} ${column?.kind === 'total' ? 'border-l border-l-rule-2' : ''} ${INK[cell.ink]}`}
          >
            {cell.text}
            {cell.note !== undefined && (
              <span className="ml-2 inline-block min-w-[52px] text-ink-3 text-xs">{cell.note}</span>
            )}
          </td>
        );
      })}
    </tr>
  );
});
