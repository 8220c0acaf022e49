import type { Database, Provider, Writer } from './database';
import { Prisma } from './generated/sqlite/client';

export { Prisma };
export type Sql = Prisma.Sql;

/** A column of a JSON row. `whole` columns are integers of any size, which JSON numbers would round: they come as text. */
export type Column = { readonly sql: Sql; readonly whole?: boolean };

/**
 * Runs one query and returns its rows as tuples in the order of `columns`. The database builds the JSON: one value
 * crosses the driver and is parsed once, at a fraction of the cost of rows and cells.
 * `query` is a SELECT whose columns are named as `columns` use them; the caller vouches for the shape of `Row`.
 */
export async function readRows<Row extends readonly unknown[]>(
  { provider, prisma }: Writer,
  columns: readonly Column[],
  query: Sql,
): Promise<Row[]> {
  const values = Prisma.join(columns.map(({ sql, whole }) => (whole ? Prisma.sql`CAST(${sql} AS TEXT)` : sql)));
  const found: { json: string | null }[] =
    provider === 'sqlite'
      ? await prisma.$queryRaw(Prisma.sql`SELECT json_group_array(json_array(${values})) AS json FROM (${query})`)
      : await prisma.$queryRaw(
          Prisma.sql`SELECT CAST(json_agg(json_build_array(${values})) AS TEXT) AS json FROM (${query}) AS found`,
        );
  return JSON.parse(found[0]?.json ?? '[]') as Row[];
}

/** A subquery of one text column: the members of a list, however long, as one parameter. */
export const textList = (provider: Provider, texts: Iterable<string>): Sql => {
  const json = JSON.stringify([...texts]);
  return provider === 'sqlite'
    ? Prisma.sql`(SELECT value FROM json_each(${json}))`
    : Prisma.sql`(SELECT jsonb_array_elements_text(CAST(${json} AS jsonb)))`;
};

export type FieldType = 'text' | 'bigint' | 'boolean';

/**
 * A subquery that turns rows, sent as one JSON parameter, into columns: the source of every set-based write.
 * `json` is an array of arrays; `fields` names and types their elements in order.
 */
export function rowsFrom(provider: Provider, json: string, fields: readonly (readonly [string, FieldType])[]): Sql {
  const columns = fields.map(([name, type], at) => {
    const element =
      provider === 'sqlite'
        ? `json_extract(value, '$[${at}]')`
        : `CAST(value ->> ${at} AS ${type === 'bigint' ? 'bigint' : type})`;
    return Prisma.raw(`${element} AS "${name}"`);
  });
  return provider === 'sqlite'
    ? Prisma.sql`SELECT ${Prisma.join(columns)} FROM json_each(${json}) WHERE true`
    : Prisma.sql`SELECT ${Prisma.join(columns)} FROM jsonb_array_elements(CAST(${json} AS jsonb)) AS given(value) WHERE true`;
}

/** Splits a list into lists of at most `size`. */
export function* batches<T>(list: readonly T[], size: number): Generator<readonly T[]> {
  for (let at = 0; at < list.length; at += size) yield list.slice(at, at + size);
}

export type { Database, Writer };
