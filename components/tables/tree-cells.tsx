'use client';

import { ShareBar } from '@/components/charts/share-bar';
import { Sparkline } from '@/components/charts/sparkline';
import { Highlighted } from '@/components/ui/highlighted';
import { parseDecimal } from '@/lib/finance/money';
import { readSpark } from '@/lib/finance/spark';
import { figureOf, formatExact } from '@/lib/format/money';
import { formatChange, formatPercent } from '@/lib/format/percent';
import { formatDay } from '@/lib/format/time';
import type { AccountRow } from './account-row';
import { FigureText } from './figure-text';
import type { ColumnName } from './tree-columns';

/** What a row shows beside its figures; null while it is on its way. */
export type RowDetails = {
  readonly spark: string;
  readonly uncertain: number;
  /** Undefined when no tag key was read, null when there is no usage. */
  readonly permille: number | null | undefined;
};

type Props = {
  name: ColumnName;
  row: AccountRow;
  currency: string;
  terms: readonly string[];
  details: RowDetails | 'failed' | null;
};

/** The ink of a change as it is written: dearer, cheaper, or neither; the sign says the same. */
export const inkOf = (change: string): string =>
  change.startsWith('+') ? 'text-negative' : change.startsWith('−') ? 'text-accent' : 'text-ink-3';

/** What stands in a column of a row. */
export function TreeCell({ name, row, currency, terms, details }: Props) {
  switch (name) {
    case 'id':
      return row.type === 'account' && row.id !== null ? (
        <span className="font-normal text-ink-3 tracking-[.01em]">
          <Highlighted text={row.id} terms={terms} />
        </span>
      ) : null;
    case 'state':
      return row.state === null ? null : (
        <span className="block truncate pl-3 font-normal text-ink-2">
          {row.state.toLowerCase().replaceAll('_', ' ')}
        </span>
      );
    case 'email':
      return row.email === null ? null : (
        <span className="block truncate pl-3 font-normal text-ink-2" title={row.email}>
          <Highlighted text={row.email} terms={terms} />
        </span>
      );
    case 'joined':
      return row.joined === null ? null : (
        <span className="figure font-normal text-ink-2">{formatDay(row.joined)}</span>
      );
    case 'own':
      return (
        <FigureText figure={figureOf(row.ownCents, parseDecimal(row.own))} title={formatExact(row.own, currency)} />
      );
    case 'total':
      return (
        <FigureText
          figure={figureOf(row.totalCents, parseDecimal(row.total))}
          title={formatExact(row.total, currency)}
        />
      );
    case 'change': {
      const change = formatChange(row.change);
      return <span className={`figure ${inkOf(change)}`}>{change}</span>;
    }
    case 'share':
      return (
        <span className="flex items-center justify-end">
          <ShareBar fraction={row.share} className="w-[68px]" />
          <span className="figure w-[56px] text-right text-ink-3">{formatPercent(row.share)}</span>
        </span>
      );
    case 'spark':
      return details === null || details === 'failed' ? null : (
        <span className="flex justify-end">
          <Sparkline label="" amounts={readSpark(details.spark)} uncertain={details.uncertain} />
        </span>
      );
    case 'tagged':
      return details === null ? null : <Tagged permille={details === 'failed' ? undefined : details.permille} />;
  }
}

/** Rounded down: 100 % is all of it. */
function Tagged({ permille }: { permille: number | null | undefined }) {
  if (permille === undefined) return <span className="font-normal text-ink-3 italic">unknown</span>;
  const fraction = permille === null ? null : permille / 1000;
  return (
    <span className="flex items-center justify-end">
      <ShareBar fraction={fraction} colour="var(--c3)" className="w-9" />
      <span className="figure w-[46px] text-right">
        {formatPercent(fraction === null ? null : Math.floor(fraction * 100) / 100, 0)}
      </span>
    </span>
  );
}
