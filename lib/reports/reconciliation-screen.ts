import { requireViewer } from '@/lib/auth/page-viewer';
import { requireOrganization, seesOrganization, type Viewer } from '@/lib/auth/viewer';
import { explainInvoice, type InvoicePart } from '@/lib/finance/invoice-difference';
import type { Month } from '@/lib/finance/month';
import { listMonthBooks } from '@/lib/store/books';
import { sumSlices } from '@/lib/store/derived-sums';
import { type Invoice, listInvoices } from '@/lib/store/invoices';
import type { Books } from './books';
import type { PageQuery } from './query';
import { type ReconciledMonth, readReconciliation } from './reconciliation';
import type { Unavailable } from './shapes';

/** A month against its invoices, in unblended cost whatever the basis of the page. Units of 10⁻⁹. */
export type InvoicedMonth = {
  readonly connectionId: string;
  readonly connection: string;
  readonly month: Month;
  readonly unblended: bigint;
  /** The total of the page's basis less `unblended`: the bridge from the invoice to it. */
  readonly basisDifference: bigint;
  readonly invoices: readonly Invoice[];
  /** Σ invoices − `unblended`; null without any. */
  readonly difference: bigint | null;
  /** The parts that the invoices leave out, where these explain the difference; null where nothing does. */
  readonly explained: readonly InvoicePart[] | null;
  /** `unblended` by charge class, and the residual. */
  readonly classes: readonly InvoicePart[];
};

export type ReconciliationScreen = {
  readonly kind: 'reconciliation-screen';
  readonly books: Books;
  readonly rows: readonly ReconciledMonth[];
  readonly invoiced: readonly InvoicedMonth[];
  /** True for those who may enter invoices. */
  readonly mayEnter: boolean;
};

/** The identities of a page's months, and what their invoices say. */
export async function loadReconciliation(
  query: PageQuery,
): Promise<ReconciliationScreen | Unavailable | { readonly kind: 'restricted' }> {
  const viewer = await requireViewer();
  return seesOrganization(viewer) ? readReconciliationScreen(viewer, query) : { kind: 'restricted' };
}

/** @throws AppError `forbidden` for a reader of some accounts */
export async function readReconciliationScreen(
  viewer: Viewer,
  query: PageQuery,
  now: Date = new Date(),
): Promise<ReconciliationScreen | Unavailable> {
  requireOrganization(viewer);
  const found = await readReconciliation(viewer, { ...query, currency: null }, now);
  if (found.kind !== 'reconciliation') return found;
  const { books, rows } = found;
  const invoiced = await Promise.all(
    books.connections.map(({ connection }) => invoicedMonths(viewer, books, connection)),
  );
  return {
    kind: 'reconciliation-screen',
    books,
    rows,
    invoiced: invoiced.flat().sort((a, b) => (a.month < b.month ? -1 : a.month > b.month ? 1 : 0)),
    mayEnter: viewer.role === 'admin' || viewer.role === 'finance',
  };
}

async function invoicedMonths(
  { scope }: Viewer,
  { months, basis }: Books,
  { id, name }: { readonly id: string; readonly name: string },
): Promise<InvoicedMonth[]> {
  const [books, sums, invoices] = await Promise.all([
    listMonthBooks(scope, id),
    sumSlices(scope, { connectionId: id, months }, 'unblended', ['month', 'chargeClass']),
    listInvoices(scope, id, months),
  ]);
  return books
    .filter(({ month }) => month >= months.from && month < months.to)
    .map(({ month, amounts, residual }) => {
      const own = invoices.filter((invoice) => invoice.month === month);
      const classes = [
        ...sums.filter((each) => each.month === month).map(({ chargeClass, units }) => ({ key: chargeClass, units })),
        { key: 'residual', units: residual.unblended },
      ];
      const { unblended } = amounts;
      const difference = own.length === 0 ? null : own.reduce((sum, { amount }) => sum + amount, -unblended);
      return {
        ...{ connectionId: id, connection: name, month, unblended, classes, difference, invoices: own },
        basisDifference: amounts[basis] - unblended,
        explained: difference === null ? null : explainInvoice(difference, classes),
      };
    });
}
