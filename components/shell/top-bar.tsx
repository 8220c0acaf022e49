'use client';

import { usePathname, useRouter, useSearchParams } from 'next/navigation';
import { useTransition } from 'react';
import { Select } from '@/components/ui/select';
import { BASES, DEFAULT_BASIS } from '@/lib/finance/basis';
import { addMonths, isMonth, type Month, type MonthRange } from '@/lib/finance/month';
import { BASIS_NAMES } from '@/lib/format/basis';
import { Freshness } from './freshness';
import type { LastSync } from './freshness-text';
import { Jump } from './jump';
import { PeriodPicker } from './period-picker';
import { ThemeMenu } from './theme-menu';
import { viewLink, withParams } from './view-link';

export type ShownConnection = {
  readonly id: string;
  readonly name: string;
  readonly kind: 'demo' | 'aws' | 'focus' | 'cur';
  readonly months: readonly { readonly month: Month; readonly estimated: boolean }[];
  readonly lastSync: LastSync | null;
};

type Props = {
  connections: readonly ShownConnection[];
  defaultMonth: Month | null;
  now: string;
  theme: string;
};

/** Stands for every connection together in the switcher, and for the way to one more. */
const ALL = '(all)';
const ADD = '(add)';

const BASIS_OPTIONS = BASES.map((basis) => ({
  value: basis,
  label: BASIS_NAMES[basis].name,
  note: BASIS_NAMES[basis].note,
}));

function shownMonths(params: URLSearchParams, defaultMonth: Month | null): MonthRange | null {
  const month = params.get('month') ?? '';
  const [from = '', to = ''] = [params.get('from') ?? '', params.get('to') ?? ''];
  if (isMonth(month)) return { from: month, to: addMonths(month, 1) };
  if (isMonth(from) && isMonth(to) && from < to) return { from, to };
  return defaultMonth === null ? null : { from: defaultMonth, to: addMonths(defaultMonth, 1) };
}

/** The months of all the connections given, oldest first; one that is estimated anywhere is estimated. */
function monthsOf(connections: readonly ShownConnection[]): { month: Month; estimated: boolean }[] {
  const estimated = new Map<Month, boolean>();
  for (const { month, estimated: open } of connections.flatMap(({ months }) => months)) {
    estimated.set(month, open || (estimated.get(month) ?? false));
  }
  return [...estimated]
    .map(([month, open]) => ({ month, estimated: open }))
    .sort((a, b) => (a.month < b.month ? -1 : 1));
}

/** What is looked at: organization, period, basis. All of it lives in the address, so that a link shows the same. */
export function TopBar({ connections, defaultMonth, now, theme }: Props) {
  const pathname = usePathname();
  const router = useRouter();
  const params = useSearchParams();
  const [pending, startTransition] = useTransition();
  const wanted = params.get('connection');
  const named = connections.find(({ id, name }) => id === wanted || name === wanted);
  const only = connections.length === 1 ? connections[0] : undefined;
  const shown = wanted === null ? only : named;
  // What rules catch is of a month, too.
  const money = !pathname.startsWith('/settings') || pathname.startsWith('/settings/rules');
  const change = (changes: Record<string, string | null>) =>
    startTransition(() => router.push(withParams(pathname, params, changes), { scroll: false }));
  const oldest = [...connections].sort((a, b) => ((a.lastSync?.at ?? '') < (b.lastSync?.at ?? '') ? -1 : 1))[0];
  const fresh = shown ?? oldest;
  return (
    <header
      aria-busy={pending}
      className="sticky top-0 z-30 flex h-(--bar) items-center gap-2 overflow-x-auto border-rule border-b bg-surface px-3.5 tablet:overflow-visible tablet:px-6 print:hidden"
    >
      {connections.length > 0 && (
        <Select
          label="Organization"
          value={wanted !== null && !named ? wanted : (shown?.id ?? ALL)}
          options={[
            ...(connections.length > 1 ? [{ value: ALL, label: 'All organizations' }] : []),
            ...connections.map(({ id, name }) => ({ value: id, label: name })),
            ...(wanted !== null && !named ? [{ value: wanted, label: `${wanted} (unknown)` }] : []),
            { value: ADD, label: 'Connect another…' },
          ]}
          onChange={(id) => {
            if (id === ADD) router.push('/settings/connections');
            else change({ connection: id === ALL ? null : id, open: null });
          }}
        />
      )}
      {money && connections.length > 0 && (
        <>
          {!pathname.startsWith('/overview') && (
            <PeriodPicker
              months={monthsOf(shown ? [shown] : connections)}
              shown={shownMonths(params, defaultMonth)}
              linkTo={(month) => withParams(pathname, params, { month, from: null, to: null })}
            />
          )}
          <Select
            label="Basis"
            value={params.get('basis') ?? DEFAULT_BASIS}
            options={BASIS_OPTIONS}
            onChange={(basis) => change({ basis: basis === DEFAULT_BASIS ? null : basis })}
          />
        </>
      )}
      <Jump />
      {fresh && (
        <Freshness
          last={fresh.lastSync}
          file={fresh.kind === 'focus' || fresh.kind === 'cur'}
          now={now}
          href={viewLink('/settings/sync', params)}
        />
      )}
      <div className={`shrink-0 ${fresh ? 'ml-auto desk:ml-0' : 'ml-auto'}`}>
        <ThemeMenu initial={theme} />
      </div>
    </header>
  );
}
