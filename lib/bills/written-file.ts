import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { afterAll } from 'vitest';
import type { Amounts } from '@/lib/finance/basis';
import type { CubeName } from '@/lib/finance/cube';
import { quoteText } from './database';
import type { BillReading } from './reading';

/** A folder for the files that a test writes; removed when the test file is done. */
export function testFolder(): {
  write: (name: string, content: string | Buffer) => string;
  path: (name: string) => string;
} {
  const folder = mkdtempSync(join(tmpdir(), 'subledger-test-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  const path = (name: string) => join(folder, name);
  return {
    path,
    write: (name, content) => {
      writeFileSync(path(name), content);
      return path(name);
    },
  };
}

const cell = (value: string): string => (/[",\r\n]|^NULL$/.test(value) ? `"${value.replaceAll('"', '""')}"` : value);

/** Writes rows as CSV under a header that is the union of their keys, in the order in which they first appear. */
export function csvOf(rows: readonly Readonly<Record<string, string>>[]): string {
  const header = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  const lines = rows.map((row) => header.map((name) => cell(row[name] ?? '')).join(','));
  return `${[header.map(cell).join(','), ...lines].join('\n')}\n`;
}

/** Writes the result of a query as a Parquet file. */
export async function writeParquet(path: string, query: string): Promise<string> {
  const instance = await DuckDBInstance.create(':memory:');
  const connection = await instance.connect();
  await connection.run(`COPY (${query}) TO ${quoteText(path)} (FORMAT parquet)`);
  connection.closeSync();
  instance.closeSync();
  return path;
}

/** All cells of a cube by `month/key1/key2/day`. A key that comes twice throws: a cell is one sum. */
export async function cellsByKey(reading: BillReading, cube: CubeName): Promise<Map<string, Amounts>> {
  const cells = new Map<string, Amounts>();
  for await (const batch of reading.cells(cube)) {
    for (const { month, key1, key2, day, amounts } of batch) {
      const key = [month, key1, key2, day].join('/');
      if (cells.has(key)) throw new Error(`cell ${key} comes twice`);
      cells.set(key, amounts);
    }
  }
  return cells;
}
