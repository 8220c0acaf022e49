import { AppError } from '@/lib/errors';
import { type Actor, MACHINE, recordAudit } from '@/lib/store/audit';
import { type Connection, updateConnection } from '@/lib/store/connections';
import { type Database, transaction } from '@/lib/store/database';
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
  actor: Actor = MACHINE,
): Promise<Connection> {
  const save = (tagKeys: string[] | null) =>
    transaction(db, async (tx) => {
      const after = await updateConnection(tx, connection.id, { settings: { tagKeys } });
      await recordAudit(tx, {
        ...{ ...actor, at: new Date().toISOString(), action: 'connection.change', subject: connection.name },
        ...{ before: { tagKeys: connection.settings.tagKeys }, after: { tagKeys } },
      });
      return after;
    });
  if (connection.kind !== 'aws' && connection.kind !== 'demo') {
    throw new AppError('invalid-input', `${connection.name} is a bill from a file: all of its tag keys are read.`);
  }
  if (keys === null) return save(null);
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
  return save(chosen);
}
