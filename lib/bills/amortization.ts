import { DuckDBDecimalValue } from '@duckdb/node-api';
import { normaliseRecordType } from '@/lib/finance/charge-class';
import { divideHalfEven } from '@/lib/finance/money';
import { FORMULA_NEEDS } from './cur-lines';
import { type BillDatabase, EXACT, EXACT_SCALE, exactOf } from './database';
import type { Layout } from './layout';
import { GOOD } from './line-table';

/** Line types of a file for which the amortized formula lacks columns. */
export type FormulaGap = { readonly family: string; readonly columns: readonly string[] };

/**
 * Falls back to unblended for the whole family of charges (savings plans, reservations) whose columns a file lacks:
 * a formula that is applied to one line type and not to its counterpart would count a charge twice or not at all.
 */
export async function closeFormulaGaps(database: BillDatabase, number: number, layout: Layout): Promise<FormulaGap[]> {
  const rows = await database.rows(`SELECT DISTINCT record_type FROM line WHERE file = $1 AND ${GOOD}`, [number]);
  const present = new Set(rows.map(([type]) => normaliseRecordType(String(type))));
  const gaps = new Map<string, string[]>();
  for (const { type, family, columns } of FORMULA_NEEDS) {
    const missing = columns.filter((name) => !layout.at.has(name));
    if (present.has(type) && missing.length > 0) gaps.set(family, [...(gaps.get(family) ?? []), ...missing]);
  }
  for (const family of gaps.keys()) {
    await database.run(
      `UPDATE line SET amortized = unblended, net_amortized = net_unblended, ratio_net = NULL, ratio_gross = NULL
       WHERE file = $1 AND family = $2`,
      [number, family],
    );
  }
  return [...gaps].map(([family, columns]) => ({ family, columns }));
}

/**
 * Shrinks the unused part of savings plans in the ratio net to gross (`finance.md` §11), exactly, rounded half-even at
 * the last decimal that is held. Where nothing tells the ratio (gross is zero) the part stays gross.
 */
export async function netUnusedCommitments(database: BillDatabase): Promise<void> {
  await database.run(`CREATE TABLE net_part (file USMALLINT, n BIGINT, amount ${EXACT})`);
  const appender = await database.connection.createAppender('net_part');
  const lines = database.stream(
    `SELECT file, n, net_amortized, ratio_net, ratio_gross FROM line
     WHERE ${GOOD} AND ratio_gross <> 0 AND ratio_net <> ratio_gross AND net_amortized <> 0`,
  );
  for await (const rows of lines) {
    for (const [file, n, unused, net, gross] of rows) {
      appender.appendUSmallInt(Number(file));
      appender.appendBigInt(BigInt(String(n)));
      appender.appendDecimal(
        new DuckDBDecimalValue(scaled(exactOf(unused), exactOf(net), exactOf(gross)), 38, EXACT_SCALE),
      );
      appender.endRow();
    }
  }
  appender.closeSync();
  await database.run(
    'UPDATE line SET net_amortized = p.amount FROM net_part AS p WHERE line.file = p.file AND line.n = p.n',
  );
  await database.run('DROP TABLE net_part');
}

const scaled = (part: bigint, net: bigint, gross: bigint): bigint =>
  gross < 0n ? divideHalfEven(part * -net, -gross) : divideHalfEven(part * net, gross);
