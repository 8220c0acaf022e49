import { toConnectionReply } from '@/lib/api/connections-call';
import { toRunReply } from '@/lib/api/sync-call';
import { administratorOf } from '@/lib/auth/viewer';
import { summaryOf } from '@/lib/reports/connection-summary';
import { readRun } from '@/lib/reports/sync-run';
import type { Connection } from '@/lib/store/connections';
import type { Database } from '@/lib/store/database';

/** A connection as `/connections` gives it. */
export const connectionDocument = async (db: Database, connection: Connection) =>
  toConnectionReply(await summaryOf(administratorOf(db), connection));

/** A run as `/sync-runs/{id}` gives it. */
export const runDocument = async (db: Database, id: string) => toRunReply(await readRun(administratorOf(db), id));
