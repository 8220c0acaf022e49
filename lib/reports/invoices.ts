import { requireOrganization, type Viewer } from '@/lib/auth/viewer';
import { AppError } from '@/lib/errors';
import type { InvoiceLine } from '@/lib/finance/input-kind';
import type { MonthRange } from '@/lib/finance/month';
import { type Connection, getConnection, listConnections } from '@/lib/store/connections';
import { listInvoices } from '@/lib/store/invoices';

const EVER = { from: '0000-01', to: '9999-12' };

/**
 * The connection that invoices are of: the one that is named, or the only one that there is.
 * @throws AppError `not-found`; `invalid-input` where there are several and none is named
 */
export async function invoicedConnection({ scope }: Viewer, named: string | null): Promise<Connection> {
  if (named !== null) return getConnection(scope, named);
  const all = await listConnections(scope);
  const [only, ...others] = all;
  if (!only) throw new AppError('not-found', 'There is no connection yet that invoices could be of.');
  if (others.length === 0) return only;
  throw new AppError(
    'invalid-input',
    `There are ${all.length} connections: ${all.map(({ name }) => name).join(', ')}.`,
    {
      fix: 'Say which one is meant.',
      errors: [{ field: 'connection', message: 'is missing' }],
    },
  );
}

/**
 * The invoices of a connection as they were entered; `months` null is all of them.
 * @throws AppError as `invoicedConnection`; `forbidden` for a reader of a part
 */
export async function readInvoices(
  viewer: Viewer,
  { connection: named, months }: { readonly connection: string | null; readonly months: MonthRange | null },
): Promise<InvoiceLine[]> {
  requireOrganization(viewer);
  const { id, currency } = await invoicedConnection(viewer, named);
  const found = await listInvoices(viewer.scope, id, months ?? EVER);
  return found.map(({ month, amount, number }) => ({ month, amount, number, currency: currency ?? '' }));
}
