import type { Day } from '@/lib/finance/month';
import { accountHoldsOn, holdsOn } from './organization';
import { Prisma, readRows, textList } from './rows';
import { type AccountScope, withinScope } from './scope';

/** Where accounts of a day lie: their parents, the parents of units, the root among them, and the names of both. */
export type DayPlacements = {
  readonly accounts: ReadonlyMap<string, { readonly parentId: string | null; readonly name: string }>;
  readonly units: ReadonlyMap<string, { readonly parentId: string | null; readonly name: string }>;
};

/**
 * Reads where the accounts in scope lay on some days, as `getOrganization` does, and nothing else of them. Days between which
 * nothing changed share one answer: a year of an organization that nobody moved is one read.
 */
export async function listPlacementDays(
  scope: AccountScope,
  connectionId: string,
  days: readonly Day[],
): Promise<ReadonlyMap<Day, DayPlacements>> {
  const since = await organizationDays(scope, connectionId, days);
  const read = new Map([...new Set(since.values())].map((day) => [day, readPlacements(scope, connectionId, day)]));
  const found = new Map<Day, DayPlacements>();
  for (const [asked, day] of since) {
    const placements = await read.get(day);
    if (placements) found.set(asked, placements);
  }
  return found;
}

/** For each day the one since which the organization is recorded as it is on it: what holds on one, holds on the other. */
export async function organizationDays(
  scope: AccountScope,
  connectionId: string,
  days: readonly Day[],
): Promise<ReadonlyMap<Day, Day>> {
  const { first, changes } = await readChanges(scope, connectionId);
  return new Map(
    days.map((asked) => {
      const day = first !== undefined && first > asked ? first : asked;
      return [asked, changes.findLast((each) => each <= day) ?? day];
    }),
  );
}

/** The first day of any walk, and every day on which something may have changed, in order. */
async function readChanges({ db }: AccountScope, connectionId: string) {
  const days = (table: string, day: string) =>
    Prisma.sql`SELECT ${Prisma.raw(day)} AS "day" FROM ${Prisma.raw(`"${table}"`)} WHERE "connectionId" = ${connectionId}`;
  const [changes, [first]] = await Promise.all([
    readRows<[Day]>(
      db,
      [{ sql: Prisma.raw('"day"') }],
      Prisma.sql`SELECT "day" FROM (${days('AccountVersion', '"from"')} UNION ${days('AccountVersion', '"to"')}
        UNION ${days('AccountVersion', `coalesce(substr("joinedAt", 1, 10), '')`)}
        UNION ${days('UnitVersion', '"from"')} UNION ${days('UnitVersion', '"to"')}) AS changes
        WHERE "day" <> '' ORDER BY "day"`,
    ),
    readRows<[Day]>(
      db,
      [{ sql: Prisma.raw('"day"') }],
      Prisma.sql`SELECT min("from") AS "day" FROM "AccountVersion" WHERE "connectionId" = ${connectionId}`,
    ),
  ]);
  return { first: first?.[0] ?? undefined, changes: changes.map(([day]) => day) };
}

async function readPlacements(scope: AccountScope, connectionId: string, day: Day): Promise<DayPlacements> {
  const columns = ['id', 'parentId', 'name'].map((name) => ({ sql: Prisma.raw(`"${name}"`) }));
  const [accounts, units] = await Promise.all([
    readRows<[string, string | null, string]>(
      scope.db,
      columns,
      Prisma.sql`SELECT v."accountId" AS "id", v."parentId", v."name" FROM "AccountVersion" v
        WHERE v."connectionId" = ${connectionId} AND ${accountHoldsOn(day)}
          AND ${withinScope(scope, Prisma.raw('v."accountId"'))}`,
    ),
    readRows<[string, string | null, string]>(
      scope.db,
      columns,
      Prisma.sql`SELECT "unitId" AS "id", "parentId", "name" FROM "UnitVersion"
        WHERE "connectionId" = ${connectionId} AND ${holdsOn(day)}
        UNION ALL SELECT "rootId", NULL, "rootName" FROM "Organization" WHERE "connectionId" = ${connectionId}`,
    ),
  ]);
  return {
    accounts: new Map(accounts.map(([id, parentId, name]) => [id, { parentId, name }])),
    units: new Map(units.map(([id, parentId, name]) => [id, { parentId, name }])),
  };
}

/** The last known names of accounts in scope, of those that left the organization as well. */
export async function listAccountNames(
  scope: AccountScope,
  connectionId: string,
  ids: Iterable<string>,
): Promise<Map<string, string>> {
  const rows = await readRows<[string, string]>(
    scope.db,
    ['accountId', 'name'].map((name) => ({ sql: Prisma.raw(`"${name}"`) })),
    Prisma.sql`SELECT a."accountId", a."name" FROM "Account" a WHERE a."connectionId" = ${connectionId}
      AND a."accountId" IN ${textList(scope.db.provider, ids)} AND ${withinScope(scope, Prisma.raw('a."accountId"'))}`,
  );
  return new Map(rows);
}
