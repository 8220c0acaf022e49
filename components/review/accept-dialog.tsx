'use client';

import { useRouter } from 'next/navigation';
import { useId, useState, useTransition } from 'react';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import { TextField } from '@/components/ui/text-field';
import { useToast } from '@/components/ui/toast';
import type { FindingActions, FindingRow } from './finding-row';

type Props = {
  finding: FindingRow;
  ends: { readonly first: string; readonly proposed: string };
  accept: FindingActions['accept'];
  onClose: () => void;
};

/** Accepts a finding: why, and until when. It then does not count, and comes back after that day. */
export function AcceptDialog({ finding, ends, accept, onClose }: Props) {
  const router = useRouter();
  const toast = useToast();
  const id = useId();
  const [reason, setReason] = useState('');
  const [until, setUntil] = useState(ends.proposed);
  const [failure, setFailure] = useState('');
  const [busy, start] = useTransition();
  const submit = () =>
    start(async () => {
      const { connectionId, rule, subject } = finding;
      const reply = await accept({ connectionId, rule, subject, reason: reason.trim(), until });
      if (!reply.ok) return setFailure(reply.message);
      toast.add({ title: 'Accepted', description: `It counts again on ${until}.` });
      onClose();
      router.refresh();
    });
  return (
    <Dialog title="Accept a finding" open onOpenChange={(open) => !open && onClose()}>
      <form
        className="grid gap-3.5"
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
      >
        <p>{finding.statement}</p>
        <p className="text-ink-2">
          It stays listed apart, with the reason and your name, and does not lower the score until that day.
        </p>
        <TextField label="Why it is right as it is" value={reason} onChange={setReason} />
        <div className="grid gap-1">
          <label htmlFor={id} className="text-ink-2 text-s">
            Counts again on
          </label>
          <input
            id={id}
            type="date"
            required
            min={ends.first}
            value={until}
            onChange={(event) => setUntil(event.target.value)}
            className="h-7 w-44 rounded-md border border-rule-2 bg-raised px-2.5"
          />
        </div>
        {failure !== '' && (
          <p role="alert" className="text-negative">
            {failure}
          </p>
        )}
        <div className="flex flex-wrap gap-2">
          <Button type="submit" tone="primary" disabled={busy || reason.trim() === '' || until === ''}>
            {busy ? 'Accepting…' : 'Accept'}
          </Button>
          <Button onClick={onClose}>Cancel</Button>
        </div>
      </form>
    </Dialog>
  );
}
