import { chargeClassOf } from '@/lib/finance/charge-class';
import { type BillDatabase, EXACT } from './database';
import { GOOD } from './line-table';

/** Amount columns of the tables, in the order of `BASES` of `finance.md` §3. */
export const AMOUNT_COLUMNS = ['unblended', 'amortized', 'net_unblended', 'net_amortized', 'blended'] as const;

/** SQL that sums the five amounts exactly. */
export const SUMS = AMOUNT_COLUMNS.map((name) => `CAST(sum(${name}) AS ${EXACT}) AS ${name}`).join(', ');

/** A charge that starts outside its billing period counts on the period's nearest day: a day lies in its month. */
const DAY = `greatest(period_start, least(last_day(period_start), charged))`;

/**
 * Sums the good lines into the tables that the cubes are asked of, and drops the lines:
 * `book` (month, day, account, record type, service, tag set), `tag_set`, `tag_value` and `category_value`.
 * A line without a product's name takes the one that its product code has elsewhere in the bill.
 */
export async function buildBook(database: BillDatabase, tagKeyOf: (raw: string) => string): Promise<void> {
  await database.run(`
    CREATE TABLE product AS SELECT service_code, mode(service) AS name FROM line
    WHERE ${GOOD} AND service IS NOT NULL AND service_code IS NOT NULL GROUP BY service_code HAVING count(DISTINCT service) = 1`);
  await database.run(`
    CREATE TABLE book AS
    SELECT strftime(period_start, '%Y-%m') AS month, day(${DAY})::INTEGER AS day, account, record_type, service,
      coalesce(tags, '{}') AS tags, coalesce(categories, '{}') AS categories, ${SUMS}
    FROM (
      SELECT line.* EXCLUDE (service), date_trunc('month', period)::DATE AS period_start,
        coalesce(line.service, product.name, line.service_code, '') AS service
      FROM line LEFT JOIN product USING (service_code) WHERE ${GOOD}
    ) GROUP BY ALL`);
  await database.run('DROP TABLE line');
  await database.run(`CREATE TABLE record_type (name VARCHAR, usage BOOLEAN)`);
  const types = await database.rows('SELECT DISTINCT record_type FROM book');
  for (const [name] of types) {
    await database.run('INSERT INTO record_type VALUES ($1, $2)', [
      String(name),
      chargeClassOf(String(name)) === 'usage',
    ]);
  }
  await indexJson(database, 'tags', 'tag', tagKeyOf);
  await indexJson(database, 'categories', 'category', (raw) => raw);
  await database.run(`
    CREATE TABLE usage_by_tags AS SELECT month, account, tags, ${SUMS} FROM book
    JOIN record_type ON record_type.name = record_type WHERE usage GROUP BY ALL`);
}

/** Takes the JSON objects of a column of `book` apart into `<name>_value` (object, key, value), one row per key. */
async function indexJson(
  database: BillDatabase,
  column: string,
  name: string,
  keyOf: (raw: string) => string,
): Promise<void> {
  await database.run(`
    CREATE TABLE raw_value AS
    SELECT ${column} AS object, entry.key AS raw, entry.id AS place,
      CASE WHEN entry.type = 'NULL' THEN '' ELSE replace(entry.value ->> '$', chr(0), '') END AS value
    FROM (SELECT DISTINCT ${column} FROM book) AS objects, json_each(${column}) AS entry`);
  await database.run('CREATE TABLE raw_key (raw VARCHAR, key VARCHAR)');
  const appender = await database.connection.createAppender('raw_key');
  for (const [raw] of await database.rows('SELECT DISTINCT raw FROM raw_value')) {
    appender.appendVarchar(String(raw));
    appender.appendVarchar(keyOf(String(raw)).replaceAll('\0', ''));
    appender.endRow();
  }
  appender.closeSync();
  await database.run(`
    CREATE TABLE ${name}_value AS SELECT object, key, max_by(value, place) AS value
    FROM raw_value JOIN raw_key USING (raw) GROUP BY object, key`);
  await database.run('DROP TABLE raw_value');
  await database.run('DROP TABLE raw_key');
}
