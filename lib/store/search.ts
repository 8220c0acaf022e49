import { Prisma, readRows } from './rows';
import { type AccountScope, withinScope } from './scope';

/** An account or a unit whose name, id or e-mail holds the words. */
export type Found = {
  readonly kind: 'account' | 'ou';
  readonly connectionId: string;
  readonly id: string;
  readonly name: string;
  readonly email: string | null;
};

/** The words as a pattern of LIKE: what means something there means itself. */
const patternOf = (words: string): string => `%${words.toLowerCase().replace(/[\\%_]/g, (sign) => `\\${sign}`)}%`;

/**
 * Accounts and units as they stand today, and former accounts, by a part of the name, id or e-mail; letters of any case
 * (beyond ASCII, of the case given). Those whose name begins with the words come first. Units are for readers of
 * everything.
 */
export async function searchOrganization(scope: AccountScope, words: string, limit: number): Promise<Found[]> {
  const { db, accounts } = scope;
  const [like, start] = [patternOf(words), patternOf(words).slice(1)];
  const hit = (column: string) => Prisma.sql`lower(${Prisma.raw(column)}) LIKE ${like} ESCAPE '\\'`;
  const units =
    accounts === 'all'
      ? Prisma.sql`UNION ALL SELECT 'ou', u."connectionId", u."unitId", u."name", NULL FROM "UnitVersion" u
          WHERE u."to" = '' AND (${hit('u."name"')} OR ${hit('u."unitId"')})`
      : Prisma.empty;
  const rows = await readRows<[Found['kind'], string, string, string, string | null]>(
    db,
    ['kind', 'connectionId', 'id', 'name', 'email'].map((name) => ({ sql: Prisma.raw(`"${name}"`) })),
    Prisma.sql`SELECT * FROM (
        SELECT 'account' AS "kind", a."connectionId" AS "connectionId", a."accountId" AS "id", a."name" AS "name", v."email" AS "email"
        FROM "Account" a LEFT JOIN "AccountVersion" v
          ON v."connectionId" = a."connectionId" AND v."accountId" = a."accountId" AND v."to" = ''
        WHERE (${hit('a."name"')} OR ${hit('a."accountId"')} OR ${hit('v."email"')}) AND ${withinScope(scope, Prisma.raw('a."accountId"'))}
        ${units}
      ) AS found
      ORDER BY CASE WHEN lower("name") LIKE ${start} ESCAPE '\\' THEN 0 ELSE 1 END, lower("name"), "id" LIMIT ${limit}`,
  );
  return rows.map(([kind, connectionId, id, name, email]) => ({ kind, connectionId, id, name, email }));
}
