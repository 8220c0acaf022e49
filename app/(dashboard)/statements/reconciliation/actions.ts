'use server';

import { revalidatePath } from 'next/cache';
import { z } from 'zod';
import type { InvoiceReply } from '@/components/statement/invoice-form';
import { pageActor } from '@/lib/auth/actor';
import { findPageViewer } from '@/lib/auth/page-viewer';
import { requireRole, type Viewer } from '@/lib/auth/viewer';
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
  return told(async (viewer) => {
    const parsed = invoice.safeParse(given);
    if (!parsed.success) return { ok: false, error: parsed.error.issues[0]?.message ?? 'The invoice is not right.' };
    const { connection, month, number, amount } = parsed.data;
    const { id } = await getConnection(viewer.scope, connection);
    const content = { connectionId: id, month, number, amount: parseDecimal(amount), enteredBy: viewer.name };
    await storeInvoice(viewer.scope.db, content, new Date().toISOString(), await pageActor(viewer));
    return { ok: true };
  });
}

/** Takes an invoice away. */
export async function removeInvoice(id: unknown): Promise<InvoiceReply> {
  return told(async (viewer) => {
    await removeStored(viewer.scope.db, z.string().min(1).max(100).parse(id), await pageActor(viewer));
    return { ok: true };
  });
}

async function told(work: (viewer: Viewer) => Promise<InvoiceReply>): Promise<InvoiceReply> {
  try {
    const viewer = await findPageViewer();
    requireRole(viewer, ['admin', 'finance']);
    const reply = await work(viewer);
    if (reply.ok) revalidatePath('/statements', 'layout');
    return reply;
  } catch (error) {
    if (error instanceof AppError) return { ok: false, error: error.message };
    log.error({ error }, 'an invoice could not be entered');
    return { ok: false, error: 'That did not work; nothing was changed.' };
  }
}
