'use client';

import Link from 'next/link';
import { useState, useTransition } from 'react';
import { Button } from '@/components/ui/button';
import { Caution } from '@/components/ui/caution';
import { Dialog } from '@/components/ui/dialog';
import { TextField } from '@/components/ui/text-field';
import { addMonths, type Month } from '@/lib/finance/month';
import { formatPlural } from '@/lib/format/count';
import { formatInstant, formatMonth, formatMonths } from '@/lib/format/time';
import type { ClosingRow, MonthReply } from './month-row';

type Props = {
  organization: string;
  /** The months that close together, oldest first. */
  months: readonly ClosingRow[];
  close: (month: Month, reason: string | null) => Promise<MonthReply>;
  onClose: () => void;
  onDone: (months: readonly Month[]) => void;
};

/** The last step before months freeze: which, what stays as it is from then on, and what is in the way. */
export function CloseDialog({ organization, months, close, onClose, onDone }: Props) {
  const [reason, setReason] = useState('');
  const [failure, setFailure] = useState('');
  const [busy, start] = useTransition();
  const last = months.at(-1);
  if (!last) return null;
  const unfit = months.filter(({ faults }) => faults.length > 0);
  const forced = unfit.length > 0;
  const submit = () =>
    start(async () => {
      const reply = await close(last.month, forced ? reason.trim() : null);
      if (reply.ok) onDone(reply.months);
      else setFailure(reply.message);
    });
  return (
    <Dialog title={titleOf(months)} open onOpenChange={(open) => !open && onClose()}>
      <form
        className="grid gap-3.5"
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
      >
        {months.length > 1 && (
          <p>
            Months of {organization} close in order, so{' '}
            <b className="font-[560]">{formatPlural(months.length, 'month')}</b> close together.
          </p>
        )}
        <div>
          <p>From then on these stay as they are:</p>
          <ul className="mt-1 list-disc pl-5 text-ink-2">
            <li>what AWS charged, account by account, and what it was for</li>
            <li>the rules, the organization tree, and what shared costs each project carries</li>
            <li>revenue, budgets, drivers and outside costs of the month: a line that would change them is refused</li>
          </ul>
          <p className="mt-2 text-ink-2">
            What AWS restates later is booked as an adjustment in the earliest open month. An administrator can reopen a
            month.
          </p>
        </div>
        {last.readAt !== null && (
          <p>
            {formatMonth(last.month)} closes with the figures of{' '}
            <b className="font-[560]">{formatInstant(last.readAt)}</b>.{' '}
            <Link href="/settings/sync" className="text-accent underline underline-offset-2">
              Read AWS again first
            </Link>
          </p>
        )}
        {unfit.map(({ month, faults }) => (
          <Caution key={month}>
            <b className="font-[560]">{formatMonth(month)}</b>: {faults.join(' ')}
          </Caution>
        ))}
        {forced && <TextField label="Reason for closing it all the same" value={reason} onChange={setReason} />}
        {failure !== '' && (
          <p role="alert" className="text-negative">
            {failure}
          </p>
        )}
        <div className="flex flex-wrap gap-2">
          <Button type="submit" tone="primary" disabled={busy || (forced && reason.trim() === '')}>
            {busy ? 'Closing…' : forced ? 'Close by force' : 'Close'}
          </Button>
          <Button onClick={onClose}>Cancel</Button>
        </div>
      </form>
    </Dialog>
  );
}

function titleOf(months: readonly ClosingRow[]): string {
  const [first, last] = [months[0]?.month ?? '', months.at(-1)?.month ?? ''];
  return first === last
    ? `Close ${formatMonth(last)}`
    : `Close ${formatMonths({ from: first, to: addMonths(last, 1) })}`;
}
