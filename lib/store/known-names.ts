import { chainKeysOf } from '@/lib/finance/cube';
import { homeOfKey } from '@/lib/finance/home';
import type { KnownNames } from '@/lib/finance/rules-warnings';
import type { Writer } from './database';
import { readJson, tagsColumn } from './json-text';
import { Prisma, readRows, type Sql } from './rows';

/** Every name that rules may use and the store has seen, over all connections: what `rulesWarnings` holds rules to. */
export async function findKnownNames(db: Writer): Promise<KnownNames> {
  const texts = async (query: Sql): Promise<string[]> => {
    const rows = await readRows<[string]>(db, [{ sql: Prisma.raw('"name"') }], query);
    return rows.map(([name]) => name);
  };
  const [accounts, units, tags, active, cubes, homes, months] = await Promise.all([
    texts(Prisma.sql`SELECT DISTINCT "accountId" AS "name" FROM "Account"`),
    texts(Prisma.sql`SELECT "unitId" AS "name" FROM "UnitVersion" UNION SELECT "rootId" FROM "Organization"`),
    texts(Prisma.sql`SELECT DISTINCT "tags" AS "name" FROM "AccountVersion"`),
    texts(Prisma.sql`SELECT DISTINCT "key" AS "name" FROM "TagKey"`),
    texts(Prisma.sql`SELECT DISTINCT "cube" AS "name" FROM "Published"`),
    texts(Prisma.sql`SELECT DISTINCT s."home" AS "name" FROM "DerivedMonth" m
      JOIN "Slice" s ON s."derivationId" = m."derivationId" WHERE s."home" LIKE 'project:%'`),
    texts(Prisma.sql`SELECT DISTINCT "month" AS "name" FROM "MonthBook"`),
  ]);
  return {
    accounts: new Set(accounts),
    units: new Set(units),
    accountTagKeys: new Set(tags.flatMap((text) => Object.keys(readJson(tagsColumn, text, 'AccountVersion.tags')))),
    // The keys of a bill from a file stand in its cubes alone.
    tagKeys: new Set([...active, ...cubes.flatMap((cube) => chainKeysOf(cube) ?? [])]),
    projects: new Set(homes.flatMap((key) => projectOf(key))),
    firstMonth: months.sort()[0] ?? null,
  };
}

function projectOf(key: string): string[] {
  const home = homeOfKey(key);
  return home.kind === 'project' ? [home.id] : [];
}
