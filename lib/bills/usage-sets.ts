import type { DuckDBValue } from '@duckdb/node-api';
import { LINE_SCALE } from '@/lib/finance/bill';
import type { MonthCell } from '@/lib/finance/cube';
import type { Month } from '@/lib/finance/month';
import { foldedCell, LINES_CUBE, type LINES_REST_CUBE, partAmounts, usageSetKey } from '@/lib/finance/usage-set';
import { SUMS } from './book';
import { roundedAmounts } from './cells';
import type { BillDatabase } from './database';

/** Sets of usage that a month may have: what a change of the rules reads again of every month. */
const MOST_SETS = 50_000;

/** Bytes of the tags of one set as JSON: a key of the store's index may have about 2,700. */
const LONGEST_TAGS = 1_700;

const USAGE = 'record_type IN (SELECT name FROM record_type WHERE usage)';

/**
 * Builds the table `usage_tags` (object, tags): the tags of each object of the book as one text, without the folded keys.
 * While a set has too long a text the key with the longest value is folded, and while a month has too many sets the one
 * with the most values, AWS's own keys first. Returns the folded keys, in order.
 */
export async function foldTags(database: BillDatabase, most = MOST_SETS): Promise<string[]> {
  await database.run('CREATE TABLE folded_key (key VARCHAR)');
  const folded: string[] = [];
  for (;;) {
    await database.run(`
      CREATE OR REPLACE TABLE usage_tags AS
      SELECT object, CAST(to_json(map_from_entries(list({'key': key, 'value': value} ORDER BY key))) AS VARCHAR) AS tags
      FROM tag_value WHERE key NOT IN (SELECT key FROM folded_key) GROUP BY object`);
    const excess = await excessOf(database, most);
    const [next] = excess === null ? [] : await database.rows(`${UNFOLDED} ${KEYS_BY[excess]}`);
    if (next === undefined) return folded.sort();
    folded.push(String(next[0]));
    await database.run('INSERT INTO folded_key VALUES ($1)', [String(next[0])]);
  }
}

const UNFOLDED = 'SELECT key FROM tag_value WHERE key NOT IN (SELECT key FROM folded_key) GROUP BY key';
const KEYS_BY = {
  length: 'ORDER BY max(strlen(value)) DESC, key LIMIT 1',
  number: `ORDER BY starts_with(key, 'aws:') DESC, count(DISTINCT value) DESC, key LIMIT 1`,
};

/** What there is too much of; null when all fits. */
async function excessOf(database: BillDatabase, most: number): Promise<keyof typeof KEYS_BY | null> {
  const [longest] = await database.rows('SELECT coalesce(max(strlen(tags)), 0) FROM usage_tags');
  if (Number(longest?.[0]) > LONGEST_TAGS) return 'length';
  const [largest] = await database.rows(`
    SELECT coalesce(max(sets), 0) FROM (SELECT month, count(*) AS sets FROM (
      SELECT DISTINCT month, account, service, usage_tags.tags FROM book
      LEFT JOIN usage_tags ON object = book.tags WHERE ${USAGE}) GROUP BY month)`);
  return Number(largest?.[0]) > most ? 'number' : null;
}

const SETS = `
  SELECT month, account, service, coalesce(usage_tags.tags, '{}') AS tags, ${SUMS} FROM book
  LEFT JOIN usage_tags ON object = book.tags WHERE ${USAGE} GROUP BY month, account, service, usage_tags.tags
  ORDER BY month, account, service, tags`;

/** Cells of `lines` or of `lines.rest`, in batches as they come; that of the folded keys stands once in every month. */
export async function* usageSetCells(
  database: BillDatabase,
  cube: typeof LINES_CUBE | typeof LINES_REST_CUBE,
  months: readonly Month[],
): AsyncGenerator<MonthCell[]> {
  if (cube === LINES_CUBE) {
    const folded = (await database.rows('SELECT key FROM folded_key')).map(([key]) => String(key));
    if (folded.length > 0) yield months.map((month) => ({ month, ...foldedCell(folded) }));
  }
  for await (const rows of database.stream(SETS)) {
    const cells = rows.map((row) => cellOf(row, cube));
    yield cube === LINES_CUBE
      ? cells
      : cells.filter(({ amounts }) => Object.values(amounts).some((rest) => rest !== 0n));
  }
}

function cellOf([month, account, service, tags, ...sums]: DuckDBValue[], cube: string): MonthCell {
  const { units, rest } = partAmounts(roundedAmounts(sums, LINE_SCALE));
  return {
    month: String(month),
    key1: String(account),
    key2: usageSetKey(String(service), tagsOf(String(tags))),
    day: 0,
    amounts: cube === LINES_CUBE ? units : rest,
  };
}

function tagsOf(text: string): Record<string, string> {
  const given: unknown = JSON.parse(text);
  const entries = typeof given === 'object' && given !== null ? Object.entries(given) : [];
  return Object.fromEntries(entries.map(([key, value]) => [key, String(value)]));
}
