import type { Environment } from '@/lib/env';
import { auditCsv } from '@/lib/exchange/audit-csv';
import { formatPlural } from '@/lib/format/count';
import { type AuditEntry, type AuditHead, verifyAudit } from '@/lib/store/audit-chain';
import { type AuditFilter, streamAudit } from '@/lib/store/audit-entries';
import { withActiveBooks } from './books';
import { writeExport } from './export-file';
import { EXIT, type Output, UsageError } from './output';

export type VerifyOptions = { readonly expect?: string };
export type ExportAuditOptions = {
  readonly format: 'csv' | 'json';
  readonly from?: string;
  readonly to?: string;
  readonly out?: string;
};

/** `audit verify`: walks the whole log. Exit 1 when an entry is not as it was written, which it names. */
export async function verifyAuditCommand(
  environment: Environment,
  output: Output,
  { expect }: VerifyOptions,
): Promise<number> {
  const expected = expect === undefined ? null : headOf(expect);
  return withActiveBooks(environment, output, undefined, async ({ db }) => {
    const { entries, head, broken } = await verifyAudit(db, expected);
    output.answer({ ok: broken === null, entries, head, broken }, () =>
      broken === null
        ? [
            `${formatPlural(entries, 'entry', 'entries')}, each as it was written.`,
            `Keep this elsewhere, and give it to --expect next time: ${head.sequence}:${head.hash}`,
          ].join('\n')
        : `The audit log is broken at entry ${broken.sequence}: ${broken.reason}`,
    );
    return broken === null ? EXIT.done : EXIT.failed;
  });
}

function headOf(text: string): AuditHead {
  const [, sequence, hash] = /^(\d{1,9}):([0-9a-f]{64}|)$/.exec(text) ?? [];
  if (sequence === undefined || hash === undefined) {
    throw new UsageError('--expect is what an earlier audit verify said: a number, a colon and a hash.');
  }
  return { sequence: Number(sequence), hash };
}

/** `audit export`: the log as CSV, or as one JSON object a line, whose hashes can be computed again. */
export async function exportAuditCommand(
  environment: Environment,
  output: Output,
  { format, from, to, out }: ExportAuditOptions,
): Promise<number> {
  const filter = { from: dayOf('--from', from), to: dayOf('--to', to) };
  return withActiveBooks(environment, output, undefined, async ({ db }) => {
    const pages = streamAudit(db, filter);
    await writeExport(output, out, format === 'csv' && !output.json ? auditCsv(pages) : jsonLines(pages));
    return EXIT.done;
  });
}

function dayOf(flag: string, text: string | undefined): AuditFilter['from'] {
  if (text === undefined || /^\d{4}-\d{2}-\d{2}$/.test(text)) return text;
  throw new UsageError(`${flag} ${text} is not a day; write one such as 2026-11-24`);
}

async function* jsonLines(pages: AsyncIterable<readonly AuditEntry[]>): AsyncGenerator<string> {
  for await (const page of pages) yield page.map((entry) => `${JSON.stringify(entry)}\n`).join('');
}
