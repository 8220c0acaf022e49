import { Badge, type BadgeTone } from '@/components/ui/badge';
import { BodyCell, BodyRow, HeadCell, Sheet } from '@/components/ui/table';
import { formatCount, formatDuration } from '@/lib/format/count';
import { formatInstant } from '@/lib/format/time';

type Outcome = 'sent' | 'answered' | 'refused' | 'failed';

type Props = {
  rows: readonly {
    readonly id: number;
    readonly sentAt: string;
    readonly operation: string;
    readonly subject: string;
    readonly outcome: Outcome;
    readonly httpStatus: number | null;
    readonly durationMs: number | null;
    readonly error: string;
  }[];
  total: number;
};

const TONES: Record<Outcome, BadgeTone> = { sent: 'caution', answered: 'good', refused: 'neutral', failed: 'negative' };
/** `sent` is a request whose end was never seen: it counts as billed. */
const WORDS: Record<Outcome, string> = {
  sent: 'end not seen',
  answered: 'answered',
  refused: 'refused',
  failed: 'failed',
};

/** Every attempt at Cost Explorer, written down before it was sent. */
export function RequestLedger({ rows, total }: Props) {
  return (
    <>
      <Sheet label="Request ledger">
        <thead>
          <tr>
            <HeadCell>Sent</HeadCell>
            <HeadCell>Operation</HeadCell>
            <HeadCell className="w-full">Asked for</HeadCell>
            <HeadCell>Outcome</HeadCell>
            <HeadCell align="right">HTTP</HeadCell>
            <HeadCell align="right">Took</HeadCell>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <BodyRow key={row.id}>
              <BodyCell className="whitespace-nowrap">{formatInstant(row.sentAt)}</BodyCell>
              <BodyCell className="whitespace-nowrap">{row.operation}</BodyCell>
              <BodyCell className="min-w-60 py-1 text-ink-2">
                {row.subject}
                {row.error !== '' && <span className="block text-negative">{row.error}</span>}
              </BodyCell>
              <BodyCell>
                <Badge tone={TONES[row.outcome]}>{WORDS[row.outcome]}</Badge>
              </BodyCell>
              <BodyCell align="right">{row.httpStatus ?? '–'}</BodyCell>
              <BodyCell align="right">{row.durationMs === null ? '–' : formatDuration(row.durationMs)}</BodyCell>
            </BodyRow>
          ))}
        </tbody>
      </Sheet>
      {total > rows.length && (
        <p className="mt-2 text-ink-3 text-s">
          The last {formatCount(rows.length)} of {formatCount(total)} requests.
        </p>
      )}
    </>
  );
}
