import { MonthBoard } from '@/components/settings/month-board';
import { MonthLog } from '@/components/settings/month-log';
import type { BookingRow, ClosingRow, ClosingRows, MonthActions } from '@/components/settings/month-row';
import { EmptyState } from '@/components/ui/empty-state';
import { LinkButton } from '@/components/ui/link-button';
import { formatDecimal } from '@/lib/finance/money';
import { BASIS_NAMES } from '@/lib/format/basis';
import type { Booking, ClosingMonth, ConnectionClosing, MonthClosing } from '@/lib/reports/month-closing';

/** Every organization's months, and the record of who closed and reopened what. */
export function MonthsView({ report, actions }: { report: MonthClosing; actions: MonthActions }) {
  const { connections, events, basis, mayClose, mayReopen } = report;
  if (connections.length === 0) {
    return (
      <EmptyState
        title="No months yet"
        action={
          <LinkButton href="/settings/sync" tone="primary">
            See the plan and its price
          </LinkButton>
        }
      >
        A month can be closed once a sync or a bill has brought it, AWS has marked it final, and it adds up.
      </EmptyState>
    );
  }
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-8">
      {connections.map((each) => (
        <MonthBoard
          key={each.connection.id}
          organization={rowsOf(each)}
          basis={BASIS_NAMES[basis].name}
          {...{ mayClose, mayReopen, actions }}
        />
      ))}
      {!mayClose && (
        <p className="text-ink-2">Administrators and finance close months; an administrator reopens them.</p>
      )}
      <section>
        <h2 className="mb-2.5">Record</h2>
        <MonthLog events={events} />
      </section>
    </div>
  );
}

const rowsOf = ({ connection: { id, name }, currency, rows, next }: ConnectionClosing): ClosingRows => ({
  ...{ id, name, currency },
  next: next?.month ?? null,
  rows: rows.map(toRow).reverse(),
});

const decimal = (units: bigint | null): string | null => (units === null ? null : formatDecimal(units));

function toRow(row: ClosingMonth): ClosingRow {
  const { month, state, estimated, closedAt, closedBy, reason, controlTotal, restatedTotal, faults, readAt } = row;
  return {
    ...{ month, state, estimated, closedAt, closedBy, reason, faults, readAt },
    controlTotal: decimal(controlTotal),
    restatedTotal: decimal(restatedTotal),
    bookedIn: row.bookedIn.map(toBooking),
    carries: row.carries.map(toBooking),
  };
}

const toBooking = ({ month, bookedIn, amount }: Booking): BookingRow => ({
  ...{ month, bookedIn },
  amount: formatDecimal(amount),
});
