'use client';

import { Badge } from '@/components/ui/badge';
import { Button } from '@/components/ui/button';
import { ActsHead, BodyCell, BodyRow, HeadCell, Sheet } from '@/components/ui/table';
import { formatFigure } from '@/lib/format/money';
import { formatDay, formatMonth } from '@/lib/format/time';
import type { BookingRow, ClosingRow } from './month-row';

type Props = {
  label: string;
  rows: readonly ClosingRow[];
  /** Null for a reader who may not. */
  onClose: ((row: ClosingRow) => void) | null;
  onReopen: ((row: ClosingRow) => void) | null;
};

/** The months of one organization: what each shows, what AWS says now, and where the difference is booked. */
export function MonthTable({ label, rows, onClose, onReopen }: Props) {
  const acts = onClose !== null || onReopen !== null;
  return (
    <Sheet label={label}>
      <thead>
        <tr>
          <HeadCell>Month</HeadCell>
          <HeadCell>State</HeadCell>
          <HeadCell align="right">Control total</HeadCell>
          <HeadCell align="right">AWS says now</HeadCell>
          <HeadCell align="right">Carried from earlier</HeadCell>
          <HeadCell className="w-full">Notes</HeadCell>
          {acts && <ActsHead />}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <BodyRow key={row.month}>
            <BodyCell className="whitespace-nowrap">{formatMonth(row.month)}</BodyCell>
            <BodyCell className="whitespace-nowrap">
              <span className="flex gap-1.5">
                <Badge tone={row.state === 'closed' ? 'good' : 'neutral'}>{row.state}</Badge>
                {row.estimated && <Badge tone="caution">estimated</Badge>}
              </span>
            </BodyCell>
            <Amount amount={row.controlTotal} />
            <Amount amount={row.restatedTotal} />
            <BodyCell align="right" className="whitespace-nowrap">
              {row.carries.length === 0
                ? '–'
                : row.carries.map((each) => (
                    <span key={each.month} className="block">
                      <span className="font-sans text-ink-3 text-s">{formatMonth(each.month)}</span>{' '}
                      {formatFigure(each.amount).text}
                    </span>
                  ))}
            </BodyCell>
            <BodyCell className="min-w-64 py-1 text-ink-2">
              <Notes row={row} />
            </BodyCell>
            {acts && (
              <BodyCell className="whitespace-nowrap text-right print:hidden">
                <RowButton row={row} {...{ onClose, onReopen }} />
              </BodyCell>
            )}
          </BodyRow>
        ))}
      </tbody>
    </Sheet>
  );
}

function Amount({ amount }: { amount: string | null }) {
  const figure = amount === null ? null : formatFigure(amount);
  return (
    <BodyCell align="right" className={figure?.negative ? 'text-negative' : ''}>
      {figure?.text ?? 'unknown'}
    </BodyCell>
  );
}

function Notes({ row }: { row: ClosingRow }) {
  const closed = row.closedAt && `Closed by ${row.closedBy}, ${formatDay(row.closedAt.slice(0, 10))}`;
  return (
    <>
      {closed && <p>{row.reason === '' ? `${closed}.` : `${closed}, by force: ${row.reason}`}</p>}
      {row.bookedIn.map((booking) => (
        <p key={booking.bookedIn}>{bookingWords(booking)}</p>
      ))}
      {row.faults.map((fault) => (
        <p key={fault}>{fault}</p>
      ))}
    </>
  );
}

const bookingWords = ({ amount, bookedIn }: BookingRow): string =>
  `Restated by ${formatFigure(amount).text}, booked in ${formatMonth(bookedIn)}.`;

function RowButton({ row, onClose, onReopen }: { row: ClosingRow } & Pick<Props, 'onClose' | 'onReopen'>) {
  const [verb, act] = row.state === 'open' ? ['Close', onClose] : ['Reopen', onReopen];
  if (!act) return null;
  return (
    <Button tone="quiet" aria-label={`${verb} ${formatMonth(row.month)}`} onClick={() => act(row)}>
      {verb}…
    </Button>
  );
}
