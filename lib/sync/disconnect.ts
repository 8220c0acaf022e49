import { type Actor, recordAudit } from '@/lib/store/audit';
import { type Connection, removeConnection } from '@/lib/store/connections';
import type { Database } from '@/lib/store/database';
import { holdLease } from './lease-keeper';

/**
 * Removes a connection with all its figures, as an act of `actor`, recorded before the first row goes.
 * @throws AppError `sync-running` while a sync would still write rows of it
 */
export async function disconnect(db: Database, connection: Connection, actor: Actor): Promise<void> {
  const lease = await holdLease(db, connection.id);
  try {
    const { id, name, kind, currency, roleArn, managementAccountId } = connection;
    await recordAudit(db, {
      ...{ ...actor, at: new Date().toISOString(), action: 'connection.remove', subject: name },
      ...{ before: { id, kind, currency, roleArn, managementAccountId }, after: null },
    });
    await removeConnection(db, connection.id);
  } finally {
    await lease.release();
  }
}
