'use client';

import { useEffect, useEffectEvent, useState } from 'react';
import { Progress } from '@/components/ui/progress';
import { formatPlural } from '@/lib/format/count';
import { formatPercent } from '@/lib/format/percent';
import { hasEnded, type ProgressEvent, readProgress } from './progress-event';

type Fault = 'reconnecting' | 'lost';

/** The live progress of a run. The stream is taken up again by itself, after a reload too. */
export function SyncProgress({ url, onEnd }: { url: string; onEnd: () => void }) {
  const [event, setEvent] = useState<ProgressEvent | null>(null);
  const [fault, setFault] = useState<Fault | null>(null);
  const end = useEffectEvent(onEnd);
  useEffect(() => {
    const source = new EventSource(url);
    source.onmessage = ({ data }) => {
      const next = readProgress(String(data));
      if (next === null) {
        source.close();
        setFault('lost');
        return;
      }
      setEvent(next);
      setFault(null);
      if (!hasEnded(next)) return;
      source.close();
      end();
    };
    source.onerror = () => setFault(source.readyState === EventSource.CLOSED ? 'lost' : 'reconnecting');
    return () => source.close();
  }, [url]);
  const fraction = event?.fraction ?? null;
  return (
    <div className="grid gap-1.5">
      <Progress
        label="Sync under way"
        fraction={fraction}
        text={fraction === null ? 'planning' : formatPercent(fraction, 0)}
      />
      <p role="status" className="min-h-[19px] text-ink-2 text-s">
        {statusText(event, fault)}
      </p>
    </div>
  );
}

function statusText(event: ProgressEvent | null, fault: Fault | null): string {
  if (fault === 'lost') return 'The progress of this run cannot be read. The run itself goes on; reload to look again.';
  if (fault === 'reconnecting') return 'The line to the server is down; trying again. The run itself goes on.';
  if (event === null) return 'Waiting for the first step.';
  if (event.status === 'queued') return 'Queued.';
  return `${event.step} · ${formatPlural(event.requests, 'request')} · ${formatPlural(event.rows, 'row')} stored`;
}
