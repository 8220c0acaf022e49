import { seesOrganization, type Viewer } from '@/lib/auth/viewer';
import { costOfLine } from '@/lib/finance/adjustment';
import { type Amounts, type Basis, noAmounts, subtractAmounts, sumAmounts } from '@/lib/finance/basis';
import type { Month, MonthRange } from '@/lib/finance/month';
import { type Adjustment, listAdjustments } from '@/lib/store/adjustments';
import { listMonthBooks, listPublishedMonths } from '@/lib/store/books';
import { type CloseEvent, listCloseEvents, listCloses } from '@/lib/store/closes';
import type { Connection } from '@/lib/store/connections';
import { listLatestBooks } from '@/lib/store/latest';
import { selectConnections } from './books';
import type { Unavailable } from './shapes';

/** A month of a connection, open or closed. Amounts in units of 10⁻⁹; null for a reader who sees a part. */
export type MonthRow = {
  readonly month: Month;
  readonly connection: Pick<Connection, 'id' | 'name'>;
  readonly currency: string | null;
  readonly state: 'open' | 'closed';
  readonly estimated: boolean;
  readonly closedAt: string | null;
  readonly closedBy: string | null;
  /** Why it was forced; '' when it was not, and for a reader who sees a part. */
  readonly reason: string;
  /** Of a closed month: restated − frozen − booked already. Of an open one zero. */
  readonly adjustments: bigint | null;
  /** What the month carries of earlier ones that were restated. */
  readonly carried: bigint | null;
  /** The control total that the month shows, and the latest that AWS said. */
  readonly controlTotal: bigint | null;
  readonly restatedTotal: bigint | null;
};

export type MonthsReport = {
  readonly kind: 'months';
  readonly basis: Basis;
  readonly rows: readonly MonthRow[];
  readonly events: readonly (CloseEvent & { readonly connection: string })[];
};

export type MonthsQuery = {
  readonly connection: string | null;
  /** Null is every month that is stored. */
  readonly months: MonthRange | null;
  readonly basis: Basis;
};

const EVER = { from: '0000-01', to: '9999-12' };

/** The months of the connections that a reader sees, by month, then connection. */
export async function readMonths(viewer: Viewer, query: MonthsQuery): Promise<MonthsReport | Unavailable> {
  const chosen = await selectConnections(viewer, { connection: query.connection, currency: null });
  if ('kind' in chosen) return chosen;
  const lists = await Promise.all(chosen.map((connection) => monthsOf(viewer, connection, query)));
  // Who closed a month, and why, is for those who see the whole of it.
  const told = seesOrganization(viewer) ? chosen : [];
  const events = await Promise.all(
    told.map(async ({ id, name }) =>
      (await listCloseEvents(viewer.scope, id)).map((event) => ({ ...event, connection: name })),
    ),
  );
  return {
    kind: 'months',
    basis: query.basis,
    rows: lists.flat().sort((a, b) => (a.month !== b.month ? (a.month < b.month ? -1 : 1) : 0)),
    events: events.flat().sort((a, b) => (a.at < b.at ? 1 : -1)),
  };
}

async function monthsOf({ scope, ...viewer }: Viewer, connection: Connection, query: MonthsQuery): Promise<MonthRow[]> {
  const { id, name, currency } = connection;
  const whole = seesOrganization({ scope, ...viewer });
  const [published, closes, shown, latest, adjustments] = await Promise.all([
    listPublishedMonths(scope, id),
    listCloses(scope, id),
    listMonthBooks(scope, id),
    listLatestBooks(scope, id),
    whole ? listAdjustments(scope, { connectionId: id, months: EVER }) : [],
  ]);
  const closeOf = new Map(closes.map((close) => [close.month, close]));
  const totalOf = new Map(shown.map(({ month, amounts }) => [month, amounts]));
  const latestOf = new Map(latest.map(({ month, amounts }) => [month, amounts]));
  const isBooked = ({ bookedIn }: Adjustment): boolean => closeOf.has(bookedIn);
  const range = query.months ?? EVER;
  return published
    .filter(({ month }) => month >= range.from && month < range.to)
    .map(({ month, estimated }): MonthRow => {
      const close = closeOf.get(month);
      const [frozen, now] = [totalOf.get(month) ?? noAmounts(), latestOf.get(month) ?? noAmounts()];
      const booked = sum(adjustments.filter((line) => line.month === month && isBooked(line)));
      const late = close ? subtractAmounts(subtractAmounts(now, frozen), booked) : noAmounts();
      const carried = sum(adjustments.filter((line) => line.bookedIn === month));
      return {
        month,
        connection: { id, name },
        currency,
        state: close ? 'closed' : 'open',
        estimated,
        closedAt: close?.closedAt ?? null,
        closedBy: whole ? (close?.closedBy ?? null) : null,
        reason: whole ? (close?.reason ?? '') : '',
        adjustments: whole ? late[query.basis] : null,
        carried: whole ? carried[query.basis] : null,
        controlTotal: whole ? frozen[query.basis] : null,
        restatedTotal: whole ? now[query.basis] : null,
      };
    });
}

const sum = (lines: readonly Adjustment[]): Amounts => sumAmounts(lines.map(costOfLine));
