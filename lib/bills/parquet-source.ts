import { symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { AppError } from '@/lib/errors';
import { type BillDatabase, quoteName, quoteText } from './database';
import type { BillFile } from './file';
import { keptIndexes, type Layout } from './layout';

export type ParquetColumn = { readonly name: string; readonly type: string };

/**
 * A Parquet file as DuckDB reads it. It goes by a link with a name of ours: in the file's own `*` or `[` would be a pattern.
 * @throws AppError `invalid-input`, naming the file, when it is damaged.
 */
export async function openParquet(
  database: BillDatabase,
  file: BillFile,
  number: number,
): Promise<{ scan: string; columns: ParquetColumn[] }> {
  const link = join(database.folder, `file-${number}.parquet`);
  await symlink(file.path, link);
  const scan = `read_parquet(${quoteText(link)}, file_row_number = true, binary_as_string = true, hive_partitioning = false)`;
  const rows = await database.connection.runAndReadAll(`DESCRIBE SELECT * FROM ${scan}`).catch((cause: unknown) => {
    throw damaged(file, cause);
  });
  const columns = rows.getRows().map(([name, type]) => ({ name: String(name), type: String(type) }));
  return { scan, columns: columns.filter(({ name }) => name !== 'file_row_number') };
}

/** Says that a Parquet file cannot be read to its end. */
export const damaged = (file: BillFile, cause: unknown) =>
  new AppError('invalid-input', `${file.name} is not a whole Parquet file.`, {
    fix: 'Fetch or export the file again.',
    cause,
  });

/** Makes the view `raw` over a Parquet file: the row number `n` and the columns of the layout as `c<index>`, all text. */
export async function viewParquet(
  database: BillDatabase,
  layout: Layout,
  source: { scan: string; columns: readonly ParquetColumn[] },
): Promise<number> {
  const texts = keptIndexes(layout).flatMap((index) => {
    const column = source.columns[index];
    return column ? [`${textOf(column)} AS c${index}`] : [];
  });
  await database.run(`CREATE VIEW raw AS SELECT file_row_number + 1 AS n, ${texts.join(', ')} FROM ${source.scan}`);
  const rows = await database.rows('SELECT count(*) FROM raw');
  return Number(rows[0]?.[0] ?? 0);
}

/** A double is written as the shortest text that reads back the same; a time without a zone is UTC. */
function textOf({ name, type }: ParquetColumn): string {
  const column = quoteName(name);
  if (type.endsWith('[]')) return `CAST(to_json(map_from_entries(${column})) AS VARCHAR)`;
  if (/^(MAP|STRUCT)\b/.test(type)) return `CAST(to_json(${column}) AS VARCHAR)`;
  if (/^TIMESTAMP/.test(type)) return `CAST(CAST(${column} AS TIMESTAMPTZ) AS VARCHAR)`;
  return `replace(CAST(${column} AS VARCHAR), chr(0), '')`;
}
