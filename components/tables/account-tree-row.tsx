// biome-ignore-all lint/a11y/useSemanticElements: a treegrid whose rows are virtualised is laid out by grid, not by a table
// biome-ignore-all lint/a11y/useFocusableInteractive: the rows of this treegrid take the focus, its cells do not
'use client';

import { Archive, Building2, ChevronRight, Folder, type LucideIcon, SquareUser } from 'lucide-react';
import { type CSSProperties, memo } from 'react';
import { Badge } from '@/components/ui/badge';
import { parseDecimal } from '@/lib/finance/money';
import { figureOf, formatExact } from '@/lib/format/money';
import { formatChange, formatPercent } from '@/lib/format/percent';
import type { AccountRow } from './account-row';
import { FigureText } from './figure-text';
import { Highlighted } from './highlighted';
import { CHANGE_CELL, ID_CELL, OWN_CELL, SHARE_CELL, TOTAL_CELL, TREE_COLUMNS } from './tree-columns';

const ICONS: Record<AccountRow['type'], LucideIcon> = {
  organization: Building2,
  root: Building2,
  ou: Folder,
  account: SquareUser,
  former: Archive,
};

/** The ink of a change as it is written: dearer, cheaper, or neither; the sign says the same. */
const inkOf = (change: string): string =>
  change.startsWith('+') ? 'text-negative' : change.startsWith('−') ? 'text-accent' : 'text-ink-3';

type Props = {
  row: AccountRow;
  index: number;
  /** 1-based among the visible rows, the header being the first. */
  rowIndex: number;
  open: boolean | null;
  position: number;
  siblings: number;
  currency: string;
  active: boolean;
  terms: readonly string[];
  style: CSSProperties | undefined;
};

/** One line of the tree. It is focused as a whole; the table has the keys. */
export const AccountTreeRow = memo(function AccountTreeRow(props: Props) {
  const { row, index, rowIndex, open, position, siblings, currency, active, terms, style } = props;
  const own = figureOf(row.ownCents, parseDecimal(row.own));
  const total = figureOf(row.totalCents, parseDecimal(row.total));
  const change = formatChange(row.change);
  const heading = row.type !== 'account';
  return (
    <div
      role="row"
      data-index={index}
      aria-rowindex={rowIndex}
      aria-level={row.depth + 1}
      aria-posinset={position}
      aria-setsize={siblings}
      aria-expanded={open ?? undefined}
      tabIndex={active ? 0 : -1}
      style={style}
      className={`${TREE_COLUMNS} h-(--tree-row) w-full pr-3 pl-3 hover:bg-hover focus-visible:z-[1] focus-visible:bg-select focus-visible:-outline-offset-2 ${heading ? 'font-[600]' : ''}`}
    >
      <NameCell row={row} open={open} terms={terms} />
      <div role="gridcell" className={`${ID_CELL} font-normal text-ink-3 tracking-[.01em]`}>
        {row.type === 'account' && row.id !== null && <Highlighted text={row.id} terms={terms} />}
      </div>
      <div role="gridcell" className={OWN_CELL}>
        <FigureText figure={own} title={formatExact(row.own, currency)} />
      </div>
      <div role="gridcell" className={TOTAL_CELL}>
        <FigureText figure={total} title={formatExact(row.total, currency)} />
        <span className={`figure block text-xs leading-tight tablet:hidden ${inkOf(change)}`}>{change}</span>
      </div>
      <div role="gridcell" className={`${CHANGE_CELL} figure ${inkOf(change)}`}>
        {change}
      </div>
      <div role="gridcell" className={SHARE_CELL}>
        <span aria-hidden className="h-1.5 w-[92px] bg-rule">
          {row.share !== null && row.share > 0 && (
            <i className="block h-1.5 max-w-full bg-accent" style={{ width: `${row.share * 100}%` }} />
          )}
        </span>
        <span className="figure w-[58px] text-right text-ink-3">{formatPercent(row.share)}</span>
      </div>
    </div>
  );
});

function NameCell({ row, open, terms }: { row: AccountRow; open: boolean | null; terms: readonly string[] }) {
  const Icon = ICONS[row.type];
  const title = `${row.name}\n${row.id ?? ''}`.toLowerCase();
  const foundByEmail = terms.some((term) => !title.includes(term));
  return (
    <div
      role="gridcell"
      className="flex min-w-0 items-center pl-[calc(var(--depth)*var(--indent))]"
      style={{ ['--depth' as string]: row.depth }}
    >
      <span className="grid size-[18px] shrink-0 place-items-center">
        {open !== null && <ChevronRight size={12} className={`text-ink-3 ${open ? 'rotate-90' : ''}`} aria-hidden />}
      </span>
      <Icon size={14} strokeWidth={1.7} className="mr-[7px] shrink-0 text-ink-3" aria-hidden />
      <span className="min-w-0">
        <span className="flex min-w-0 items-center gap-1.5">
          <span className="truncate" title={row.email === null ? row.name : `${row.name} · ${row.email}`}>
            <Highlighted text={row.name} terms={terms} />
          </span>
          {foundByEmail && row.email !== null && (
            <span className="truncate font-normal text-ink-2 text-s">
              <Highlighted text={row.email} terms={terms} />
            </span>
          )}
          {row.badges.map(({ label, tone }) => (
            <Badge key={label} tone={tone}>
              {label}
            </Badge>
          ))}
        </span>
        {row.type === 'account' && row.id !== null && (
          <span className="block text-ink-3 text-xs leading-tight tablet:hidden">
            <Highlighted text={row.id} terms={terms} />
          </span>
        )}
      </span>
    </div>
  );
}
