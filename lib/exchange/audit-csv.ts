import { csvHeader, csvLines, csvNumber, csvText } from './csv';

const TEXTS = ['at', 'actor', 'via', 'address', 'action', 'subject', 'before', 'after', 'previous', 'hash'] as const;

/** An entry of the audit log, as it is stored. */
type Entry = { readonly sequence: number } & Readonly<Record<(typeof TEXTS)[number], string>>;

/**
 * The audit log as CSV, page by page. Texts that a spreadsheet would run are neutralised, so that hashes are to be checked
 * on the store or on the JSON form.
 */
export async function* auditCsv(pages: AsyncIterable<readonly Entry[]>): AsyncGenerator<string> {
  yield csvHeader(['sequence', ...TEXTS]);
  for await (const page of pages) {
    const rows = page.map((entry) => [csvNumber(String(entry.sequence)), ...TEXTS.map((name) => csvText(entry[name]))]);
    yield* csvLines(TEXTS.length + 1, rows);
  }
}
