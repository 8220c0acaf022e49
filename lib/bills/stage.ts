import { closeFormulaGaps, type FormulaGap } from './amortization';
import type { BadLineList } from './bad-lines';
import { type CsvDirt, csvHeader, loadCsv } from './csv-source';
import { CUR_LINES } from './cur-lines';
import type { BillDatabase } from './database';
import { layoutOf } from './detect';
import type { BillFile } from './file';
import { FOCUS_LINES } from './focus-lines';
import type { BillFormat, Layout } from './layout';
import { stageLines } from './line-table';
import { openParquet, viewParquet } from './parquet-source';

/** A file whose lines stand in the table `line`. */
export type StagedFile = {
  readonly file: BillFile;
  readonly layout: Layout;
  /** Lines read, bad ones included. */
  readonly read: number;
  readonly dirt: CsvDirt;
  readonly gaps: readonly FormulaGap[];
};

/** Reads one file of a bill into the table `line`, numbered by its place among the files. */
export async function stageFile(
  database: BillDatabase,
  file: BillFile,
  number: number,
  format: BillFormat,
  bad: BadLineList,
): Promise<StagedFile> {
  const { layout, read, dirt, drop } = await loadRaw(database, file, number, format, bad);
  await stageLines(database, file, number, layout, format === 'focus' ? FOCUS_LINES : CUR_LINES, bad);
  await database.run(drop);
  const gaps = format === 'cur' ? await closeFormulaGaps(database, number, layout) : [];
  return { file, layout, read, dirt, gaps };
}

async function loadRaw(database: BillDatabase, file: BillFile, number: number, format: BillFormat, bad: BadLineList) {
  if (file.encoding === 'parquet') {
    const source = await openParquet(database, file, number);
    const layout = layoutOf(
      source.columns.map(({ name }) => name),
      format,
      file.name,
    );
    const read = await viewParquet(database, layout, source);
    return { layout, read, dirt: { nullTexts: false, damagedText: false }, drop: 'DROP VIEW raw' };
  }
  const layout = layoutOf(await csvHeader(file), format, file.name);
  const loaded = await loadCsv(database, file, layout, bad);
  return { layout, ...loaded, drop: 'DROP TABLE raw' };
}
