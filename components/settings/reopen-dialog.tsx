'use client';

import { useState, useTransition } from 'react';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import { TextField } from '@/components/ui/text-field';
import type { Month } from '@/lib/finance/month';
import { formatMonth } from '@/lib/format/time';
import type { ClosingRow, MonthReply } from './month-row';

type Props = {
  row: ClosingRow;
  reopen: (month: Month, reason: string) => Promise<MonthReply>;
  onClose: () => void;
  onDone: () => void;
};

/** The last step before a closed month opens: what moves, and why. */
export function ReopenDialog({ row: { month, closedBy }, reopen, onClose, onDone }: Props) {
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
        <p className="text-ink-2">
          Adjustments for it that stand in open months are taken back; those booked in closed months stand, and are
          balanced in the earliest open one. That it was reopened, by whom and why, stays on record.
        </p>
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
