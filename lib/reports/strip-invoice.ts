import type { Viewer } from '@/lib/auth/viewer';
import { formatDecimal } from '@/lib/finance/money';
import { listMonthBooks } from '@/lib/store/books';
import { listInvoices } from '@/lib/store/invoices';
import type { Books } from './books';
import type { StripInvoice } from './shapes';

/**
 * What the invoices of the months of a page say beside what AWS reported (`finance.md` §9): null unless every stored month of
 * every connection has one, since a sum of some says nothing of all.
 */
export async function readStripInvoice(
  { scope }: Viewer,
  { connections, months, basis }: Books,
): Promise<StripInvoice | null> {
  const found = await Promise.all(
    connections.map(async ({ connection: { id } }) => {
      const invoices = await listInvoices(scope, id, months);
      if (invoices.length === 0) return null;
      const books = (await listMonthBooks(scope, id)).filter(({ month }) => month >= months.from && month < months.to);
      const invoiced = new Set(invoices.map(({ month }) => month));
      if (books.length === 0 || books.some(({ month }) => !invoiced.has(month))) return null;
      const stored = new Set(books.map(({ month }) => month));
      return {
        amount: sum(invoices.filter(({ month }) => stored.has(month)).map(({ amount }) => amount)),
        unblended: sum(books.map(({ amounts }) => amounts.unblended)),
        total: sum(books.map(({ amounts }) => amounts[basis])),
      };
    }),
  );
  const known = found.filter((each) => each !== null);
  if (known.length === 0 || known.length < found.length) return null;
  const [amount, unblended, total] = (['amount', 'unblended', 'total'] as const).map((name) =>
    sum(known.map((each) => each[name])),
  );
  if (amount === undefined || unblended === undefined || total === undefined) return null;
  return {
    amount: formatDecimal(amount),
    basisDifference: formatDecimal(total - unblended),
    difference: formatDecimal(amount - unblended),
  };
}

const sum = (list: readonly bigint[]): bigint => list.reduce((all, each) => all + each, 0n);
