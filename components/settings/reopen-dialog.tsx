'use client';

import { useState, useTransition } from 'react';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import { TextField } from '@/components/ui/text-field';
import type { Month } from '@/lib/finance/month';
import { formatFigure } from '@/lib/format/money';
import { formatMonth } from '@/lib/format/time';
import type { BookingRow, ClosingRow, MonthReply } from './month-row';

type Props = {
  row: ClosingRow;
  /** True of a month that is closed. */
  isClosed: (month: Month) => boolean;
  reopen: (month: Month, reason: string) => Promise<MonthReply>;
  onClose: () => void;
  onDone: () => void;
};

/** The last step before a closed month opens: what moves, and why. */
export function ReopenDialog({ row: { month, closedBy, bookedIn }, isClosed, reopen, onClose, onDone }: Props) {
  const [reason, setReason] = useState('');
  const [failure, setFailure] = useState('');
  const [busy, start] = useTransition();
  const submit = () =>
    start(async () => {
      const reply = await reopen(month, reason.trim());
      if (reply.ok) onDone();
      else setFailure(reply.message);
    });
  return (
    <Dialog title={`Reopen ${formatMonth(month)}`} open onOpenChange={(open) => !open && onClose()}>
      <form
        className="grid gap-3.5"
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
      >
        <p>
          {closedBy} closed it. Once open, it shows the latest that AWS said, under the rules that are in force now, and
          its revenue can change.
        </p>
        {bookedIn.length === 0 ? (
          <p className="text-ink-2">AWS has restated nothing of it since: no adjustment is reversed.</p>
        ) : (
          <ul className="list-disc pl-5">
            {bookedIn.map((booking) => (
              <li key={booking.bookedIn}>{reversalWords(booking, isClosed(booking.bookedIn))}</li>
            ))}
          </ul>
        )}
        <p className="text-ink-2">That it was reopened, by whom and why, stays on record.</p>
        <TextField label="Reason" value={reason} onChange={setReason} />
        {failure !== '' && (
          <p role="alert" className="text-negative">
            {failure}
          </p>
        )}
        <div className="flex flex-wrap gap-2">
          <Button type="submit" tone="primary" disabled={busy || reason.trim() === ''}>
            {busy ? 'Reopening…' : 'Reopen'}
          </Button>
          <Button onClick={onClose}>Cancel</Button>
        </div>
      </form>
    </Dialog>
  );
}

/** What becomes of an adjustment that was booked for the month. */
function reversalWords({ bookedIn, amount }: BookingRow, closed: boolean): string {
  const figure = formatFigure(amount).text;
  return closed
    ? `${formatMonth(bookedIn)} is closed and keeps its adjustment of ${figure}; the earliest open month balances it.`
    : `${formatMonth(bookedIn)} gives back ${figure}: the month itself shows it from then on.`;
}
