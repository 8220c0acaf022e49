'use client';

import { useRouter } from 'next/navigation';
import { type ReactNode, useState, useTransition } from 'react';
import { Button } from '@/components/ui/button';
import { useToast } from '@/components/ui/toast';

export type SettingsReply = { readonly ok: true } | { readonly ok: false; readonly message: string };

type Props = {
  label: string;
  /** Whether there is anything to save. */
  changed: boolean;
  save: () => Promise<SettingsReply>;
  /** What follows from it, once it is saved. */
  saved: string;
  mayChange: boolean;
  /** Who may change it, for those who may not. */
  others: string;
  children: ReactNode;
};

/** Settings that are saved together: why they were not stands beneath, and what is shown elsewhere follows at once. */
export function SettingsForm({ label, changed, save, saved, mayChange, others, children }: Props) {
  const [failure, setFailure] = useState('');
  const [busy, start] = useTransition();
  const router = useRouter();
  const toast = useToast();
  const submit = () =>
    start(async () => {
      const reply = await save();
      setFailure(reply.ok ? '' : reply.message);
      if (!reply.ok) return;
      toast.add({ title: 'Saved', description: saved });
      router.refresh();
    });
  return (
    <form
      aria-label={label}
      className="grid max-w-[640px] gap-5"
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      {children}
      {failure !== '' && (
        <p role="alert" className="text-negative">
          {failure}
        </p>
      )}
      {mayChange ? (
        <Button type="submit" tone="primary" disabled={!changed || busy} className="justify-self-start">
          {busy ? 'Saving…' : 'Save'}
        </Button>
      ) : (
        <p className="text-ink-2">{others}</p>
      )}
    </form>
  );
}
