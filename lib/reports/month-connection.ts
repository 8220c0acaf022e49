import type { Viewer } from '@/lib/auth/viewer';
import { AppError } from '@/lib/errors';
import type { Month } from '@/lib/finance/month';
import { listPublishedMonths } from '@/lib/store/books';
import { type Connection, listConnections } from '@/lib/store/connections';

/**
 * The connection whose month is meant: the one that is named, or the only one that has the month.
 * @throws AppError `not-found`; `invalid-input` where several have it and none is named
 */
export async function connectionOfMonth({ scope }: Viewer, month: Month, named: string | null): Promise<Connection> {
  const all = await listConnections(scope);
  if (named !== null) {
    const found = all.find(({ id }) => id === named) ?? all.find(({ name }) => name === named);
    if (found) return found;
    throw new AppError('not-found', `There is no connection ${named}.`, {
      errors: [{ field: 'connection', message: 'is not known' }],
    });
  }
  const having = await Promise.all(
    all.map(async (each) =>
      (await listPublishedMonths(scope, each.id)).some((of) => of.month === month) ? [each] : [],
    ),
  );
  const [only, ...others] = having.flat();
  if (!only) throw new AppError('not-found', `No connection has figures of ${month}.`);
  if (others.length === 0) return only;
  const names = [only, ...others].map(({ name }) => name);
  throw new AppError('invalid-input', `${names.length} connections have ${month}: ${names.join(', ')}.`, {
    fix: 'Say which one is meant.',
    errors: [{ field: 'connection', message: 'is missing' }],
  });
}
