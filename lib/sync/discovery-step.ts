import { z } from 'zod';
import { type CostCategory, listCostCategories, replaceCostCategories, replaceTagKeys } from '@/lib/store/discovery';
import { type SyncStep, updateStep } from '@/lib/store/runs';
import { getSetting, saveSetting } from '@/lib/store/settings';
import type { SyncContext } from './context';
import { pullDefinitions, pullLastBackfill } from './definitions';
import { stepQuery } from './step-query';

const discoverySetting = z
  .object({
    /** Instants, ISO: when tags and categories, and when backfills were last asked. */
    definitionsAt: z.string().nullable(),
    backfillsAt: z.string().nullable(),
    /** When AWS last finished a tag backfill; readings before it are stale. */
    changedAt: z.string().nullable(),
    /** When a cost category was last found to be another one than before. */
    categoriesChangedAt: z.string().nullable().default(null),
  })
  .catch({ definitionsAt: null, backfillsAt: null, changedAt: null, categoriesChangedAt: null });
export type Discovery = z.infer<typeof discoverySetting>;

const keyOf = (connectionId: string) => `discovery:${connectionId}`;

/** What discovery last told of a connection. */
export const findDiscovery = async (db: SyncContext['db'], connectionId: string): Promise<Discovery> =>
  discoverySetting.parse((await getSetting(db, keyOf(connectionId))) ?? null);

export const saveDiscovery = (db: SyncContext['db'], connectionId: string, discovery: Discovery): Promise<void> =>
  saveSetting(db, keyOf(connectionId), discovery);

/**
 * True when a category that was known has another start or state: AWS rewrites months then, at equal totals. A new one has
 * no reading that could be stale.
 */
function isChanged(known: readonly CostCategory[], found: readonly CostCategory[]): boolean {
  const before = new Map(known.map((each) => [each.name, each]));
  return found.some(({ name, arn, effectiveStart, status }) => {
    const old = before.get(name);
    return old && (old.arn !== arn || old.effectiveStart !== effectiveStart || old.status !== status);
  });
}

/** Which keys and categories there are (weekly) and whether AWS rewrote tag history (daily). Every request is billed. */
export async function runDiscoveryStep(context: SyncContext, step: SyncStep): Promise<void> {
  const query = stepQuery.parse(step.query);
  if (query.kind !== 'discovery') throw new TypeError(`not a discovery step: ${step.name}`);
  const { db, scope, connection, clients } = context;
  const known = await findDiscovery(db, connection.id);
  const now = context.clock().toISOString();
  let { definitionsAt, backfillsAt, changedAt, categoriesChangedAt } = known;
  if (query.definitions) {
    const { tagKeys, categories } = await pullDefinitions(clients, context.notify);
    if (isChanged(await listCostCategories(scope, connection.id), categories)) categoriesChangedAt = now;
    await replaceTagKeys(db, connection.id, tagKeys, now);
    await replaceCostCategories(db, connection.id, categories, now);
    definitionsAt = now;
  }
  if (query.backfills) {
    const finished = await pullLastBackfill(clients, context.notify);
    changedAt =
      [finished, changedAt]
        .flatMap((at) => at ?? [])
        .sort()
        .at(-1) ?? null;
    backfillsAt = now;
  }
  await saveDiscovery(db, connection.id, { definitionsAt, backfillsAt, changedAt, categoriesChangedAt });
  await context.lease.write((tx) => updateStep(tx, step.id, { status: 'done' }));
}
