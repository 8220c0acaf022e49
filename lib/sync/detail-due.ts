import { z } from 'zod';
import type { Writer } from '@/lib/store/database';
import { getSetting, saveSetting } from '@/lib/store/settings';
import { WEEK_AGE } from './due';

/** When `detail` was last asked, ISO, and under which rules; null when it never was. */
export type DetailReading = { readonly at: string; readonly ruleSetId: number } | null;

const detailSetting = z.object({ at: z.string(), ruleSetId: z.number() }).nullable().catch(null);
const keyOf = (connectionId: string) => `detail:${connectionId}`;

export const findDetailReading = async (db: Writer, connectionId: string): Promise<DetailReading> =>
  detailSetting.parse(await getSetting(db, keyOf(connectionId)));

export const saveDetailReading = (db: Writer, connectionId: string, reading: DetailReading): Promise<void> =>
  saveSetting(db, keyOf(connectionId), reading);

export type DetailFacts = {
  readonly reading: DetailReading;
  readonly ruleSetId: number;
  readonly hasChains: boolean;
  /** When AWS last finished a tag backfill; ISO. */
  readonly definitionsChangedAt: string | null;
};

/**
 * What of `detail` is due (`finance.md` §5): everything at the first sync, weekly, after a backfill and on `--full`, which is
 * also how a month is read before it is closed; after a change of the rules only what was never asked.
 */
export function dueDetail(
  { reading, ruleSetId, hasChains, definitionsChangedAt }: DetailFacts,
  now: Date,
  full: boolean,
): 'all' | 'missing' | null {
  if (!hasChains) return null;
  if (full || reading === null) return 'all';
  if (now.getTime() - Date.parse(reading.at) >= WEEK_AGE) return 'all';
  if (definitionsChangedAt !== null && definitionsChangedAt > reading.at) return 'all';
  return reading.ruleSetId === ruleSetId ? null : 'missing';
}
