import { type CubeName, tagCube } from '@/lib/finance/cube';
import type { Connection } from '@/lib/store/connections';
import type { Database } from '@/lib/store/database';
import { listTagKeys } from '@/lib/store/discovery';
import type { AccountScope } from '@/lib/store/scope';
import { tagCubesOf } from './chain-cubes';
import { expectedRequests } from './expected-requests';
import { requestsOfMonth } from './planned-query';
import { loadSyncState } from './sync-state';
import { chooseTagKeys } from './tag-choice';
import { daysOfRange } from './window';

/** A cost-allocation tag key, and what it takes to read it: expected Cost Explorer requests. */
export type TagKeyPlan = {
  readonly key: string;
  /** In AWS's words; null for a key that was chosen and that AWS does not list. */
  readonly type: string | null;
  readonly status: string | null;
  /** AWS's ISO text. */
  readonly lastUsedAt: string | null;
  readonly read: boolean;
  /** The rules name it in a chain: what that takes is in `others`, and no choice ends it. */
  readonly inChain: boolean;
  /** Once, for all months that AWS serves. */
  readonly first: number;
  /** Added to a month of daily syncs. */
  readonly monthly: number;
};

export type TagPlan = {
  /** The keys that are read, then the other active ones, then the rest; each in the order of their letters. */
  readonly keys: readonly TagKeyPlan[];
  /** Requests of a month of daily syncs without any chosen tag key, the chains of the rules included; with Σ `monthly` of those read, the whole of it. */
  readonly others: number;
};

/** Every tag key of a connection and its price in requests, from the store alone: AWS is not asked. */
export async function planTagKeys(
  db: Database,
  scope: AccountScope,
  connection: Connection,
  now: Date,
): Promise<TagPlan> {
  const [{ wanted, size, rules }, listed] = await Promise.all([
    loadSyncState(db, scope, connection, now),
    listTagKeys(scope, connection.id),
  ]);
  const chained = new Set([...rules.dimensions.project, ...rules.dimensions.environment]);
  const inRules = tagCubesOf(rules, []);
  const chosen = chooseTagKeys(connection.settings.tagKeys, listed).keys;
  const isRead = (key: string) => chosen.includes(key) || inRules.includes(tagCube(key));
  const known = new Map(listed.map((each) => [each.key, each]));
  const monthOf = (tagCubes: readonly CubeName[]) => requestsOfMonth({ ...wanted, tagCubes }, size);
  const others = monthOf(inRules);
  const rank = (key: string) => (isRead(key) ? 0 : known.get(key)?.status === 'Active' ? 1 : 2);
  const keys = [...new Set([...known.keys(), ...chosen, ...chained])].sort(
    (a, b) => rank(a) - rank(b) || (a < b ? -1 : 1),
  );
  return {
    keys: keys.map((key) => ({
      key,
      type: known.get(key)?.type ?? null,
      status: known.get(key)?.status ?? null,
      lastUsedAt: known.get(key)?.lastUsedAt ?? null,
      read: isRead(key),
      inChain: chained.has(key),
      first: expectedRequests(size, tagCube(key), wanted.months, daysOfRange(wanted.months)),
      monthly: monthOf(tagCubesOf(rules, [key])) - others,
    })),
    others,
  };
}
