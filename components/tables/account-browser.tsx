'use client';

import { X } from 'lucide-react';
import dynamic from 'next/dynamic';
import { usePathname, useSearchParams } from 'next/navigation';
import { useMemo } from 'react';
import { DrawingSkeleton } from '@/components/charts/deferred';
import { viewLink } from '@/components/shell/view-link';
import { formatCount, formatPlural } from '@/lib/format/count';
import { AccountTree } from './account-tree';
import { type PackedRows, unpackRows } from './packed-rows';
import { type TreeDetails, useDetails } from './tree-details';
import { TreeFilters } from './tree-filters';
import { useTreeRows } from './tree-rows';
import { filterCount, NO_FILTERS } from './tree-state';
import { useTreeView } from './tree-view';

const AccountIcicle = dynamic(() => import('./account-icicle').then((module) => module.AccountIcicle), {
  ssr: false,
  loading: () => <DrawingSkeleton height={204} />,
});

type Props = {
  rows: PackedRows;
  /** Arrives after the figures. */
  details: Promise<TreeDetails> | null;
  accounts: number;
  currency: string;
  label: string;
};

/** The accounts as a table or as an icicle, with the filters and what they found. */
export function AccountBrowser({ rows, details: promise, accounts, currency, label }: Props) {
  const given = useMemo(() => unpackRows(rows), [rows]);
  const details = useDetails(promise);
  const arrived = details === 'failed' ? null : details;
  const { state } = useTreeView();
  const tree = useTreeRows(given, arrived);
  const pathname = usePathname();
  const params = useSearchParams();
  const waiting = state.filters.tag.trim() !== '' && arrived === null;
  return (
    <>
      <div className="mb-2 flex min-h-7 flex-wrap items-center gap-x-3 gap-y-1 print:hidden">
        <TreeFilters rows={given} tags={arrived?.tags.texts ?? null} currency={currency} />
        <ClearButton />
        <p role="status" className="text-ink-2 text-s">
          {waiting &&
            (details === 'failed' ? 'The tags could not be read: nothing is filtered by tag. ' : 'Reading tags… ')}
          {tree.matches !== null && foundText(tree.matches.size, accounts, filterCount(state.filters) > 0)}
        </p>
      </div>
      {state.view === 'icicle' ? (
        <AccountIcicle rows={tree.rows} matches={tree.matches} currency={currency} label={label} />
      ) : (
        <AccountTree
          tree={tree}
          details={details}
          currency={currency}
          label={label}
          linkTo={(id) => viewLink(`${pathname}/${encodeURIComponent(id)}`, params)}
        />
      )}
      {details === 'failed' && (
        <p role="alert" className="mt-2 text-negative text-s">
          The months before and the tags could not be read. The figures above are whole; load the page again for the
          rest.
        </p>
      )}
    </>
  );
}

function foundText(found: number, accounts: number, filtered: boolean): string {
  const what = filtered
    ? `${formatCount(found)} of ${formatPlural(accounts, 'account')}.`
    : `${formatPlural(found, 'match', 'matches')} in ${formatCount(accounts)} accounts and their units.`;
  return found > 0 ? `${what} Totals stay those of the whole unit.` : what;
}

function ClearButton() {
  const { state, change } = useTreeView();
  if (filterCount(state.filters) === 0) return null;
  return (
    <button
      type="button"
      onClick={() => change({ filters: NO_FILTERS })}
      className="inline-flex items-center gap-1 text-ink-2 text-s hover:text-ink hover:underline"
    >
      <X size={12} aria-hidden />
      Clear
    </button>
  );
}
