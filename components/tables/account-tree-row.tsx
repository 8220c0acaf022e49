// biome-ignore-all lint/a11y/useSemanticElements: a treegrid whose rows are virtualised is laid out by grid, not by a table
// biome-ignore-all lint/a11y/useFocusableInteractive: the rows of this treegrid take the focus, its cells do not
'use client';

import { Archive, Building2, ChevronRight, Folder, type LucideIcon, SquareUser } from 'lucide-react';
import Link from 'next/link';
import { memo, type ReactNode } from 'react';
import { Badge } from '@/components/ui/badge';
import { Highlighted } from '@/components/ui/highlighted';
import { formatChange } from '@/lib/format/percent';
import type { AccountRow } from './account-row';
import { inkOf, type RowDetails, TreeCell } from './tree-cells';
import { type ColumnLayout, GRID, SHOWN } from './tree-columns';

const drawn = (Icon: LucideIcon) => (
  <Icon size={14} strokeWidth={1.7} className="mr-[7px] shrink-0 text-ink-3" aria-hidden />
);

/** Drawn once: the same element each time costs a scrolling row nothing. */
const ICONS: Record<AccountRow['type'], ReactNode> = {
  organization: drawn(Building2),
  root: drawn(Building2),
  ou: drawn(Folder),
  account: drawn(SquareUser),
  former: drawn(Archive),
};
const CLOSED = <ChevronRight size={12} className="text-ink-3" aria-hidden />;
const OPEN = <ChevronRight size={12} className="rotate-90 text-ink-3" aria-hidden />;

type Props = {
  row: AccountRow;
  /** Its own page; null when it has none. */
  href: string | null;
  index: number;
  /** 1-based among the visible rows, the header being the first. */
  rowIndex: number;
  open: boolean | null;
  position: number;
  siblings: number;
  currency: string;
  active: boolean;
  terms: readonly string[];
  columns: ColumnLayout['columns'];
  details: RowDetails | 'failed' | null;
  /** Placed by its number, where not all rows are drawn. Their height is right before any script knows the window. */
  placed: boolean;
};

/** One line of the tree. It is focused as a whole; the table has the keys. */
export const AccountTreeRow = memo(function AccountTreeRow(props: Props) {
  const { row, href, index, rowIndex, open, position, siblings, currency, active, terms, columns, details, placed } =
    props;
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
      style={placed ? { position: 'absolute', top: `calc(var(--tree-row) * ${rowIndex - 2})` } : undefined}
      className={`${GRID} h-(--tree-row) w-full pr-3 pl-3 hover:bg-hover focus-visible:z-[1] focus-visible:bg-select focus-visible:-outline-offset-2 ${heading ? 'font-[600]' : ''} ${placed ? 'contain-strict' : ''}`}
    >
      <NameCell row={row} href={href} open={open} terms={terms} />
      <div role="gridcell" className="text-right tablet:hidden">
        <TreeCell name="total" row={row} currency={currency} terms={terms} details={null} />
        <span className={`figure block text-xs leading-tight ${inkOf(change)}`}>{change}</span>
      </div>
      {columns.map(({ name, align, from }) => (
        <div key={name} role="gridcell" className={`min-w-0 ${SHOWN[from]} ${align === 'right' ? 'text-right' : ''}`}>
          <TreeCell name={name} row={row} currency={currency} terms={terms} details={details} />
        </div>
      ))}
    </div>
  );
});

type NameProps = { row: AccountRow; href: string | null; open: boolean | null; terms: readonly string[] };

function NameCell({ row, href, open, terms }: NameProps) {
  const title = `${row.name}\n${row.id ?? ''}`.toLowerCase();
  const foundByEmail = terms.some((term) => !title.includes(term));
  return (
    <div
      role="gridcell"
      className="flex min-w-0 items-center pl-[calc(var(--depth)*var(--indent))]"
      style={{ ['--depth' as string]: row.depth }}
    >
      <span className="grid size-[18px] shrink-0 place-items-center">{open !== null && (open ? OPEN : CLOSED)}</span>
      {ICONS[row.type]}
      <span className="min-w-0">
        <span className="flex min-w-0 items-center gap-1.5">
          <span className="truncate" title={row.email === null ? row.name : `${row.name} · ${row.email}`}>
            {href === null ? (
              <Highlighted text={row.name} terms={terms} />
            ) : (
              <Link href={href} prefetch={false} tabIndex={-1} className="hover:text-accent hover:underline">
                <Highlighted text={row.name} terms={terms} />
              </Link>
            )}
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
