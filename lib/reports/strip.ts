import { requireViewer } from '@/lib/auth/page-viewer';
import { seesOrganization, type Viewer } from '@/lib/auth/viewer';
import { formatDecimal } from '@/lib/finance/money';
import { sumCells } from '@/lib/store/costs';
import { type Books, selectBooks } from './books';
import type { PageQuery } from './query';
import { type ReconciledMonth, reconcile } from './reconciliation';
import type { StripOutcome, StripReport } from './shapes';
import { readStripInvoice } from './strip-invoice';

/** The reconciliation strip of a page: direct and shared cost of projects, what has none, the residual, and AWS's own total. */
export async function loadStrip(query: PageQuery): Promise<StripOutcome> {
  return readStrip(await requireViewer(), query);
}

export async function readStrip(viewer: Viewer, query: PageQuery, now: Date = new Date()): Promise<StripOutcome> {
  const books = await selectBooks(viewer, { ...query, currency: null }, now);
  if (books.kind !== 'books') return books;
  if (!seesOrganization(viewer)) return partial(viewer, books);
  const [rows, invoice] = await Promise.all([reconcile(viewer, books), readStripInvoice(viewer, books)]);
  return { ...whole(books, rows), invoice };
}

const sum = (rows: readonly ReconciledMonth[], of: (row: ReconciledMonth) => bigint): bigint =>
  rows.reduce((total, row) => total + of(row), 0n);

function whole(books: Books, rows: readonly ReconciledMonth[]): StripReport {
  const terms = {
    direct: sum(rows, (row) => row.projectDirect),
    shared: sum(rows, (row) => row.projectShared),
    unallocated: sum(rows, (row) => row.unallocated),
  };
  const accounts = terms.direct + terms.shared + terms.unallocated;
  const hasProjects = terms.direct !== 0n || terms.shared !== 0n;
  const projectTerms = (['direct', 'shared', 'unallocated'] as const).map((name) => ({
    name,
    amount: formatDecimal(terms[name]),
  }));
  const residual = sum(rows, (row) => row.residual);
  const controlTotal = sum(rows, (row) => row.controlTotal);
  const { state, reason } = verdictOf(books, rows);
  return {
    ...frameOf(books),
    parts: [
      ...(hasProjects ? projectTerms : [{ name: 'accounts', amount: formatDecimal(accounts) } as const]),
      { name: 'residual', amount: formatDecimal(residual) },
    ],
    controlTotal: formatDecimal(controlTotal),
    difference: formatDecimal(accounts + residual - controlTotal),
    state,
    reason,
  };
}

/** What is known of the identity, and why it is not simply good. The gravest finding decides. */
export function verdictOf(books: Books, rows: readonly ReconciledMonth[]): Pick<StripReport, 'state' | 'reason'> {
  const breach = rows.find((row) => !row.holds);
  if (breach) return { state: 'breach', reason: `${breach.month}: ${breach.reason || 'an identity does not hold.'}` };
  const held = rows.find((row) => row.reason !== '');
  if (held) return { state: 'warning', reason: `${held.month}: ${held.reason}` };
  const residual = rows.find((row) => row.residualState === 'warning');
  if (residual) {
    return {
      state: 'warning',
      reason: `${residual.month}: AWS's total differs from the sum of its accounts by more than the warning share.`,
    };
  }
  const [gap] = books.missing;
  if (gap) return { state: 'warning', reason: `${gap.month} of ${gap.connection} is not in the books.` };
  return { state: 'holds', reason: '' };
}

/** For a reader of some accounts: what they cost, without the total, which would tell of others. */
async function partial({ scope }: Viewer, books: Books): Promise<StripReport> {
  const sums = await Promise.all(
    books.connections.map(({ connection }) =>
      sumCells(scope, { connectionId: connection.id, cube: 'recordType', months: books.months, groupBy: [] }),
    ),
  );
  const accounts = sums.flat().reduce((total, { amounts }) => total + amounts[books.basis], 0n);
  return {
    ...frameOf(books),
    parts: [{ name: 'accounts', amount: formatDecimal(accounts) }],
    controlTotal: null,
    difference: null,
    state: 'unknown',
    reason: 'You see some of the accounts; the total of all is not shown.',
  };
}

export function frameOf(
  books: Books,
): Pick<StripReport, 'kind' | 'months' | 'basis' | 'currency' | 'invoice' | 'estimated' | 'source'> {
  const { months, basis, currency, estimated, connections } = books;
  const fromFiles = connections.every(({ connection }) => connection.kind === 'focus' || connection.kind === 'cur');
  return { kind: 'strip', months, basis, currency, invoice: null, estimated, source: fromFiles ? 'file' : 'aws' };
}
