import { randomUUID } from 'node:crypto';
import { AppError } from '@/lib/errors';
import { formatDecimal } from '@/lib/finance/money';
import type { Month, MonthRange } from '@/lib/finance/month';
import { type Actor, MACHINE, MACHINE_ORIGIN, type Origin, recordAudit } from './audit';
import { type Transaction, transaction, type Writer } from './database';
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

/** Enters an invoice, as an act of `enteredBy`; one of the same connection, month and number is replaced. */
export async function saveInvoice(
  db: Writer,
  { connectionId, month, number, amount, enteredBy }: Omit<Invoice, 'id'>,
  enteredAt: string,
  origin: Origin = MACHINE_ORIGIN,
): Promise<void> {
  const content = { amount, enteredBy, enteredAt };
  await transaction(db, async (tx) => {
    const where = { connectionId_month_number: { connectionId, month, number } };
    const known = await tx.prisma.invoice.findUnique({ where });
    await tx.prisma.invoice.upsert({
      where,
      create: { id: randomUUID(), connectionId, month, number, ...content },
      update: content,
    });
    await recordAudit(tx, {
      ...{ at: enteredAt, actor: enteredBy, via: origin.via, address: origin.address, action: 'invoice.enter' },
      subject: await subjectOf(tx, { connectionId, month, number }),
      ...{ before: known && { amount: formatDecimal(known.amount) }, after: { amount: formatDecimal(amount) } },
    });
  });
}

async function subjectOf(
  tx: Transaction,
  { connectionId: id, month, number }: Pick<Invoice, 'connectionId' | 'month' | 'number'>,
): Promise<string> {
  const connection = await tx.prisma.connection.findUnique({ where: { id }, select: { name: true } });
  return `${number}, ${month} of ${connection?.name ?? id}`;
}

/** Takes an invoice away. @throws AppError `not-found` */
export async function removeInvoice(
  db: Writer,
  id: string,
  by: Actor = MACHINE,
  at = new Date().toISOString(),
): Promise<void> {
  await transaction(db, async (tx) => {
    const known = await tx.prisma.invoice.findUnique({ where: { id } });
    const { count } = await tx.prisma.invoice.deleteMany({ where: { id } });
    if (!known || count === 0) throw new AppError('not-found', 'There is no such invoice any more.');
    await recordAudit(tx, {
      ...{ ...by, at, action: 'invoice.remove', subject: await subjectOf(tx, known) },
      ...{ before: { amount: formatDecimal(known.amount), enteredBy: known.enteredBy }, after: null },
    });
  });
}
