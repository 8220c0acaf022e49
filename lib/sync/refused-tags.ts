import { z } from 'zod';
import type { Database } from '@/lib/store/database';
import { getSetting, saveSetting } from '@/lib/store/settings';
import { WEEK_AGE } from './due';

/** Tag key → instant at which AWS last refused a query for it. */
const refusedTags = z.record(z.string(), z.string()).catch({});
const keyOf = (connectionId: string) => `refusedTags:${connectionId}`;

/** Keys that AWS refused within a week: a key that was switched off is not paid for at every sync. */
export async function findRefusedTagKeys(db: Database, connectionId: string, now: Date): Promise<Set<string>> {
  const all = refusedTags.parse((await getSetting(db, keyOf(connectionId))) ?? {});
  return new Set(Object.entries(all).flatMap(([key, at]) => (now.getTime() - Date.parse(at) < WEEK_AGE ? [key] : [])));
}

/** Remembers that AWS refused a key at an instant; its earlier readings stay as they are. */
export async function saveRefusedTagKey(db: Database, connectionId: string, key: string, at: string): Promise<void> {
  const all = refusedTags.parse((await getSetting(db, keyOf(connectionId))) ?? {});
  await saveSetting(db, keyOf(connectionId), { ...all, [key]: at });
}
