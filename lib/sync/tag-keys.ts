import { AppError } from '@/lib/errors';
import { type Connection, updateConnection } from '@/lib/store/connections';
import type { Database } from '@/lib/store/database';
import { listTagKeys } from '@/lib/store/discovery';
import type { AccountScope } from '@/lib/store/scope';

/**
 * Stores which tag keys a connection reads from its next sync on; null leaves the choice to the planner. What was read
 * before stays in the books.
 * @throws AppError `invalid-input` for a key that is not active, unless it is one of those chosen already
 */
export async function saveTagKeys(
  db: Database,
  scope: AccountScope,
  connection: Connection,
  keys: readonly string[] | null,
): Promise<Connection> {
  if (connection.kind !== 'aws' && connection.kind !== 'demo') {
    throw new AppError('invalid-input', `${connection.name} is a bill from a file: all of its tag keys are read.`);
  }
  if (keys === null) return updateConnection(db, connection.id, { settings: { tagKeys: null } });
  const chosen = [...new Set(keys)].sort();
  const active = (await listTagKeys(scope, connection.id)).filter(({ status }) => status === 'Active');
  const allowed = new Set([...active.map(({ key }) => key), ...(connection.settings.tagKeys ?? [])]);
  const refused = chosen.filter((key) => !allowed.has(key));
  if (refused.length > 0) {
    throw new AppError('invalid-input', `Not an active cost-allocation tag key: ${refused.join(', ')}.`, {
      fix: 'Activate it in the Billing console of the payer, under Cost allocation tags; a sync lists it within a week.',
      errors: refused.map((key) => ({ field: 'keys', message: `${key} is not active` })),
    });
  }
  return updateConnection(db, connection.id, { settings: { tagKeys: chosen } });
}
