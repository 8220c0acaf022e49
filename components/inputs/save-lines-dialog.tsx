'use client';

import { useEffect, useState, useTransition } from 'react';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import type { InputName } from '@/lib/finance/input-kind';
import { ChangeTable } from './change-table';
import type { InputActions, InputLine, LineNote, Saved } from './input-actions';

type Props = {
  kind: InputName;
  lines: readonly InputLine[];
  nameOf: (entity: string) => string;
  save: InputActions['save'];
  onClose: () => void;
  /** The server refused: nothing was stored. */
  onRefused: (message: string, faults: readonly LineNote[]) => void;
  onSaved: () => void;
};

const UNREACHED = 'The server could not be reached. Nothing was stored.';

/** The last step before figures are stored: what the store has now, and what it will have. */
export function SaveLinesDialog({ kind, lines, nameOf, save, onClose, onRefused, onSaved }: Props) {
  const [preview, setPreview] = useState<Saved | null>(null);
  const [failure, setFailure] = useState('');
  const [busy, start] = useTransition();
  // The dry run of what lives in the browser alone: it begins when the dialog opens.
  useEffect(() => {
    let current = true;
    save(kind, lines, true).then(
      (reply) => {
        if (!current) return;
        if (reply.ok) setPreview(reply);
        else onRefused(reply.message, reply.faults);
      },
      () => current && setFailure(UNREACHED),
    );
    return () => {
      current = false;
    };
  }, [kind, lines, save, onRefused]);
  const store = () =>
    start(async () => {
      const reply = await save(kind, lines, false).catch(() => null);
      if (reply === null) setFailure(UNREACHED);
      else if (reply.ok) onSaved();
      else onRefused(reply.message, reply.faults);
    });
  return (
    <Dialog title="Save the figures" open onOpenChange={(open) => !open && onClose()}>
      <form
        className="grid grid-cols-[minmax(0,1fr)] gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          store();
        }}
      >
        {preview ? (
          <ChangeTable saved={preview} nameOf={nameOf} place={({ at }) => nameOf(lines[at]?.entity ?? '')} />
        ) : (
          <p className="text-ink-2">{failure === '' ? 'Comparing with what is stored…' : ''}</p>
        )}
        {failure !== '' && (
          <p role="alert" className="text-negative">
            {failure}
          </p>
        )}
        <div className="flex gap-2">
          <Button type="submit" tone="primary" disabled={busy || !preview || preview.changes.length === 0}>
            {busy ? 'Saving…' : 'Save'}
          </Button>
          <Button onClick={onClose}>Cancel</Button>
        </div>
      </form>
    </Dialog>
  );
}
