import type { Month } from '@/lib/finance/month';
import { listMonthBooks, type MonthBook, toBook } from './books';
import type { Writer } from './database';
import { listPublished, type PublishedLoad } from './loads';
import { Prisma, readRows } from './rows';
import type { AccountScope } from './scope';

// The latest that AWS said, where closed months show what they were closed with (`finance.md` §12). Of an open month, that
// is what it shows.

/** As `listPublished`, with what was read of closed months since. */
export async function listLatestLoads(db: Writer, connectionId: string): Promise<PublishedLoad[]> {
  const [shown, later] = await Promise.all([listPublished(db, connectionId), listRestatedLoads(db, connectionId)]);
  const keyOf = ({ cube, month }: PublishedLoad) => JSON.stringify([cube, month]);
  const restated = new Map(later.map((each) => [keyOf(each), each]));
  const known = new Set(shown.map(keyOf));
  return [
    ...shown.map((each) => restated.get(keyOf(each)) ?? each),
    ...later.filter((each) => !known.has(keyOf(each))),
  ].sort((a, b) => (a.month !== b.month ? (a.month < b.month ? -1 : 1) : a.cube < b.cube ? -1 : 1));
}

/** What was read of closed months since they were closed. */
async function listRestatedLoads(db: Writer, connectionId: string): Promise<PublishedLoad[]> {
  const rows = await readRows<[string, Month, number, number, string, string]>(
    db,
    ['cube', 'month', 'loadId', 'rows', 'createdAt', 'publishedAt'].map((name) => ({ sql: Prisma.raw(`"${name}"`) })),
    Prisma.sql`SELECT p."cube", p."month", p."loadId", l."rows", l."createdAt", p."publishedAt" FROM "RestatedLoad" p
      JOIN "Load" l ON l."id" = p."loadId" WHERE p."connectionId" = ${connectionId}`,
  );
  return rows.map(([cube, month, loadId, count, loadedAt, publishedAt]) => ({
    cube,
    month,
    loadId,
    rows: count,
    loadedAt,
    publishedAt,
  }));
}

/** As `listMonthBooks`, with what AWS said of closed months since. A scope of some accounts gets none. */
export async function listLatestBooks(scope: AccountScope, connectionId: string): Promise<MonthBook[]> {
  if (scope.accounts !== 'all') return [];
  const [shown, rows] = await Promise.all([
    listMonthBooks(scope, connectionId),
    scope.db.prisma.restatedMonth.findMany({ where: { connectionId } }),
  ]);
  const later = new Map(rows.map((row) => [row.month, toBook(row)]));
  return shown.map((book) => later.get(book.month) ?? book);
}
