import type { Viewer } from '@/lib/auth/viewer';
import { readEnvironment } from '@/lib/env';
import { addMonths, firstDay, monthOf } from '@/lib/finance/month';
import type { Connection } from '@/lib/store/connections';
import { countBilled } from '@/lib/store/ledger';
import type { RequestCap } from './shapes';
import { isSynced } from './sync-plan';

/** Billed requests of this calendar month against the cap; null for a bill in a file. */
export async function readCap({ scope }: Viewer, connection: Connection, now: Date): Promise<RequestCap | null> {
  if (!isSynced(connection)) return null;
  const month = monthOf(now);
  const range = {
    from: `${firstDay(month)}T00:00:00.000Z`,
    to: `${firstDay(addMonths(month, 1))}T00:00:00.000Z`,
  };
  return {
    month,
    used: await countBilled(scope.db, connection.id, range),
    limit: connection.settings.monthlyRequestCap ?? readEnvironment().monthlyRequestCap,
  };
}
