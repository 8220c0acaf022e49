import { Badge, type BadgeTone } from '@/components/ui/badge';
import { BodyCell, BodyRow, HeadCell, Sheet } from '@/components/ui/table';
import { formatCount, formatDuration } from '@/lib/format/count';
import { formatPrice } from '@/lib/format/money';
import { formatInstant } from '@/lib/format/time';

type Status = 'queued' | 'running' | 'succeeded' | 'partial' | 'failed';
type Trigger = 'manual' | 'schedule' | 'connect' | 'import';

type Props = {
  runs: readonly {
    readonly id: string;
    readonly status: Status;
    readonly trigger: Trigger;
    readonly startedAt: string | null;
    readonly finishedAt: string | null;
    readonly requests: number;
    readonly price: string;
    readonly rows: number;
    readonly error: string;
    readonly notices: readonly string[];
  }[];
};

const TONES: Record<Status, BadgeTone> = {
  queued: 'neutral',
  running: 'neutral',
  succeeded: 'good',
  partial: 'caution',
  failed: 'negative',
};

const TRIGGERS: Record<Trigger, string> = {
  manual: 'by hand',
  schedule: 'daily',
  connect: 'first sync',
  import: 'from a file',
};

function timeTaken(startedAt: string | null, finishedAt: string | null): string {
  return startedAt && finishedAt ? formatDuration(Date.parse(finishedAt) - Date.parse(startedAt)) : '–';
}

/** What every sync did, cost and had to say, newest first. */
export function RunHistory({ runs }: Props) {
  return (
    <Sheet label="Sync history">
      <thead>
        <tr>
          <HeadCell>Started</HeadCell>
          <HeadCell>Result</HeadCell>
          <HeadCell>Why</HeadCell>
          <HeadCell align="right">Took</HeadCell>
          <HeadCell align="right">Requests</HeadCell>
          <HeadCell align="right">Price</HeadCell>
          <HeadCell align="right">Rows</HeadCell>
          <HeadCell className="w-full">Notes</HeadCell>
        </tr>
      </thead>
      <tbody>
        {runs.map((run) => (
          <BodyRow key={run.id}>
            <BodyCell className="whitespace-nowrap">
              {run.startedAt ? formatInstant(run.startedAt) : 'not yet'}
            </BodyCell>
            <BodyCell>
              <Badge tone={TONES[run.status]}>{run.status}</Badge>
            </BodyCell>
            <BodyCell className="whitespace-nowrap text-ink-2">{TRIGGERS[run.trigger]}</BodyCell>
            <BodyCell align="right">{timeTaken(run.startedAt, run.finishedAt)}</BodyCell>
            <BodyCell align="right">{formatCount(run.requests)}</BodyCell>
            <BodyCell align="right">{formatPrice(run.price, 'USD')}</BodyCell>
            <BodyCell align="right">{formatCount(run.rows)}</BodyCell>
            <BodyCell className="min-w-72 py-1.5 text-ink-2">
              {run.error !== '' && <p className="text-negative">{run.error}</p>}
              {run.notices.map((notice) => (
                <p key={notice}>{notice}</p>
              ))}
            </BodyCell>
          </BodyRow>
        ))}
      </tbody>
    </Sheet>
  );
}
