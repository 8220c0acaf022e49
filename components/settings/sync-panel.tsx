'use client';

import { RefreshCw } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useState, useTransition } from 'react';
import { Button } from '@/components/ui/button';
import { useToast } from '@/components/ui/toast';
import { SyncProgress } from './sync-progress';

type Started = { readonly ok: true; readonly runId: string } | { readonly ok: false; readonly message: string };

type Props = {
  connectionId: string;
  /** The run that was under way when the page was drawn. */
  runId: string | null;
  /** Where a run's progress is streamed from; the run's id is appended. */
  eventsUrl: string;
  start: (connectionId: string) => Promise<Started>;
};

/** Starts a sync and shows how far it is; one that is under way already is taken up where it stands. */
export function SyncPanel({ connectionId, runId, eventsUrl, start }: Props) {
  const router = useRouter();
  const toast = useToast();
  const [starting, startTransition] = useTransition();
  const [started, setStarted] = useState<string | null>(null);
  const [ended, setEnded] = useState<string | null>(null);
  const current = started ?? runId;
  const running = current !== null && current !== ended ? current : null;
  const onStart = () =>
    startTransition(async () => {
      const reply = await start(connectionId);
      if (reply.ok) setStarted(reply.runId);
      else toast.add({ title: 'The sync did not start', description: reply.message, priority: 'high' });
    });
  if (running !== null) {
    return (
      <SyncProgress
        key={running}
        url={`${eventsUrl}${encodeURIComponent(running)}`}
        onEnd={() => {
          setEnded(running);
          router.refresh();
        }}
      />
    );
  }
  return (
    <Button
      tone="primary"
      onClick={onStart}
      disabled={starting}
      icon={<RefreshCw size={13} aria-hidden />}
      className="justify-self-start"
    >
      {starting ? 'Starting…' : 'Sync now'}
    </Button>
  );
}
