import { AppError } from '@/lib/errors';
import { EMPTY_RULES, type Rules } from '@/lib/finance/rules';
import { documentOf, readRules } from '@/lib/finance/rules-document';
import type { Writer } from './database';
import { anyColumn, readJson } from './json-text';

/** A set of rules as it was saved. Ids grow; 0 stands for none. */
export type RuleSet = {
  readonly id: number;
  /** ISO instant, UTC; '' of the empty set. */
  readonly createdAt: string;
  readonly createdBy: string;
  readonly note: string;
  readonly rules: Rules;
};

const NO_RULES: RuleSet = { id: 0, createdAt: '', createdBy: '', note: '', rules: EMPTY_RULES };

/** The rules that count: the latest that were saved, or none. */
export async function findRules(db: Writer): Promise<RuleSet> {
  const row = await db.prisma.ruleSet.findFirst({ orderBy: { id: 'desc' } });
  return row ? toRuleSet(row) : NO_RULES;
}

/** The id of the rules that count; 0 when there are none. */
export async function currentRuleSetId(db: Writer): Promise<number> {
  const row = await db.prisma.ruleSet.findFirst({ orderBy: { id: 'desc' }, select: { id: true } });
  return row?.id ?? 0;
}

/** One set of the history. @throws AppError `not-found` */
export async function getRuleSet(db: Writer, id: number): Promise<RuleSet> {
  if (id === 0) return NO_RULES;
  const row = await db.prisma.ruleSet.findUnique({ where: { id } });
  if (!row) throw new AppError('not-found', `There is no set of rules ${id}.`);
  return toRuleSet(row);
}

/** The history, newest first, at most `limit`. */
export async function listRuleSets(db: Writer, limit = 100): Promise<RuleSet[]> {
  const rows = await db.prisma.ruleSet.findMany({ orderBy: { id: 'desc' }, take: limit });
  return rows.map(toRuleSet);
}

export type NewRuleSet = Omit<RuleSet, 'id'>;

/** Adds a set to the history: from now on it counts. Returns its id. */
export async function saveRuleSet(tx: Writer, { rules, ...rest }: NewRuleSet): Promise<number> {
  const document = JSON.stringify(documentOf(rules));
  return (await tx.prisma.ruleSet.create({ data: { ...rest, document } })).id;
}

function toRuleSet({
  document,
  ...row
}: {
  id: number;
  createdAt: string;
  createdBy: string;
  note: string;
  document: string;
}): RuleSet {
  const reading = readRules(readJson(anyColumn, document, 'RuleSet.document'));
  if (reading.ok) return { ...row, rules: reading.rules };
  throw new AppError('store-corrupt', 'RuleSet.document holds something that this program did not write.', {
    cause: reading.faults,
    fix: 'Restore a copy of the store, or import the rules again from a file.',
  });
}
