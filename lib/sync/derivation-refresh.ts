import { AppError } from '@/lib/errors';
import type { Month } from '@/lib/finance/month';
import type { Check } from '@/lib/finance/reconcile';
import { diffRules } from '@/lib/finance/rules-diff';
import { MACHINE_ORIGIN, type Origin, recordAudit } from '@/lib/store/audit';
import { listMonthBooks } from '@/lib/store/books';
import { listClosesOf } from '@/lib/store/closes';
import { type Connection, listConnections } from '@/lib/store/connections';
import { type Database, type Transaction, transaction, type Writer } from '@/lib/store/database';
import { listShownDerivations, lockBooks, removeDerivations, showDerivations } from '@/lib/store/derivations';
import { listPublished } from '@/lib/store/loads';
import { replaceDerivedChecks } from '@/lib/store/month-checks';
import { currentRuleSetId, findRules, type NewRuleSet, type RuleSet, saveRuleSet } from '@/lib/store/rule-sets';
import { mintScope } from '@/lib/store/scope';
import { DERIVED_CHECKS, stageDerivation, totalsOf } from './derive';

/** How often a refresh begins anew because a sync published, or rules changed, while it worked. */
const MOST_ROUNDS = 6;

/** The months of a connection that were derived anew. */
export type RefreshedMonths = { readonly connectionId: string; readonly months: readonly Month[] };

/** Derives the months whose cubes, rules, organization or revenue are not those that their derivation was made of. */
export async function refreshDerivations(db: Database, now: Date): Promise<RefreshedMonths[]> {
  return derived(db, now, await findRules(db), null);
}

/**
 * Puts rules in the place of those that count and derives every month that they change; the rules and all figures change
 * together or not at all, and AWS is not asked. `base`: the set that the change was made from; null takes whatever counts.
 * Recorded in the audit log with what changed, as an act of `createdBy`.
 * @throws AppError `conflict` when the rules were changed since
 */
export async function changeRules(
  db: Database,
  change: Pick<NewRuleSet, 'rules' | 'createdBy' | 'note'> & {
    readonly base: number | null;
    readonly origin?: Origin;
  },
  now: Date,
): Promise<{ readonly id: number; readonly refreshed: readonly RefreshedMonths[] }> {
  const { base, origin = MACHINE_ORIGIN, ...set } = change;
  const counts = await findRules(db);
  if (base !== null && counts.id !== base) throw changedMeanwhile(counts);
  let id = 0;
  const save = async (tx: Transaction) => {
    id = await saveRuleSet(tx, { ...set, createdAt: now.toISOString() });
    await recordAudit(tx, {
      ...{ at: now.toISOString(), actor: set.createdBy, via: origin.via, address: origin.address },
      ...{ action: 'rules.change', subject: `rules ${id}`, before: { ruleSet: counts.id } },
      after: { ruleSet: id, note: set.note, changes: diffRules(counts.rules, set.rules) },
    });
    return id;
  };
  const refreshed = await derived(db, now, { ...counts, rules: change.rules }, { save, base: counts });
  return { id, refreshed };
}

const changedMeanwhile = ({ createdBy, createdAt }: RuleSet) =>
  new AppError('conflict', `The rules were changed by ${createdBy} at ${createdAt}, after you began.`, {
    fix: 'Look at what changed, and make your change again on top of it.',
  });

type Saving = { readonly save: (tx: Transaction) => Promise<number>; readonly base: RuleSet };

async function derived(db: Database, now: Date, set: RuleSet, saving: Saving | null): Promise<RefreshedMonths[]> {
  for (let round = 1; round <= MOST_ROUNDS; round++) {
    const rules = saving || round === 1 ? set : await findRules(db);
    const staged = await Promise.all(
      (await listConnections(mintScope(db, 'all'))).map((each) => stageConnection(db, each, rules, now)),
    );
    if (!saving && staged.every(({ months }) => months.length === 0)) return [];
    const replaced = await show(db, staged, rules, saving);
    await removeDerivations(db, replaced ?? staged.flatMap(({ months }) => months.map((each) => each.id)));
    if (replaced === null) continue;
    return staged.map(({ connectionId, months }) => ({ connectionId, months: months.map(({ month }) => month) }));
  }
  throw new AppError('conflict', 'Syncs kept publishing while the figures were derived; nothing was changed.', {
    fix: 'Try again when the sync that is running has ended.',
  });
}

type StagedConnection = {
  readonly connectionId: string;
  readonly months: readonly { readonly month: Month; readonly id: number; readonly checks: readonly Check[] }[];
  /** Derivations that stay as they are, under the new rules as well. */
  readonly kept: readonly number[];
  /** What the store showed when it was read: the figures are of that. */
  readonly seen: string;
};

/** Derives every published month of a connection that is not what its derivation was made of. */
async function stageConnection(
  db: Database,
  connection: Connection,
  set: RuleSet,
  now: Date,
): Promise<StagedConnection> {
  const scope = mintScope(db, 'all');
  const { id: connectionId, currency } = connection;
  const [seen, books, shown, closes] = await Promise.all([
    seenLoads(db, connectionId),
    listMonthBooks(scope, connectionId),
    listShownDerivations(db, connectionId),
    listClosesOf(db, connectionId),
  ]);
  const closed = new Set(closes.map(({ month }) => month));
  const known = new Map(shown.map((each) => [each.month, each]));
  const months: StagedConnection['months'][number][] = [];
  const kept: number[] = [];
  for (const book of books) {
    if (closed.has(book.month)) continue;
    const source = { db, scope, connectionId, currency, month: book.month, loads: seen.loads(book.month) };
    const before = known.get(book.month);
    const how = { known: before?.inputs ?? null, now: now.toISOString(), runId: null };
    const staged = await stageDerivation(source, set, totalsOf(book), how);
    if (staged) months.push({ month: book.month, ...staged });
    else if (before) kept.push(before.id);
  }
  return { connectionId, months, kept, seen: seen.text };
}

/** The published loads by month, and all of them as one text to compare later. */
async function seenLoads(db: Writer, connectionId: string) {
  const [published, closes] = await Promise.all([listPublished(db, connectionId), listClosesOf(db, connectionId)]);
  return {
    // A month that closes meanwhile is not to change any more.
    text: JSON.stringify([
      closes.map(({ month }) => month),
      published.map(({ cube, month, loadId }) => [cube, month, loadId]),
    ]),
    loads: (month: Month) =>
      new Map(published.flatMap((each) => (each.month === month ? [[each.cube, each.loadId] as const] : []))),
  };
}

/** The derivations that were shown before. Null when the store moved on meanwhile: what was staged is of the past. */
async function show(
  db: Database,
  staged: readonly StagedConnection[],
  set: RuleSet,
  saving: Saving | null,
): Promise<number[] | null> {
  return transaction(db, async (tx) => {
    await lockBooks(tx);
    const current = await currentRuleSetId(tx);
    if (saving && current !== saving.base.id) throw changedMeanwhile(await findRules(tx));
    if (!saving && current !== set.id) return null;
    for (const { connectionId, seen } of staged) {
      if ((await seenLoads(tx, connectionId)).text !== seen) return null;
    }
    const id = saving ? await saving.save(tx) : set.id;
    const replaced: number[] = [];
    for (const { connectionId, months, kept } of staged) {
      replaced.push(...(await showDerivations(tx, [...months.map((each) => each.id), ...kept], id)));
      for (const { month, checks } of months)
        await replaceDerivedChecks(tx, { connectionId, month, names: DERIVED_CHECKS, checks });
    }
    return replaced;
  });
}
