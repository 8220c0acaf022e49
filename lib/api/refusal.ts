import { AppError } from '@/lib/errors';
import type { Unavailable } from '@/lib/reports/shapes';

type Refused = Exclude<Unavailable, { kind: 'no-connection' }>;

/** Why a read has no books, as the error of an API call. A month that is not stored is an error, never a zero. */
export function refusalOf(outcome: Refused): AppError {
  switch (outcome.kind) {
    case 'unknown-connection':
      return new AppError('not-found', `There is no connection ${outcome.connection}.`, {
        fix: 'See /connections for their ids and names.',
        errors: [{ field: 'connection', message: 'is not known' }],
      });
    case 'not-synced':
      return new AppError('not-found', `${outcome.connection.name} has no published month yet.`, {
        fix: outcome.runId ? `Its sync is under way: see /sync-runs/${outcome.runId}.` : 'Sync it first.',
      });
    case 'no-month':
      return new AppError(
        'not-found',
        `The books hold no month of ${outcome.months.from} to ${outcome.months.to} (exclusive).`,
        {
          ...(outcome.available
            ? { fix: `They hold ${outcome.available.from} to ${outcome.available.to} (exclusive).` }
            : {}),
          errors: [{ field: 'from', message: 'no month of the range is stored' }],
        },
      );
    case 'mixed-currencies': {
      const list = outcome.currencies.map(
        ({ currency, connections }) => `${currency} (${connections.map(({ name }) => name).join(', ')})`,
      );
      return new AppError('mixed-currencies', `Currencies are never added: these books are in ${list.join(' and ')}.`, {
        fix: 'Name one connection or one currency.',
        errors: outcome.currencies.map(({ currency }) => ({ field: 'currency', message: currency })),
      });
    }
  }
}
