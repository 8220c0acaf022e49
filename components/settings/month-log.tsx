import { BodyCell, BodyRow, HeadCell, Sheet } from '@/components/ui/table';
import type { Month } from '@/lib/finance/month';
import { formatInstant, formatMonth } from '@/lib/format/time';

type Props = {
  events: readonly {
    readonly connection: string;
    readonly month: Month;
    readonly kind: 'close' | 'reopen';
    readonly at: string;
    readonly by: string;
    readonly reason: string;
  }[];
};

/** Who closed and reopened what, newest first. */
export function MonthLog({ events }: Props) {
  if (events.length === 0) return <p className="text-ink-2">No month was closed yet.</p>;
  return (
    <Sheet label="Who closed and reopened what">
      <thead>
        <tr>
          <HeadCell>When</HeadCell>
          <HeadCell>Organization</HeadCell>
          <HeadCell>Month</HeadCell>
          <HeadCell>What</HeadCell>
          <HeadCell>Who</HeadCell>
          <HeadCell className="w-full">Reason</HeadCell>
        </tr>
      </thead>
      <tbody>
        {events.map(({ connection, month, kind, at, by, reason }) => (
          <BodyRow key={`${at} ${connection} ${month} ${kind}`}>
            <BodyCell className="whitespace-nowrap">{formatInstant(at)}</BodyCell>
            <BodyCell className="whitespace-nowrap">{connection}</BodyCell>
            <BodyCell className="whitespace-nowrap">{formatMonth(month)}</BodyCell>
            <BodyCell className="whitespace-nowrap">{kind === 'close' ? 'closed' : 'reopened'}</BodyCell>
            <BodyCell className="whitespace-nowrap">{by}</BodyCell>
            <BodyCell className="min-w-48 text-ink-2 [overflow-wrap:anywhere]">{reason || '–'}</BodyCell>
          </BodyRow>
        ))}
      </tbody>
    </Sheet>
  );
}
