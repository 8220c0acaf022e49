'use client';

import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { useToast } from '@/components/ui/toast';
import { monthsToClose } from '@/lib/finance/close-fault';
import type { Month } from '@/lib/finance/month';
import { currencyName } from '@/lib/format/money';
import { formatMonth } from '@/lib/format/time';
import { CloseDialog } from './close-dialog';
import type { ClosingRows, MonthActions } from './month-row';
import { MonthTable } from './month-table';
import { ReopenDialog } from './reopen-dialog';

type Props = {
  organization: ClosingRows;
  /** The basis in words. */
  basis: string;
  mayClose: boolean;
  mayReopen: boolean;
  actions: MonthActions;
};

type Asked = { readonly verb: 'close' | 'reopen'; readonly month: Month } | null;

/** The months of an organization, the next one to close, and what closing or reopening asks before it does. */
export function MonthBoard({ organization, basis, mayClose, mayReopen, actions }: Props) {
  const { id, name, currency, next, rows } = organization;
  const [asked, setAsked] = useState<Asked>(null);
  const router = useRouter();
  const toast = useToast();
  const find = (month: Month) => rows.find((row) => row.month === month);
  const open = rows.filter(({ state }) => state === 'open').map(({ month }) => month);
  const done = (title: string) => {
    setAsked(null);
    toast.add({ title });
    router.refresh();
  };
  const chosen = asked && find(asked.month);
  const nextRow = next === null ? undefined : find(next);
  return (
    <section aria-label={name} className="grid grid-cols-[minmax(0,1fr)] gap-2.5">
      <div className="flex flex-wrap items-end justify-between gap-x-4 gap-y-2">
        <div>
          <h2>{name}</h2>
          <p className="text-ink-3 text-s">
            {basis}
            {currency !== null && `, ${currencyName(currency)}`}
          </p>
        </div>
        {nextRow && (
          <p className="flex flex-wrap items-center gap-x-3 gap-y-1">
            <span className="text-ink-2">
              Next to close: {formatMonth(nextRow.month)}.{' '}
              {nextRow.faults.length === 0 ? 'Nothing is in the way.' : nextRow.faults.join(' ')}
            </span>
            {mayClose && (
              <Button tone="primary" onClick={() => setAsked({ verb: 'close', month: nextRow.month })}>
                Close {formatMonth(nextRow.month)}…
              </Button>
            )}
          </p>
        )}
      </div>
      <MonthTable
        label={`Months of ${name}`}
        rows={rows}
        onClose={mayClose ? ({ month }) => setAsked({ verb: 'close', month }) : null}
        onReopen={mayReopen ? ({ month }) => setAsked({ verb: 'reopen', month }) : null}
      />
      {asked?.verb === 'close' && (
        <CloseDialog
          organization={name}
          months={monthsToClose(open, asked.month).flatMap((month) => find(month) ?? [])}
          close={(month, reason) => actions.close(id, month, reason)}
          onClose={() => setAsked(null)}
          onDone={(months) => done(`Closed: ${months.map(formatMonth).join(', ')}`)}
        />
      )}
      {asked?.verb === 'reopen' && chosen && (
        <ReopenDialog
          row={chosen}
          isClosed={(month) => find(month)?.state === 'closed'}
          reopen={(month, reason) => actions.reopen(id, month, reason)}
          onClose={() => setAsked(null)}
          onDone={() => done(`${formatMonth(asked.month)} is open again`)}
        />
      )}
    </section>
  );
}
