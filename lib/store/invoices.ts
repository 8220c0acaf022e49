import { randomUUID } from 'node:crypto';
import { AppError } from '@/lib/errors';
import type { Month, MonthRange } from '@/lib/finance/month';
import type { Writer } from './database';
import { type AccountScope, seesAll } from './scope';

/** An invoice of AWS as somebody typed it in. `amount` in units of 10⁻⁹ of its connection's currency. */
export type Invoice = {
  readonly id: string;
  readonly connectionId: string;
  readonly month: Month;
  /** What it is called; a month may have several, since Marketplace bills apart. */
  readonly number: string;
  readonly amount: bigint;
  readonly enteredBy: string;
};

/** The invoices of a connection, by month and number. They are of the whole organization: a scope of some accounts gets none. */
export async function listInvoices(
  scope: AccountScope,
  connectionId: string,
  { from, to }: MonthRange,
): Promise<Invoice[]> {
  if (!seesAll(scope)) return [];
  const rows = await scope.db.prisma.invoice.findMany({
    where: { connectionId, month: { gte: from, lt: to } },
    orderBy: [{ month: 'asc' }, { number: 'asc' }],
  });
  return rows.map(({ enteredAt: _, ...invoice }) => invoice);
}

/** Enters an invoice; one of the same connection, month and number is replaced. */
export async function saveInvoice(
  db: Writer,
  { connectionId, month, number, amount, enteredBy }: Omit<Invoice, 'id'>,
  enteredAt: string,
): Promise<void> {
  const content = { amount, enteredBy, enteredAt };
  await db.prisma.invoice.upsert({
    where: { connectionId_month_number: { connectionId, month, number } },
    create: { id: randomUUID(), connectionId, month, number, ...content },
    update: content,
  });
}

/** Takes an invoice away. @throws AppError `not-found` */
export async function removeInvoice(db: Writer, id: string): Promise<void> {
  const { count } = await db.prisma.invoice.deleteMany({ where: { id } });
  if (count === 0) throw new AppError('not-found', 'There is no such invoice any more.');
}
