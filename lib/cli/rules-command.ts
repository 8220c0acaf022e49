import { writeFileSync } from 'node:fs';
import type { Environment } from '@/lib/env';
import { AppError } from '@/lib/errors';
import { type RulesFormat, rulesFormatOf, writeRulesFile } from '@/lib/exchange/rules-file';
import { EMPTY_RULES } from '@/lib/finance/rules';
import { changeWords, diffRules } from '@/lib/finance/rules-diff';
import { documentOf } from '@/lib/finance/rules-document';
import { findRules, listRuleSets } from '@/lib/store/rule-sets';
import { withActiveBooks } from './books';
import { EXIT, type Output, UsageError } from './output';
import { changeDocument } from './rules-effect';
import { pathOfCaller } from './working-folder';

export type ExportRulesOptions = { readonly format?: RulesFormat; readonly out?: string };

/** `rules export`: the rules that count, as a file that `rules import` reads back to the same rules. */
export async function exportRulesCommand(
  environment: Environment,
  output: Output,
  { format, out }: ExportRulesOptions,
): Promise<number> {
  if (output.json && format === 'yaml') throw new UsageError('--json writes JSON: leave out --format yaml.');
  return withActiveBooks(environment, output, undefined, async ({ db }) => {
    const { id, rules } = await findRules(db);
    if (id === 0) output.say('There are no rules yet.');
    if (out === undefined) {
      const text = writeRulesFile(rules, format ?? 'json');
      output.answer(documentOf(rules), () => text.trimEnd());
      return EXIT.done;
    }
    const path = pathOfCaller(out);
    write(path, writeRulesFile(rules, format ?? rulesFormatOf(out, '{')));
    output.say(`Written: ${path}`);
    return EXIT.done;
  });
}

function write(path: string, text: string): void {
  try {
    writeFileSync(path, text);
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new AppError('invalid-input', `${path} cannot be written: ${reason}`, { cause });
  }
}

/** `rules history`: every set that was saved with what it changed, the latest first. */
export async function rulesHistoryCommand(
  environment: Environment,
  output: Output,
  { limit }: { readonly limit: string },
): Promise<number> {
  if (!/^[1-9]\d{0,4}$/.test(limit)) throw new UsageError(`--limit ${limit} is not a whole number from 1 to 99999.`);
  return withActiveBooks(environment, output, undefined, async ({ db }) => {
    // One more, to tell what the last one told changed.
    const sets = await listRuleSets(db, Number(limit) + 1);
    const rows = sets.slice(0, Number(limit)).map(({ rules, ...set }, at) => ({
      ...set,
      changes: diffRules(sets[at + 1]?.rules ?? EMPTY_RULES, rules),
    }));
    output.answer({ rows: rows.map((row) => ({ ...row, changes: row.changes.map(changeDocument) })) }, () =>
      rows.length === 0
        ? 'There are no rules yet.'
        : rows
            .map(({ id, createdAt, createdBy, note, changes }) =>
              [
                `${id}  ${createdAt}  ${createdBy}${note === '' ? '' : `: ${note}`}`,
                ...(changes.length === 0 ? ['    nothing changed'] : changes.map((each) => `    ${changeWords(each)}`)),
              ].join('\n'),
            )
            .join('\n'),
    );
    return EXIT.done;
  });
}
