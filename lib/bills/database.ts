import { mkdtemp, rm } from 'node:fs/promises';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { type DuckDBConnection, DuckDBDecimalValue, DuckDBInstance, type DuckDBValue } from '@duckdb/node-api';
import { AppError } from '@/lib/errors';

/** Decimal places in which amounts of a file are held and summed: enough for a double as small as 10⁻⁷, written out. */
export const EXACT_SCALE = 24;
/** 38 digits, 24 of them behind the point: amounts and sums below 10¹⁴ of any currency. */
export const EXACT = `DECIMAL(38, ${EXACT_SCALE})`;

/** An exact amount as DuckDB gives it, as an integer count of 10^-`EXACT_SCALE`. */
export function exactOf(value: DuckDBValue | undefined): bigint {
  if (value instanceof DuckDBDecimalValue && value.scale === EXACT_SCALE) return value.value;
  throw new TypeError(`not an exact amount: ${String(value)}`);
}

const NUMBER = String.raw`[+-]?([0-9]+\.?[0-9]*|\.[0-9]+)([eE][+-]?[0-9]{1,3})?`;
const INSTANT = `[0-9]{4}-[0-9]{2}-[0-9]{2}([T ][0-9]{2}:[0-9]{2}(:[0-9]{2}([.][0-9]+)?)?( ?(Z|UTC|[+-][0-9]{2}(:?[0-9]{2})?))?)?`;

const MACROS = [
  `CREATE MACRO clean(t) AS CASE WHEN upper(trim(t)) IN ('', 'NULL') THEN NULL ELSE trim(t) END`,
  `CREATE MACRO amount(t) AS CASE WHEN regexp_full_match(t, '${NUMBER}') THEN TRY_CAST(t AS ${EXACT}) END`,
  // DuckDB wants seconds and a colon in the offset; ISO 8601 does not.
  `CREATE MACRO iso(t) AS regexp_replace(regexp_replace(t, '^(.{10}[T ].{5})($|[^:])', '\\1:00\\2'), '([+-][0-9]{2})([0-9]{2})$', '\\1:\\2')`,
  `CREATE MACRO utc_day(t) AS CASE WHEN regexp_full_match(t, '${INSTANT}')
     THEN CAST(timezone('UTC', TRY_CAST(CASE WHEN length(t) > 10 THEN iso(t) ELSE t END AS TIMESTAMPTZ)) AS DATE) END`,
  `CREATE MACRO billing_day(t) AS CASE WHEN year(utc_day(t)) BETWEEN 2006 AND 2199 THEN utc_day(t) END`,
  `CREATE MACRO json_object_or_null(t) AS CASE WHEN json_valid(t) AND json_type(t) = 'OBJECT' THEN t END`,
];

/** A database of its own for one reading, in a temporary folder; gone when closed. */
export type BillDatabase = {
  readonly connection: DuckDBConnection;
  readonly folder: string;
  /** Runs statements that return nothing. */
  run(sql: string, values?: DuckDBValue[]): Promise<void>;
  /** The rows of a small result, as arrays. */
  rows(sql: string, values?: DuckDBValue[]): Promise<DuckDBValue[][]>;
  /** The rows of a large result, in pieces, on a connection of its own. */
  stream(sql: string, values?: DuckDBValue[]): AsyncGenerator<DuckDBValue[][]>;
  close(): Promise<void>;
};

/** Opens the database. Its memory is bounded: what does not fit goes to its temporary folder. */
export async function openDatabase(): Promise<BillDatabase> {
  const folder = await temporaryFolder();
  const instance = await DuckDBInstance.create(join(folder, 'bill.duckdb'), {
    threads: String(Math.min(4, availableParallelism())),
    memory_limit: '512MB',
    temp_directory: join(folder, 'spill'),
    preserve_insertion_order: 'false',
    autoinstall_known_extensions: 'false',
    autoload_known_extensions: 'false',
  });
  const connection = await instance.connect();
  await connection.run(`SET TimeZone = 'UTC'`);
  for (const macro of MACROS) await connection.run(macro);
  return {
    connection,
    folder,
    run: async (sql, values) => {
      await connection.run(sql, values).catch(explain);
    },
    rows: async (sql, values) => (await connection.runAndReadAll(sql, values).catch(explain)).getRows(),
    stream: (sql, values) => streamOn(instance, sql, values),
    close: async () => {
      connection.closeSync();
      instance.closeSync();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function temporaryFolder(): Promise<string> {
  return mkdtemp(join(tmpdir(), 'subledger-bill-')).catch((cause: unknown) => {
    if (String(cause).includes('ENOSPC')) explain(cause);
    throw new AppError('configuration', `No folder for temporary files can be made in ${tmpdir()}.`, {
      fix: 'Set TMPDIR to a folder that can be written to.',
      cause,
    });
  });
}

async function* streamOn(
  instance: DuckDBInstance,
  sql: string,
  values?: DuckDBValue[],
): AsyncGenerator<DuckDBValue[][]> {
  const connection = await instance.connect();
  try {
    const result = await connection.stream(sql, values).catch(explain);
    for await (const rows of result.yieldRows()) yield rows;
  } finally {
    connection.closeSync();
  }
}

/** Turns what DuckDB says into a failure of ours; what we do not know is our own fault. */
export function explain(cause: unknown): never {
  if (cause instanceof AppError) throw cause;
  const text = cause instanceof Error ? cause.message : String(cause);
  if (/ENOSPC|no space left|disk full|could not write|max_temp_directory_size/i.test(text)) {
    throw new AppError('disk-full', `The folder for temporary files (${tmpdir()}) is full.`, {
      fix: 'Make room there, or set TMPDIR to a folder that has some.',
      cause,
    });
  }
  if (/overflow/i.test(text)) {
    throw new AppError('invalid-input', 'The amounts of this bill add up to more than 10^14, which is not read.', {
      cause,
    });
  }
  throw new AppError('internal', `The bill could not be worked out: ${text.slice(0, 300)}`, { cause });
}

/** A text as an SQL literal. */
export const quoteText = (text: string): string => `'${text.replaceAll("'", "''")}'`;

/** A name as an SQL identifier. */
export const quoteName = (name: string): string => `"${name.replaceAll('"', '""')}"`;
