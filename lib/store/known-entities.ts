import type { Writer } from './database';
import { Prisma, readRows, textList } from './rows';

/**
 * Which connections ever saw these entities (`account:…`, `ou:…`, a root as `ou:r-…`); an entity that none did is not in
 * the answer, and no project is: projects exist by being named.
 */
export async function findKnownEntities(db: Writer, entities: Iterable<string>): Promise<Map<string, string[]>> {
  const found = await readRows<[string, string]>(
    db,
    ['entity', 'connectionId'].map((name) => ({ sql: Prisma.raw(`"${name}"`) })),
    Prisma.sql`SELECT * FROM (
        SELECT 'account:' || "accountId" AS "entity", "connectionId" FROM "Account"
        UNION SELECT 'ou:' || "unitId", "connectionId" FROM "UnitVersion"
        UNION SELECT 'ou:' || "rootId", "connectionId" FROM "Organization"
      ) AS known WHERE "entity" IN ${textList(db.provider, entities)}`,
  );
  const known = new Map<string, string[]>();
  for (const [entity, connectionId] of found) known.set(entity, [...(known.get(entity) ?? []), connectionId]);
  return known;
}
