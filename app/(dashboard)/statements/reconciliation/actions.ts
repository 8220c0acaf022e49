'use server';

import { revalidatePath } from 'next/cache';
import { z } from 'zod';
import type { InvoiceReply } from '@/components/statement/invoice-form';
import { findPageViewer } from '@/lib/auth/page-viewer';
import { requireRole } from '@/lib/auth/viewer';
import { AppError } from '@/lib/errors';
import { parseDecimal } from '@/lib/finance/money';
import { isMonth } from '@/lib/finance/month';
import { getConnection } from '@/lib/store/connections';
import { removeInvoice as removeStored, saveInvoice as storeInvoice } from '@/lib/store/invoices';
import { log } from '@/lib/telemetry/log';

const invoice = z.object({
  connection: z.string().min(1).max(200),
  month: z.string().refine(isMonth, 'The month is not one such as 2026-10.'),
  number: z.string().trim().min(1, 'An invoice needs a number or a name.').max(80),
  amount: z
    .string()
    .trim()
    .regex(/^-?\d{1,9}(\.\d{1,9})?$/, 'Write the amount in digits with a decimal point, such as 1234.56.'),
});

/** Enters an invoice; one of the same month and number is replaced. */
export async function enterInvoice(given: unknown): Promise<InvoiceReply> {
  return told(async (db, name) => {
    const parsed = invoice.safeParse(given);
    if (!parsed.success) return { ok: false, error: parsed.error.issues[0]?.message ?? 'The invoice is not right.' };
    const { connection, month, number, amount } = parsed.data;
    const { id } = await getConnection(db.scope, connection);
    const content = { connectionId: id, month, number, amount: parseDecimal(amount), enteredBy: name };
    await storeInvoice(db.scope.db, content, new Date().toISOString());
    return { ok: true };
  });
}

/** Takes an invoice away. */
export async function removeInvoice(id: unknown): Promise<InvoiceReply> {
  return told(async ({ scope }) => {
    await removeStored(scope.db, z.string().min(1).max(100).parse(id));
    return { ok: true };
  });
}

type Enterer = Awaited<ReturnType<typeof findPageViewer>>;

async function told(work: (viewer: Enterer, name: string) => Promise<InvoiceReply>): Promise<InvoiceReply> {
  try {
    const viewer = await findPageViewer();
    requireRole(viewer, ['admin', 'finance']);
    const reply = await work(viewer, viewer.name);
    if (reply.ok) revalidatePath('/statements', 'layout');
    return reply;
  } catch (error) {
    if (error instanceof AppError) return { ok: false, error: error.message };
    log.error({ error }, 'an invoice could not be entered');
    return { ok: false, error: 'That did not work; nothing was changed.' };
  }
}
