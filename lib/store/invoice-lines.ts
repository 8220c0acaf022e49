import { type InputChange, planChange } from '@/lib/finance/input-change';
import { type Draft, INVOICE, type InvoiceLine } from '@/lib/finance/input-kind';
import { repeatedLines } from '@/lib/finance/input-line';
import { type Actor, MACHINE } from './audit';
import type { Connection } from './connections';
import { type Database, type Transaction, transaction } from './database';
import type { LineNote } from './input-currency';
import { removeInvoice, saveInvoice } from './invoices';

/** What became of invoices that were given together: all of them are in the store, or none is and every fault is told. */
export type SavedInvoices =
  | { readonly kind: 'refused'; readonly faults: readonly LineNote[] }
  | { readonly kind: 'saved'; readonly change: InputChange<InvoiceLine>; readonly warnings: readonly LineNote[] };

/**
 * Enters the invoices of a connection, all or none; one of the same month and number is replaced, one without an amount is
 * taken away. The same lines twice change nothing. A dry run answers the same and writes nothing. `at`: the instant, ISO, UTC.
 */
export async function saveInvoices(
  db: Database,
  { id: connectionId, name, currency }: Pick<Connection, 'id' | 'name' | 'currency'>,
  given: readonly Draft<InvoiceLine>[],
  { dryRun = false, actor = MACHINE, at = new Date().toISOString() }: SaveOptions = {},
): Promise<SavedInvoices> {
  const faults = given.flatMap((line, index): LineNote[] => {
    if (currency === null) return [{ at: index, field: 'currency', message: `is unknown: ${name} has no cost yet` }];
    if (line.currency === null || line.currency === currency) return [];
    return [{ at: index, field: 'currency', message: `must be ${currency}, in which ${name} is billed` }];
  });
  if (faults.length > 0 || currency === null) return { kind: 'refused', faults };
  const lines = given.map((line) => ({ ...line, currency, number: line.number || UNNAMED }));
  const twice = repeatedLines(INVOICE, lines).map(({ at: index }) => ({
    ...{
      at: index,
      field: 'number',
      message: `names an invoice of its month that another line names (none is ${UNNAMED})`,
    },
  }));
  if (twice.length > 0) return { kind: 'refused', faults: twice };
  const work = async (tx: Transaction, write: boolean): Promise<SavedInvoices> => {
    const [stored, books] = await Promise.all([
      tx.prisma.invoice.findMany({ where: { connectionId } }),
      tx.prisma.monthBook.findMany({ where: { connectionId }, select: { month: true } }),
    ]);
    const entries = stored.map(({ month, number, amount }): InvoiceLine => ({ month, number, amount, currency }));
    const change = planChange(INVOICE, entries, lines);
    if (write) {
      const entered = [...change.added, ...change.changed.map(({ after }) => after)];
      for (const { month, number, amount } of entered)
        await saveInvoice(tx, { connectionId, month, number, amount, enteredBy: actor.actor }, at, actor);
      for (const { month, number } of change.removed) {
        const found = stored.find((each) => each.month === month && each.number === number);
        if (found) await removeInvoice(tx, found.id, actor, at);
      }
    }
    const months = new Set(books.map(({ month }) => month));
    const warnings = lines.flatMap(({ month }, index): LineNote[] =>
      months.has(month) ? [] : [{ at: index, field: 'month', message: `${name} has no cost stored of ${month}` }],
    );
    return { kind: 'saved', change, warnings };
  };
  return transaction(db, (tx) => work(tx, !dryRun));
}

type SaveOptions = { readonly dryRun?: boolean; readonly actor?: Actor; readonly at?: string };

/** What an invoice is called that came without a number: the one of AWS itself. */
const UNNAMED = 'AWS';
