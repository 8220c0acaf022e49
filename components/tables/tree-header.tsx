// biome-ignore-all lint/a11y/useSemanticElements: a treegrid whose rows are virtualised is laid out by grid, not by a table
// biome-ignore-all lint/a11y/useFocusableInteractive: its buttons take the focus
'use client';

import { ArrowDown, ArrowUp } from 'lucide-react';
import { type ColumnLayout, type ColumnName, GRID, SHOWN } from './tree-columns';
import { nextSort } from './tree-sort';
import { useTreeView } from './tree-view';

type Props = {
  layout: ColumnLayout;
  currency: string;
  /** What stands under the pointer over a header, such as the months of the sparklines. */
  titles: Partial<Record<ColumnName, string>>;
};

/** The names of the columns. A click sorts within siblings. */
export function TreeHeader({ layout, currency, titles }: Props) {
  return (
    <div
      role="row"
      aria-rowindex={1}
      className={`${GRID} sticky top-(--bar) z-10 h-10 items-end border-rule-ink border-b-[1.5px] bg-surface px-3 pb-2 print:static`}
    >
      <Heading name="name" label="Name" align="left" className="flex min-w-0 items-baseline gap-2">
        <span className="truncate font-normal text-ink-3 text-xs">amounts in {currency}</span>
      </Heading>
      <div role="columnheader" className="text-right font-[560] tablet:hidden">
        With children
      </div>
      {layout.columns.map(({ name, label, align, sorts, from }) => (
        <Heading
          key={name}
          name={sorts === null ? null : name}
          label={label}
          align={align}
          title={titles[name]}
          className={SHOWN[from]}
        />
      ))}
    </div>
  );
}

type HeadingProps = {
  /** What it sorts by; null when it does not. */
  name: ColumnName | 'name' | null;
  label: string;
  align: 'left' | 'right';
  title?: string | undefined;
  className: string;
  children?: React.ReactNode;
};

function Heading({ name, label, align, title, className, children }: HeadingProps) {
  const { state, change } = useTreeView();
  const sort = state.sort?.column === name ? state.sort : null;
  const Arrow = sort?.descending ? ArrowDown : ArrowUp;
  return (
    <div
      role="columnheader"
      aria-sort={sort ? (sort.descending ? 'descending' : 'ascending') : undefined}
      title={title}
      className={`${className} ${align === 'right' ? 'text-right' : 'pl-3 first:pl-0'}`}
    >
      {name === null ? (
        <span className="font-[560]">{label}</span>
      ) : (
        <button
          type="button"
          onClick={() => change({ sort: nextSort(state.sort, name) })}
          className="inline-flex items-baseline gap-1 font-[560] hover:text-accent"
        >
          {sort && <Arrow size={11} className="self-center text-accent" aria-hidden />}
          {label}
        </button>
      )}
      {children}
    </div>
  );
}
