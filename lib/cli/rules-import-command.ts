import { basename } from 'node:path';
import type { Environment } from '@/lib/env';
import { AppError } from '@/lib/errors';
import { type RulesFileFault, readRulesFile } from '@/lib/exchange/rules-file';
import type { Basis } from '@/lib/finance/basis';
import { pathText } from '@/lib/finance/document-value';
import type { Rules } from '@/lib/finance/rules';
import { diffRules } from '@/lib/finance/rules-diff';
import { documentOf } from '@/lib/finance/rules-document';
import { rulesWarnings } from '@/lib/finance/rules-warnings';
import type { Database } from '@/lib/store/database';
import { findKnownNames } from '@/lib/store/known-names';
import { findRules, getRuleSet, listRuleSets, type RuleSet } from '@/lib/store/rule-sets';
import { changeRules } from '@/lib/sync/derivation-refresh';
import { previewLastMonths } from '@/lib/sync/rules-preview';
import { withActiveBooks } from './books';
import { bytesOf } from './file-bytes';
import { EXIT, type Output, UsageError } from './output';
import { effectDocument, effectText, type RulesEffect } from './rules-effect';
import { pathOfCaller } from './working-folder';

type Trial = { readonly dryRun?: boolean; readonly basis: Basis };
export type ImportRulesOptions = Trial & { readonly note?: string };
export type UndoRulesOptions = Trial & { readonly to?: string };

/** Who changes rules from the command line, for the history. */
const COMMAND_LINE = 'The command line';

/** Faults of one file that a person may read. */
const FAULTS_TOLD = 200;

/** `rules import`: all rules of a file in the place of those that count, or none and every fault with its place. */
export async function importRulesCommand(
  environment: Environment,
  output: Output,
  file: string,
  { note, ...trial }: ImportRulesOptions,
): Promise<number> {
  const path = pathOfCaller(file);
  const reading = readRulesFile(bytesOf(path), basename(path));
  if (!reading.ok) throw refused(path, reading.faults);
  return withActiveBooks(environment, output, undefined, async ({ db }) => {
    const base = await findRules(db);
    const change = { base, rules: reading.rules, note: note ?? `Imported from ${basename(path)}` };
    const effect = await apply(db, change, trial);
    tell(output, `${basename(path)} has`, effect);
    return EXIT.done;
  });
}

/** `rules undo`: an older set counts again, as a new one of the history; nothing of the history is lost. */
export async function undoRulesCommand(
  environment: Environment,
  output: Output,
  { to, ...trial }: UndoRulesOptions,
): Promise<number> {
  if (to !== undefined && !/^\d{1,9}$/.test(to)) throw new UsageError(`--to ${to} is not a number of rules history.`);
  return withActiveBooks(environment, output, undefined, async ({ db }) => {
    const [base, before] = await listRuleSets(db, 2);
    if (!base) throw new AppError('not-found', 'There are no rules, so there is nothing to go back to.');
    const { id, rules } = await getRuleSet(db, to === undefined ? (before?.id ?? 0) : Number(to));
    const effect = await apply(db, { base, rules, note: `Back to ${id === 0 ? 'no rules' : `set ${id}`}` }, trial);
    tell(output, id === 0 ? 'Without rules there are' : `Set ${id} has`, effect);
    return EXIT.done;
  });
}

type RulesChanging = { readonly base: RuleSet; readonly rules: Rules; readonly note: string };

/** Saves rules with all the figures that they make, or only says what they would do. The same rules change nothing. */
async function apply(
  db: Database,
  { base, rules, note }: RulesChanging,
  { dryRun = false, basis }: Trial,
): Promise<RulesEffect> {
  const now = new Date();
  const same = JSON.stringify(documentOf(rules)) === JSON.stringify(documentOf(base.rules));
  const told = {
    ...{ dryRun, basis, rules, ruleSet: base.id, saved: false, refreshed: [], previews: [] },
    changes: diffRules(base.rules, rules),
    warnings: rulesWarnings(rules, await findKnownNames(db), base.rules),
  };
  if (dryRun) return { ...told, previews: await previewLastMonths(db, rules, now) };
  if (same) return told;
  const set = { rules, note, createdBy: COMMAND_LINE, base: base.id };
  const { id, refreshed } = await changeRules(db, set, now);
  return { ...told, ruleSet: id, saved: true, refreshed };
}

function tell(output: Output, subject: string, effect: RulesEffect): void {
  for (const { path, message } of effect.warnings) output.say(`Note: ${pathText(path)}: ${message}`);
  output.answer(effectDocument(effect), () => effectText(subject, effect));
}

function refused(path: string, faults: readonly RulesFileFault[]): AppError {
  const count = faults.length === 1 ? 'one fault' : `${faults.length} faults`;
  const errors = faults.slice(0, FAULTS_TOLD).map(({ line, column, path: at, message }) => ({
    field: `line ${line}, column ${column}${at.length === 0 ? '' : `, ${pathText(at)}`}`,
    message,
  }));
  const more = faults.length > FAULTS_TOLD ? ` (the first ${FAULTS_TOLD} are listed)` : '';
  return new AppError('invalid-input', `${basename(path)} has ${count}${more}: nothing was imported.`, {
    fix: 'Mend what is named and import the file again.',
    errors,
  });
}
