import { seesOrganization, type Viewer } from '@/lib/auth/viewer';
import { AppError } from '@/lib/errors';
import { sameAmounts, sumAmounts } from '@/lib/finance/basis';
import type { FaceCell, FaceName } from '@/lib/finance/face';
import type { LedgerMonth } from '@/lib/finance/ledger-month';
import { hideAccounts } from '@/lib/finance/ledger-month';
import { addMonths, type Month } from '@/lib/finance/month';
import { projectOf, type Rules } from '@/lib/finance/rules';
import { type ServiceFirst, serviceFirst } from '@/lib/finance/service-first';
import { listMonthBooks } from '@/lib/store/books';
import type { Connection } from '@/lib/store/connections';
import { sumCells } from '@/lib/store/costs';
import { type DerivedQuery, listDerivations, listFace, listShares, listSlices } from '@/lib/store/derived-reads';
import { getRuleSet } from '@/lib/store/rule-sets';
import { type AccountScope, sees } from '@/lib/store/scope';
import { type Books, type BooksQuery, selectBooks } from './books';
import { ledgerAccounts } from './ledger-accounts';
import type { Unavailable } from './shapes';

/** The books of a read as a ledger. `months` reads one month after the other, by connection, when it is asked for it. */
export type Ledger = { readonly kind: 'ledger'; readonly books: Books; readonly months: AsyncIterable<LedgerMonth> };

/** What a file needs: `slices` and what moved between them, or every charge with its service and record type. */
export type LedgerDepth = 'slices' | 'charges';

/** How often a month is read that a sync or a changed rule replaces meanwhile. */
const MOST_READS = 3;

/** Reads the ledger of a range of months, narrowed to the viewer: of a project he sees its cost, and not whose account. */
export async function readLedger(
  viewer: Viewer,
  query: BooksQuery,
  depth: LedgerDepth,
  now: Date = new Date(),
): Promise<Ledger | Unavailable> {
  const books = await selectBooks(viewer, query, now);
  if (books.kind !== 'books') return books;
  return { kind: 'ledger', books, months: monthsOf(viewer, books, depth) };
}

async function* monthsOf(viewer: Viewer, books: Books, depth: LedgerDepth): AsyncGenerator<LedgerMonth> {
  for (const { connection, months } of books.connections) {
    for (const { month } of months) yield await readWhole(viewer, { connection, month, depth, books });
  }
}

type Wanted = {
  readonly connection: Connection;
  readonly month: Month;
  readonly depth: LedgerDepth;
  readonly books: Books;
};

/**
 * A month whose parts are of one reading: for a reader of everything they add up to the control total.
 * @throws AppError `conflict` for a month that is not derived yet, or is replaced again and again
 */
async function readWhole(viewer: Viewer, wanted: Wanted): Promise<LedgerMonth> {
  for (let read = 1; read <= MOST_READS; read += 1) {
    const found = await readMonth(viewer, wanted);
    if (found !== null) return found;
  }
  const { connection, month } = wanted;
  throw new AppError('conflict', `The figures of ${connection.name} for ${month} are being worked out.`, {
    fix: 'Ask again in a moment.',
  });
}

/** Null when the month was replaced while it was read, or has no derivation. */
async function readMonth(viewer: Viewer, { connection, month, depth, books }: Wanted): Promise<LedgerMonth | null> {
  const { scope } = viewer;
  const query = { connectionId: connection.id, months: { from: month, to: addMonths(month, 1) } };
  const [derivation] = await listDerivations(scope, query);
  if (!derivation) return null;
  const charges = depth === 'charges';
  const [slices, shares, usage, cells, known, { rules }, [after]] = await Promise.all([
    listSlices(scope, query),
    listShares(scope, query),
    charges ? readUsage(scope, query) : NO_USAGE,
    charges ? sumCells(scope, { ...query, cube: 'recordType', groupBy: ['key1', 'key2'] }) : [],
    ledgerAccounts(viewer, connection, derivation.factsOf),
    getRuleSet(scope.db, derivation.ruleSetId),
    listDerivations(scope, query),
  ]);
  const control = (await listMonthBooks(scope, connection.id)).find((each) => each.month === month);
  const own = sumAmounts(slices.map(({ amounts }) => amounts));
  const adds = !control || sameAmounts(sumAmounts([own, control.residual]), control.amounts);
  if (!adds || after?.derivedAt !== derivation.derivedAt) return null;
  const whole = seesOrganization(viewer);
  const found: LedgerMonth = {
    connection: { name: connection.name, currency: books.currency, payer: known.payer },
    ...{ month, accounts: known.accounts, projects: projectsOf(rules, slices, shares) },
    slices: slices.map(({ account, home, chargeClass, amounts }) => ({ account, home, chargeClass, amounts })),
    shares: shares.map(({ month: _, ...share }) => share),
    ...{ usage: usage.cells, placements: usage.placements },
    recordTypes: cells.map(({ key1, key2, amounts }) => ({ account: key1 ?? '', recordType: key2 ?? '', amounts })),
    residual: whole ? (control?.residual ?? null) : null,
  };
  return whole ? found : hideAccounts(found, (account) => sees(scope, account));
}

const NO_USAGE: ServiceFirst = { cells: [], placements: [] };

async function readUsage(scope: AccountScope, query: DerivedQuery): Promise<ServiceFirst> {
  const face = async (name: FaceName): Promise<FaceCell[]> =>
    (await listFace(scope, { ...query, face: name })).map(({ month: _, ...cell }) => cell);
  const [full, homeService, service] = await Promise.all([
    face('home.environment.service'),
    face('home.service'),
    face('service'),
  ]);
  return serviceFirst({ full, homeService, service });
}

/** The projects that the rows name. */
function projectsOf(rules: Rules, ...rows: (readonly { readonly home: string }[])[]): LedgerMonth['projects'] {
  const prefix = 'project:';
  const ids = rows.flat().flatMap(({ home }) => (home.startsWith(prefix) ? [home.slice(prefix.length)] : []));
  return new Map([...new Set(ids)].map((id) => [id, projectOf(rules, id)]));
}
