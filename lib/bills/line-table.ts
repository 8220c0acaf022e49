import type { DuckDBValue } from '@duckdb/node-api';
import { type BadLineList, type Check, firstFailure, LISTED_BAD_LINES, valueAtFault } from './bad-lines';
import { type BillDatabase, EXACT, explain, quoteText } from './database';
import type { BillFile } from './file';
import type { KeyedColumn, Layout } from './layout';
import { damaged } from './parquet-source';

/** The columns of the table `line`, in order, with their types. All but the first four are null in a line left out or bad. */
const COLUMNS = {
  left_out: 'VARCHAR',
  period: 'DATE',
  charged: 'DATE',
  zoneless: 'BOOLEAN',
  account: 'VARCHAR',
  borrowed: 'BOOLEAN',
  account_name: 'VARCHAR',
  payer: 'VARCHAR',
  currency: 'VARCHAR',
  record_type: 'VARCHAR',
  service: 'VARCHAR',
  service_code: 'VARCHAR',
  tags: 'VARCHAR',
  categories: 'VARCHAR',
  unblended: EXACT,
  amortized: EXACT,
  net_unblended: EXACT,
  net_amortized: EXACT,
  blended: EXACT,
  family: 'VARCHAR',
  ratio_net: EXACT,
  ratio_gross: EXACT,
} as const;

/** How the lines of a format are read: SQL over the cleaned texts of the columns that it `reads`. */
export type LineSql = {
  readonly reads: readonly string[];
  /** A SELECT over `texts` that adds what is parsed. */
  readonly parsed: string;
  readonly checks: readonly Check[];
  readonly columns: Readonly<Record<keyof typeof COLUMNS, string>>;
};

const CREATE_LINE = `CREATE TABLE line (file USMALLINT, n BIGINT, problem UTINYINT, at_fault VARCHAR, ${Object.entries(
  COLUMNS,
)
  .map(([name, type]) => `${name} ${type}`)
  .join(', ')})`;

/** Lines that count: of AWS and without a fault. */
export const GOOD = 'problem IS NULL AND left_out IS NULL';

export const createLineTable = (database: BillDatabase): Promise<void> => database.run(CREATE_LINE);

/** Moves what `raw` holds of one file into the table `line`, checking every line, and lists the bad ones. */
export async function stageLines(
  database: BillDatabase,
  file: BillFile,
  number: number,
  layout: Layout,
  sql: LineSql,
  bad: BadLineList,
): Promise<void> {
  const values = Object.entries(sql.columns).map(([name, value]) => `${value} AS ${name}`);
  const statement = `
    INSERT INTO line
    WITH texts AS (SELECT n, ${textColumns(layout, sql.reads).join(', ')} FROM raw),
    parsed AS (${sql.parsed}),
    judged AS (
      SELECT *, CASE WHEN ${sql.columns.left_out} IS NULL THEN ${firstFailure(sql.checks)} END AS problem FROM parsed
    )
    SELECT ${number}, n, problem, ${valueAtFault(sql.checks)}, ${values.join(', ')} FROM judged`;
  await database.connection.run(statement).catch((cause: unknown) => {
    if (file.encoding === 'parquet' && !/space left|overflow/i.test(String(cause))) throw damaged(file, cause);
    explain(cause);
  });
  await listBadLines(database, file, number, layout, sql, bad);
}

function textColumns(layout: Layout, reads: readonly string[]): string[] {
  return reads.map((name) => {
    const keyed = name === 'resource_tags' ? layout.tags : name === 'cost_category' ? layout.categories : [];
    const index = layout.at.get(name);
    const whole = index === undefined ? 'NULL::VARCHAR' : `clean(c${index})`;
    return `${keyed.length > 0 ? keyedTexts(keyed, whole) : whole} AS "${name}"`;
  });
}

/**
 * One column per key becomes one JSON object without the empty cells: a report cannot tell an empty value from none.
 * Of two columns with one key the first that says something counts.
 */
function keyedTexts(keyed: readonly KeyedColumn[], whole: string): string {
  const columns = new Map<string, string[]>();
  for (const { key, index } of keyed) columns.set(key, [...(columns.get(key) ?? []), `nullif(c${index}, '')`]);
  const entries = [...columns].map(([key, of]) => `{'key': ${quoteText(key)}, 'value': coalesce(${of.join(', ')})}`);
  const present = `list_filter([${entries.join(', ')}], lambda entry: entry.value IS NOT NULL)`;
  return `CASE WHEN len(${present}) > 0 THEN CAST(to_json(map_from_entries(${present})) AS VARCHAR) ELSE ${whole} END`;
}

async function listBadLines(
  database: BillDatabase,
  file: BillFile,
  number: number,
  layout: Layout,
  sql: LineSql,
  bad: BadLineList,
): Promise<void> {
  const counted = await database.rows('SELECT count(problem) FROM line WHERE file = $1', [number]);
  const total = Number(counted[0]?.[0] ?? 0);
  if (total === 0) return;
  const rows = await database.rows(
    `SELECT n, problem, at_fault FROM line WHERE file = $1 AND problem IS NOT NULL ORDER BY n LIMIT ${LISTED_BAD_LINES}`,
    [number],
  );
  bad.addCounted(
    rows.map(([line, problem, value]) =>
      badLine(file, layout, sql.checks, Number(line), Number(problem), value ?? null),
    ),
    total,
  );
}

function badLine(
  file: BillFile,
  layout: Layout,
  checks: readonly Check[],
  line: number,
  problem: number,
  value: DuckDBValue,
) {
  const check = checks[problem];
  const column = check?.column ?? '';
  const title = layout.header[layout.at.get(column) ?? -1] ?? column;
  return {
    file: file.name,
    line,
    column: title,
    value: value === null ? '' : String(value),
    reason: value === null ? 'is empty' : (check?.reason ?? ''),
  };
}
