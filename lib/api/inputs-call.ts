import { z } from 'zod';
import { AppError, type FieldError } from '@/lib/errors';
import type { InputChange } from '@/lib/finance/input-change';
import type { Draft, LineKind } from '@/lib/finance/input-kind';
import { keyOfLine, writeLine } from '@/lib/finance/input-line';
import type { InputsQuery } from '@/lib/reports/finance-inputs';
import { booksParams, checkRange, month } from './books-params';
import type { SavedReply } from './inputs-schema';

const range = 'together with the other end; without both it is every month';

export const inputsParams = z
  .strictObject({
    ...booksParams,
    from: month.optional().meta({ description: `First month, ${range}.` }),
    to: month.optional().meta({ description: `End of the range, a month, exclusive; ${range}.` }),
    basis: booksParams.basis.meta({ description: 'Taken as by every read; what finance enters has no basis.' }),
  })
  .superRefine(checkRange);

export const toInputsQuery = ({ connection, currency, from, to }: z.output<typeof inputsParams>): InputsQuery => ({
  connection: connection ?? null,
  currency: currency ?? null,
  months: from !== undefined && to !== undefined ? { from, to } : null,
});

export const saveParams = z.strictObject({
  dryRun: z
    .enum(['true', 'false'], { error: 'must be true or false' })
    .default('false')
    .meta({ description: 'With true nothing is stored; the reply is the same.' }),
});

/** Entries as JSON: the fields of their files. */
export const toInputsReply = <Entry extends Draft<Entry>>(kind: LineKind<Entry>, entries: readonly Entry[]) => ({
  rows: entries.map((entry) => writeLine(kind, entry)),
});

/** What is to be said of the line at that place of those given. */
type Note = { readonly at: number; readonly field: string; readonly message: string };

/** What became of lines, as the store tells it. */
export type SavedLines<Entry> =
  | { readonly kind: 'refused'; readonly faults: readonly Note[] }
  | { readonly kind: 'saved'; readonly change: InputChange<Entry>; readonly warnings: readonly Note[] };

/**
 * What was stored, as JSON. `place` names the field of a line: `rows.3.entity`.
 * @throws AppError `invalid-input` that names every fault, when the lines were refused
 */
export function toSavedReply<Entry extends Draft<Entry>>(
  kind: LineKind<Entry>,
  saved: SavedLines<Entry>,
  dryRun: boolean,
  place = ({ at, field }: Note): string => `rows.${at}.${field}`,
): SavedReply {
  const told = (notes: readonly Note[]): FieldError[] =>
    notes.map((note) => ({ field: place(note), message: note.message }));
  if (saved.kind === 'refused') throw refusedLines(told(saved.faults));
  const { added, changed, unchanged, removed } = saved.change;
  const text = (entry: Entry) => writeLine(kind, entry);
  const kept = [...added, ...changed.map(({ after }) => after), ...unchanged]
    .map((entry) => ({ key: keyOfLine(kind, entry), entry }))
    .sort((a, b) => (a.key < b.key ? -1 : 1));
  return {
    dryRun,
    ...{ added: added.length, changed: changed.length, unchanged: unchanged.length, removed: removed.length },
    rows: kept.map(({ entry }) => text(entry)),
    changes: [
      ...added.map((entry) => ({ change: 'added' as const, row: text(entry), before: null })),
      ...changed.map(({ before, after }) => ({ change: 'changed' as const, row: text(after), before: text(before) })),
      ...removed.map((entry) => ({ change: 'removed' as const, row: text(entry), before: null })),
    ],
    warnings: told(saved.warnings),
  };
}

/** The refusal of lines: nothing was stored, and every fault is named. */
export function refusedLines(errors: readonly FieldError[]): AppError {
  const count = errors.length === 1 ? 'One fault' : `${errors.length} faults`;
  return new AppError('invalid-input', `${count}: nothing was stored.`, {
    fix: 'Mend what is named and send all of it again.',
    errors,
  });
}
