import { transaction, type Writer } from './database';
import { type AccountScope, seesConnection } from './scope';

/** A cost-allocation tag key, in AWS's own words; times are AWS's ISO texts. */
export type TagKey = {
  readonly key: string;
  readonly type: string;
  readonly status: string;
  readonly lastUpdatedAt: string | null;
  readonly lastUsedAt: string | null;
};

export type CostCategory = {
  readonly name: string;
  readonly arn: string;
  readonly effectiveStart: string;
  readonly status: string | null;
};

/** Stores the tag keys that a payer has; others are forgotten. `seenAt` is an ISO instant, UTC. */
export async function replaceTagKeys(
  db: Writer,
  connectionId: string,
  keys: readonly TagKey[],
  seenAt: string,
): Promise<void> {
  const unique = new Map(keys.map((each) => [each.key, each]));
  await transaction(db, async ({ prisma }) => {
    await prisma.tagKey.deleteMany({ where: { connectionId } });
    await prisma.tagKey.createMany({
      data: [...unique.values()].map(({ key, type, status, lastUpdatedAt, lastUsedAt }) => ({
        connectionId,
        key,
        type,
        status,
        lastUpdatedAt,
        lastUsedAt,
        seenAt,
      })),
    });
  });
}

/** The tag keys, in the order of their bytes. */
export async function listTagKeys(scope: AccountScope, connectionId: string): Promise<TagKey[]> {
  if (!(await seesConnection(scope, connectionId))) return [];
  return scope.db.prisma.tagKey.findMany({
    where: { connectionId },
    orderBy: { key: 'asc' },
    select: { key: true, type: true, status: true, lastUpdatedAt: true, lastUsedAt: true },
  });
}

/** Stores the cost categories that a payer has; others are forgotten. */
export async function replaceCostCategories(
  db: Writer,
  connectionId: string,
  categories: readonly CostCategory[],
  seenAt: string,
): Promise<void> {
  const unique = new Map(categories.map((each) => [each.name, each]));
  await transaction(db, async ({ prisma }) => {
    await prisma.costCategory.deleteMany({ where: { connectionId } });
    await prisma.costCategory.createMany({
      data: [...unique.values()].map(({ name, arn, effectiveStart, status }) => ({
        connectionId,
        name,
        arn,
        effectiveStart,
        status,
        seenAt,
      })),
    });
  });
}

export async function listCostCategories(scope: AccountScope, connectionId: string): Promise<CostCategory[]> {
  if (!(await seesConnection(scope, connectionId))) return [];
  return scope.db.prisma.costCategory.findMany({
    where: { connectionId },
    orderBy: { name: 'asc' },
    select: { name: true, arn: true, effectiveStart: true, status: true },
  });
}
