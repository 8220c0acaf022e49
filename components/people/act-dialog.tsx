'use client';

import { type ReactNode, useState, useTransition } from 'react';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';

type Props = {
  title: string;
  /** What the button does: `Add`. */
  verb: string;
  /** Does it; '' when done, else why not. */
  act: (form: FormData) => Promise<string>;
  onClose: () => void;
  children: ReactNode;
};

/** A dialog with one act, and what is wrong when it is refused. It closes itself once the act is done. */
export function ActDialog({ title, verb, act, onClose, children }: Props) {
  const [failure, setFailure] = useState('');
  const [busy, start] = useTransition();
  const submit = (form: FormData) =>
    start(async () => {
      const message = await act(form);
      setFailure(message);
      if (message === '') onClose();
    });
  return (
    <Dialog title={title} open onOpenChange={(open) => !open && onClose()}>
      <form
        className="grid gap-3.5"
        onSubmit={(event) => {
          event.preventDefault();
          submit(new FormData(event.currentTarget));
        }}
      >
        {children}
        {failure !== '' && (
          <p role="alert" className="text-negative">
            {failure}
          </p>
        )}
        <div className="flex flex-wrap gap-2">
          <Button type="submit" tone="primary" disabled={busy}>
            {verb}
          </Button>
          <Button onClick={onClose}>Cancel</Button>
        </div>
      </form>
    </Dialog>
  );
}
