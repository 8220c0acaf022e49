import type { Database } from '@/lib/store/database';
import { listPeople } from '@/lib/store/people';
import { makeSetupLink } from '@/lib/store/setup-links';

const DAY_MS = 86_400_000;

/** The secret of a new link for the first administrator, which works once within a day; null when somebody can sign in. */
export async function firstLink(db: Database, now: Date): Promise<string | null> {
  if ((await listPeople(db)).length > 0) return null;
  return makeSetupLink(db, now.toISOString(), new Date(now.getTime() + DAY_MS).toISOString());
}
