import { AppError } from '@/lib/errors';

/** Exit codes of a command (`contract.md`, Command line). */
export const EXIT = { done: 0, failed: 1, wrongUse: 2 } as const;

/** Wrong use of the command line: what was wrong, and what would be right. Exit code 2. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/** Where a command writes. Standard output has its answer and nothing else; all talk is on standard error. */
export type Output = {
  readonly json: boolean;
  /** The command's answer, once: the document with `--json`, else the text. */
  readonly answer: (document: unknown, text: () => string) => void;
  readonly say: (line: string) => void;
};

export function createOutput(json: boolean): Output {
  return {
    json,
    answer: (document, text) => {
      process.stdout.write(`${json ? JSON.stringify(document, null, 2) : text()}\n`);
    },
    say: (line) => {
      process.stderr.write(`${line}\n`);
    },
  };
}

/** An expected failure in words for a person; anything else with its stack, for a report. */
export function failureText(error: unknown): string {
  if (error instanceof UsageError) return error.message;
  if (error instanceof AppError) {
    const fields = error.errors.map(({ field, message }) => `  ${field}: ${message}`);
    return [error.message, ...fields, ...(error.fix ? [error.fix] : [])].join('\n');
  }
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

/** Columns of text, two spaces apart; those of `right` end at the same place. */
export function tableText(
  header: readonly string[],
  rows: readonly (readonly string[])[],
  right: ReadonlySet<number> = new Set(),
): string {
  const all = [header, ...rows];
  const widths = header.map((_, column) => Math.max(...all.map((row) => (row[column] ?? '').length)));
  const line = (row: readonly string[]) =>
    widths
      .map((width, column) =>
        right.has(column) ? (row[column] ?? '').padStart(width) : (row[column] ?? '').padEnd(width),
      )
      .join('  ')
      .trimEnd();
  return all.map(line).join('\n');
}
