import Link from 'next/link';
import { FigureText } from '@/components/tables/figure-text';
import { BodyCell, BodyRow, HeadCell, Sheet } from '@/components/ui/table';
import type { ChartCell, ChartTable } from './chart-table';

/** The figures of a chart as a table; it scrolls by itself when it is wide, and its first column stays. */
export function ChartTableView({ table }: { table: ChartTable }) {
  const last = table.rows.length - 1;
  return (
    <Sheet label={`${table.caption}, as a table`}>
      <thead>
        <tr>
          {table.head.map(({ label, amounts }, index) => (
            <HeadCell key={label} align={amounts ? 'right' : 'left'} className={index === 0 ? STICKY : ''}>
              {label}
            </HeadCell>
          ))}
        </tr>
      </thead>
      <tbody className="whitespace-nowrap">
        {table.rows.map((row, at) => (
          <BodyRow key={rowKey(row, at)}>
            {row.map((cell, index) => (
              <Cell
                key={table.head[index]?.label ?? index}
                cell={cell}
                heads={index === 0}
                right={table.head[index]?.amounts ?? false}
                strong={table.totalled && at === last}
              />
            ))}
          </BodyRow>
        ))}
      </tbody>
    </Sheet>
  );
}

const STICKY = 'sticky left-0 z-[1] bg-surface';

const rowKey = (row: readonly ChartCell[], at: number): string => {
  const [first] = row;
  return first?.kind === 'text' ? `${first.text} ${at}` : String(at);
};

type CellProps = { cell: ChartCell; heads: boolean; right: boolean; strong: boolean };

function Cell({ cell, heads, right, strong }: CellProps) {
  const weight = strong ? '[border-bottom:3px_double_var(--rule-ink)] border-rule-ink border-t font-[600]' : '';
  if (heads) {
    return (
      <th
        scope="row"
        className={`h-(--row) max-w-[38vw] truncate px-3 text-left font-normal tablet:max-w-none print:max-w-40 ${STICKY} ${weight}`}
        title={cell.kind === 'text' ? cell.text : cell.exact}
      >
        {cell.kind === 'text' ? <Words cell={cell} /> : cell.figure.text}
      </th>
    );
  }
  if (cell.kind === 'text') {
    return (
      <BodyCell align={right ? 'right' : 'left'} className={`${inkOf(cell.text)} ${weight}`}>
        <Words cell={cell} />
      </BodyCell>
    );
  }
  return (
    <BodyCell align="right" className={`${weight} ${cell.amount === null ? 'text-ink-3 italic' : ''}`}>
      <FigureText figure={cell.figure} title={cell.exact} />
    </BodyCell>
  );
}

/** A change has the ink of what it says: dearer or cheaper. */
const inkOf = (text: string): string =>
  text.startsWith('+') ? 'text-negative' : text.startsWith('−') ? 'text-accent' : 'text-ink-2';

function Words({ cell }: { cell: Extract<ChartCell, { kind: 'text' }> }) {
  if (cell.href === undefined) return cell.text;
  return (
    <Link href={cell.href} className="hover:underline">
      {cell.text}
    </Link>
  );
}
