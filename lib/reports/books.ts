import { seesOrganization, type Viewer } from '@/lib/auth/viewer';
import { AppError } from '@/lib/errors';
import type { Basis } from '@/lib/finance/basis';
import type { Currency } from '@/lib/finance/money';
import { addMonths, type Month, type MonthRange, monthOf, monthsIn } from '@/lib/finance/month';
import { listPublishedMonths, type PublishedMonth } from '@/lib/store/books';
import { type Connection, listConnections } from '@/lib/store/connections';
import { findUnfinishedRun } from '@/lib/store/runs';
import type { ConnectionRef, Unavailable } from './shapes';

/** Which books a read is about. Null months are the last full month, or the latest that is stored before it. */
export type BooksQuery = {
  /** An id or a name; null is every connection. */
  readonly connection: string | null;
  readonly currency: Currency | null;
  readonly months: MonthRange | null;
  readonly basis: Basis;
};

export type ConnectionBooks = {
  readonly connection: Connection;
  /** The stored months that lie in the range asked, oldest first. */
  readonly months: readonly PublishedMonth[];
};

/** The books of a read: one currency, and at least one stored month. */
export type Books = {
  readonly kind: 'books';
  readonly connections: readonly ConnectionBooks[];
  readonly months: MonthRange;
  readonly currency: Currency;
  readonly basis: Basis;
  /** Months of the range that a connection does not have. They are not zero. */
  readonly missing: readonly { readonly connection: string; readonly month: Month }[];
  readonly estimated: boolean;
};

export const refOf = ({ id, name, kind }: Connection): ConnectionRef => ({ id, name, kind });

/** The connections that a read names. @throws AppError `not-found` for a currency that none is billed in */
export async function selectConnections(
  viewer: Viewer,
  { connection, currency }: Pick<BooksQuery, 'connection' | 'currency'>,
): Promise<readonly Connection[] | Extract<Unavailable, { kind: 'no-connection' | 'unknown-connection' }>> {
  const all = await listConnections(viewer.scope);
  if (connection !== null) {
    const found = all.find(({ id }) => id === connection) ?? all.find(({ name }) => name === connection);
    return found ? [found] : { kind: 'unknown-connection', connection };
  }
  if (all.length === 0) return { kind: 'no-connection' };
  if (currency === null) return all;
  const billed = all.filter((each) => each.currency === currency);
  if (billed.length > 0) return billed;
  throw new AppError('not-found', `No connection is billed in ${currency}.`, {
    errors: [{ field: 'currency', message: 'is the currency of no connection' }],
  });
}

/** Finds the books of a read, or says why there are none: currencies are never added, a missing month is not zero. */
export async function selectBooks(viewer: Viewer, query: BooksQuery, now: Date): Promise<Books | Unavailable> {
  const chosen = await selectConnections(viewer, query);
  if ('kind' in chosen) return chosen;
  const mixed = mixedCurrencies(chosen, query.currency);
  if (mixed) return mixed;
  const stored = await Promise.all(
    chosen.map(async (connection) => ({
      connection,
      months: await listPublishedMonths(viewer.scope, connection.id),
    })),
  );
  const known = [...new Set(stored.flatMap(({ months }) => months.map(({ month }) => month)))].sort();
  const [first, last] = [known[0], known.at(-1)];
  if (first === undefined || last === undefined) return notSynced(viewer, chosen);
  const months = query.months ?? defaultMonths(known, last, now);
  const connections = stored.map(({ connection, months: all }) => ({
    connection,
    months: all.filter(({ month }) => month >= months.from && month < months.to),
  }));
  if (connections.every((each) => each.months.length === 0)) {
    return { kind: 'no-month', months, available: { from: first, to: addMonths(last, 1) } };
  }
  const currency = query.currency ?? chosen.find((each) => each.currency !== null)?.currency ?? '';
  return {
    kind: 'books',
    connections,
    months,
    currency,
    basis: query.basis,
    missing: connections.flatMap((each) => missingOf(each, months)),
    estimated: connections.some((each) => each.months.some(({ estimated }) => estimated)),
  };
}

function defaultMonths(known: readonly Month[], last: Month, now: Date): MonthRange {
  const open = monthOf(now);
  const month = known.findLast((each) => each < open) ?? last;
  return { from: month, to: addMonths(month, 1) };
}

function missingOf({ connection, months }: ConnectionBooks, range: MonthRange): Books['missing'] {
  const stored = new Set(months.map(({ month }) => month));
  return monthsIn(range)
    .filter((month) => !stored.has(month))
    .map((month) => ({ connection: connection.name, month }));
}

function mixedCurrencies(
  connections: readonly Connection[],
  asked: Currency | null,
): Extract<Unavailable, { kind: 'mixed-currencies' }> | null {
  if (asked !== null) return null;
  const groups = new Map<Currency, ConnectionRef[]>();
  for (const connection of connections) {
    if (connection.currency === null) continue;
    groups.set(connection.currency, [...(groups.get(connection.currency) ?? []), refOf(connection)]);
  }
  if (groups.size < 2) return null;
  const currencies = [...groups].sort(([a], [b]) => (a < b ? -1 : 1));
  return {
    kind: 'mixed-currencies',
    currencies: currencies.map(([currency, each]) => ({ currency, connections: each })),
  };
}

async function notSynced(viewer: Viewer, connections: readonly Connection[]): Promise<Unavailable> {
  const [connection] = connections;
  if (!connection) return { kind: 'no-connection' };
  const run = seesOrganization(viewer) ? await findUnfinishedRun(viewer.scope.db, connection.id) : null;
  return { kind: 'not-synced', connection: refOf(connection), runId: run?.id ?? null };
}
