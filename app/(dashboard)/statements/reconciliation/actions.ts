'use server';

import { revalidatePath } from 'next/cache';
import { z } from 'zod';
import type { FileReply } from '@/components/inputs/input-actions';
import type { InvoiceReply } from '@/components/statement/invoice-form';
import { pageActor } from '@/lib/auth/actor';
import { findPageViewer } from '@/lib/auth/page-viewer';
import { requireRole, type Viewer } from '@/lib/auth/viewer';
import { AppError } from '@/lib/errors';
import { readInputCsv } from '@/lib/exchange/input-csv';
import { INVOICE } from '@/lib/finance/input-kind';
import { parseDecimal } from '@/lib/finance/money';
import { isMonth } from '@/lib/finance/month';
import { getConnection } from '@/lib/store/connections';
import { saveInvoices } from '@/lib/store/invoice-lines';
import { removeInvoice as removeStored, saveInvoice as storeInvoice } from '@/lib/store/invoices';
import { log } from '@/lib/telemetry/log';
import { toSaved, totalsOf } from '../../settings/inputs/input-lines';

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

/** Reads a file of invoices of a connection and stores all of them or none; a dry run stores nothing. */
export async function importInvoices(connectionId: unknown, form: FormData, dryRun: unknown): Promise<FileReply> {
  const refused = (faults: Extract<FileReply, { ok: false }>['faults'], message = 'Nothing was stored.') =>
    ({ ok: false, message, faults }) as const;
  try {
    const viewer = await findPageViewer();
    requireRole(viewer, ['admin', 'finance']);
    const connection = await getConnection(viewer.scope, z.string().min(1).max(200).parse(connectionId));
    const bytes = new Uint8Array(await z.instanceof(File).parse(form.get('file')).arrayBuffer());
    const { lines, numbers, faults } = readInputCsv(INVOICE, bytes);
    if (faults.length > 0) return refused(faults);
    if (lines.length === 0) return refused([], 'The file has a header and no lines.');
    const how = { dryRun: dryRun !== false, actor: await pageActor(viewer) };
    const saved = await saveInvoices(viewer.scope.db, connection, lines, how);
    const lineOf = (at: number) => numbers[at] ?? 0;
    if (saved.kind === 'refused') {
      return refused(saved.faults.map(({ at, field, message }) => ({ line: lineOf(at), field, message })));
    }
    const { change } = saved;
    const entries = [...change.added, ...change.changed.map(({ after }) => after), ...change.unchanged];
    if (!how.dryRun) revalidatePath('/statements', 'layout');
    return {
      ...toSaved(INVOICE, { change, warnings: saved.warnings.map((note) => ({ ...note, at: lineOf(note.at) })) }),
      ...{ lines: lines.length, totals: totalsOf(INVOICE, entries) },
    };
  } catch (error) {
    if (error instanceof AppError && error.status < 500) return refused([], error.message);
    log.error({ err: error }, 'invoices could not be imported');
    throw error;
  }
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
