import { basename } from 'node:path';
import { toSavedReply } from '@/lib/api/inputs-call';
import type { SavedReply } from '@/lib/api/inputs-schema';
import type { Environment } from '@/lib/env';
import { AppError, type FieldError } from '@/lib/errors';
import { type InputFile, readInputCsv } from '@/lib/exchange/input-csv';
import {
  BUDGET,
  DRIVER,
  type Draft,
  type InputEntry,
  type InputKind,
  type InputName,
  type LineKind,
  OUTSIDE_COST,
  REVENUE,
} from '@/lib/finance/input-kind';
import { fieldNames } from '@/lib/finance/input-line';
import { formatDecimal, parseDecimal } from '@/lib/finance/money';
import { saveInputsAndDerive } from '@/lib/sync/input-saving';
import { withActiveBooks } from './books';
import { bytesOf } from './file-bytes';
import { EXIT, type Output, tableText } from './output';
import { pathOfCaller } from './working-folder';

export type ImportInputsOptions = { readonly dryRun?: boolean };

/** `import revenue|budget|driver|cost`: all lines of a file, or none and every fault by line and field. */
export async function importInputsCommand(
  environment: Environment,
  output: Output,
  name: InputName,
  file: string,
  { dryRun = false }: ImportInputsOptions,
): Promise<number> {
  const job = { environment, output, path: pathOfCaller(file), dryRun };
  switch (name) {
    case 'revenue':
      return importFile(job, REVENUE);
    case 'budget':
      return importFile(job, BUDGET);
    case 'driver':
      return importFile(job, DRIVER);
    case 'cost':
      return importFile(job, OUTSIDE_COST);
  }
}

type Job = {
  readonly environment: Environment;
  readonly output: Output;
  readonly path: string;
  readonly dryRun: boolean;
};

async function importFile<Entry extends InputEntry & Draft<Entry>>(
  { environment, output, path, dryRun }: Job,
  kind: InputKind<Entry>,
): Promise<number> {
  const file = readInputCsv(kind, bytesOf(path));
  const faults = file.faults.map(({ line, field, message }) => ({ field: placeOf(line, field), message }));
  if (faults.length > 0) throw refusedFile(path, faults);
  return withActiveBooks(environment, output, undefined, async ({ db }) => {
    const saved = await saveInputsAndDerive(db, kind, file.lines, { dryRun });
    const place = ({ at, field }: { at: number; field: string }) => placeOf(file.numbers[at] ?? 0, field);
    if (saved.kind === 'refused') {
      throw refusedFile(
        path,
        saved.faults.map((fault) => ({ field: place(fault), message: fault.message })),
      );
    }
    const reply = toSavedReply(kind, saved, dryRun, place);
    const totals = totalsOf(kind, reply);
    for (const { field, message } of reply.warnings) output.say(`Note: ${field} ${message}`);
    output.answer({ lines: file.lines.length, totals, ...reply }, () => importText(path, kind, file, reply, totals));
    return EXIT.done;
  });
}

/** Where in a file something is. */
export const placeOf = (line: number, field: string): string => `line ${line}${field === '' ? '' : `, ${field}`}`;

/** A file of which nothing was imported, with every fault. */
export function refusedFile(path: string, errors: readonly FieldError[]): AppError {
  const count = errors.length === 1 ? 'one fault' : `${errors.length} faults`;
  return new AppError('invalid-input', `${basename(path)} has ${count}: nothing was imported.`, {
    fix: 'Mend what is named and import the file again.',
    errors,
  });
}

/** Lines of a table that a person may read. */
const CHANGES_SHOWN = 1_000;

type Total = { readonly unit: string; readonly total: string };

/** The sums of the file by currency, or by driver. */
export function totalsOf<Entry>(kind: LineKind<Entry>, { rows }: SavedReply): Total[] {
  const sums = new Map<string, bigint>();
  for (const row of rows) {
    const unit = row.currency ?? row.driver ?? '';
    sums.set(unit, (sums.get(unit) ?? 0n) + parseDecimal(row[kind.measure] ?? '0'));
  }
  return [...sums].sort(([a], [b]) => (a < b ? -1 : 1)).map(([unit, sum]) => ({ unit, total: formatDecimal(sum) }));
}

/** What an import did, or would do, in words: with a dry run each figure before and after. */
export function importText<Entry>(
  path: string,
  kind: LineKind<Entry>,
  { lines }: InputFile<Entry>,
  { dryRun, added, changed, unchanged, changes }: SavedReply,
  totals: readonly Total[],
): string {
  const names: readonly string[] = fieldNames(kind);
  const table = tableText(
    ['', ...names, 'before'],
    changes
      .slice(0, CHANGES_SHOWN)
      .map(({ change, row, before }) => [
        change,
        ...names.map((name) => row[name] ?? ''),
        before ? [before[kind.measure], before.currency].filter(Boolean).join(' ') : '',
      ]),
    new Set([names.indexOf(kind.measure) + 1, names.length + 1]),
  );
  const more = changes.length > CHANGES_SHOWN ? `… and ${changes.length - CHANGES_SHOWN} more: see --json` : '';
  return [
    ...(dryRun && changes.length > 0 ? [table, ...(more ? [more] : []), ''] : []),
    `${basename(path)}: ${lines.length} lines, ${added} added, ${changed} changed, ${unchanged} unchanged.`,
    ...totals.map(({ unit, total }) => `Total of the file: ${total} ${unit}`),
    ...(dryRun ? ['A dry run: nothing was stored.'] : []),
  ].join('\n');
}
