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

/** A text as a pattern of LIKE: what means something there means itself. */
const patternOf = (text: string): string => `%${text.replace(/[\\%_]/g, (sign) => `\\${sign}`)}%`;

/** Words that a search takes: more say no more. */
const MOST_WORDS = 8;

/** The words, lower case. An account id may be written in groups: `1111-2222-3333`. What no database stores is left out. */
const wordsOf = (text: string): string[] =>
  text
    .replaceAll('\0', ' ')
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '')
    .map((word) => (/^\d{4}-\d{4}(-\d{0,4})?$/.test(word) ? word.replaceAll('-', '') : word))
    .slice(0, MOST_WORDS);

/**
 * Accounts and units as they stand today, and former accounts, that have every word in their name, id or e-mail; letters
 * of any case (beyond ASCII, of the case given). Those whose name begins with the first word come first. Units are for
 * readers of everything.
 */
export async function searchOrganization(scope: AccountScope, words: string, limit: number): Promise<Found[]> {
  const { db, accounts } = scope;
  const wanted = wordsOf(words);
  const [first] = wanted;
  if (first === undefined) return [];
  const hits = (columns: readonly string[]) =>
    Prisma.join(
      wanted.map((word) => {
        const like = patternOf(word);
        const each = columns.map((column) => Prisma.sql`lower(${Prisma.raw(column)}) LIKE ${like} ESCAPE '\\'`);
        return Prisma.sql`(${Prisma.join(each, ' OR ')})`;
      }),
      ' AND ',
    );
  const start = patternOf(first).slice(1);
  const units =
    accounts === 'all'
      ? Prisma.sql`UNION ALL SELECT 'ou', u."connectionId", u."unitId", u."name", NULL FROM "UnitVersion" u
          WHERE u."to" = '' AND ${hits(['u."name"', 'u."unitId"'])}`
      : Prisma.empty;
  const rows = await readRows<[Found['kind'], string, string, string, string | null]>(
    db,
    ['kind', 'connectionId', 'id', 'name', 'email'].map((name) => ({ sql: Prisma.raw(`"${name}"`) })),
    Prisma.sql`SELECT * FROM (
        SELECT 'account' AS "kind", a."connectionId" AS "connectionId", a."accountId" AS "id", a."name" AS "name", v."email" AS "email"
        FROM "Account" a LEFT JOIN "AccountVersion" v
          ON v."connectionId" = a."connectionId" AND v."accountId" = a."accountId" AND v."to" = ''
        WHERE ${hits(['a."name"', 'a."accountId"', 'v."email"'])} AND ${withinScope(scope, Prisma.raw('a."accountId"'))}
        ${units}
      ) AS found
      ORDER BY CASE WHEN lower("name") LIKE ${start} ESCAPE '\\' THEN 0 ELSE 1 END, lower("name"), "id" LIMIT ${limit}`,
  );
  return rows.map(([kind, connectionId, id, name, email]) => ({ kind, connectionId, id, name, email }));
}
