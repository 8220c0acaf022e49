import type { DuckDBValue } from '@duckdb/node-api';
import { AppError } from '@/lib/errors';
import type { Amounts } from '@/lib/finance/basis';
import { type ControlTotal, type CubeName, type MonthCell, tagKeyOf } from '@/lib/finance/cube';
import { divideHalfEven, UNIT_SCALE } from '@/lib/finance/money';
import { SUMS } from './book';
import { type BillDatabase, EXACT_SCALE, exactOf } from './database';

/** Most cells in one batch. */
export const CELL_BATCH = 5000;

const USAGE = '(SELECT name FROM record_type WHERE usage)';
const ORDER = 'GROUP BY ALL ORDER BY month, key1, key2, day';

const QUERIES: Record<string, string> = {
  recordType: `SELECT month, account AS key1, record_type AS key2, 0 AS day, ${SUMS} FROM book ${ORDER}`,
  service: `SELECT month, account AS key1, service AS key2, 0 AS day, ${SUMS} FROM book WHERE record_type IN ${USAGE} ${ORDER}`,
  'daily.account': `SELECT month, account AS key1, '' AS key2, day, ${SUMS} FROM book ${ORDER}`,
  'daily.charge': `SELECT month, service AS key1, record_type AS key2, day, ${SUMS} FROM book ${ORDER}`,
};

const TAG_QUERY = `
  SELECT month, account AS key1, coalesce(value, '') AS key2, 0 AS day, ${SUMS}
  FROM usage_by_tags LEFT JOIN (SELECT object, value FROM tag_value WHERE key = $1) ON object = tags ${ORDER}`;

/**
 * The cells of one cube, ordered by month and keys, in batches of at most `CELL_BATCH`.
 * Amounts are exact sums, rounded half-even once, here.
 * @throws AppError `not-found` for a cube that a bill does not give.
 */
export async function* cellsOf(database: BillDatabase, cube: CubeName): AsyncGenerator<MonthCell[]> {
  const key = tagKeyOf(cube);
  const query = key === null ? QUERIES[cube] : TAG_QUERY;
  if (query === undefined) throw new AppError('not-found', `A bill has no cube ${cube}.`);
  let batch: MonthCell[] = [];
  for await (const rows of database.stream(query, key === null ? [] : [key])) {
    for (const row of rows) {
      batch.push(cellOf(row));
      if (batch.length === CELL_BATCH) {
        yield batch;
        batch = [];
      }
    }
  }
  if (batch.length > 0) yield batch;
}

function cellOf([month, key1, key2, day, ...sums]: DuckDBValue[]): MonthCell {
  return {
    month: String(month),
    key1: String(key1),
    key2: String(key2),
    day: Number(day),
    amounts: roundedAmounts(sums, UNIT_SCALE),
  };
}

/** The exact total of every month, rounded once. */
export async function controlsOf(database: BillDatabase): Promise<ControlTotal[]> {
  const rows = await database.rows(`SELECT month, ${SUMS} FROM book GROUP BY month ORDER BY month`);
  return rows.map(([month, ...sums]) => ({
    month: String(month),
    amounts: roundedAmounts(sums, UNIT_SCALE),
    estimated: false,
  }));
}

/** Five exact sums in the order of `AMOUNT_COLUMNS`, rounded half-even to `scale` decimal places. */
export function roundedAmounts(sums: readonly DuckDBValue[], scale: number): Amounts {
  const divisor = 10n ** BigInt(EXACT_SCALE - scale);
  const round = (index: number) => divideHalfEven(exactOf(sums[index]), divisor);
  return {
    unblended: round(0),
    amortized: round(1),
    netUnblended: round(2),
    netAmortized: round(3),
    blended: round(4),
  };
}
