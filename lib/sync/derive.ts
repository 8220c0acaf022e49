import { AppError } from '@/lib/errors';
import type { Amounts } from '@/lib/finance/basis';
import { deriveHomes, deriveMonth } from '@/lib/finance/derive-month';
import type { Month } from '@/lib/finance/month';
import { checkTotals, totalProjects } from '@/lib/finance/project-totals';
import type { Check } from '@/lib/finance/reconcile';
import { findClose } from '@/lib/store/closes';
import type { Transaction, Writer } from '@/lib/store/database';
import { lockBooks, removeDerivations, showDerivations, writeDerivation } from '@/lib/store/derivations';
import { replaceDerivedChecks } from '@/lib/store/month-checks';
import type { RuleSet } from '@/lib/store/rule-sets';
import { currentRuleSetId, findRules, getRuleSet } from '@/lib/store/rule-sets';
import { type DerivationSource, readDerivationBasis, readDeriveInput, readFaceSources } from './derivation-input';

/** A month's book as its identity needs it. */
export type BookTotals = { readonly control: Amounts; readonly residual: Amounts };

/** A derivation that is written and not shown yet. */
export type StagedDerivation = { readonly id: number; readonly checks: readonly Check[] };

/**
 * Derives one month and writes it, unless `known` is the digest of one that is the same: then null. AWS is not asked, and
 * nothing shows it before `showDerivations`.
 */
export async function stageDerivation(
  source: Omit<DerivationSource, 'rules'>,
  { id: ruleSetId, rules }: Pick<RuleSet, 'id' | 'rules'>,
  totals: BookTotals,
  { known, now, runId }: { readonly known: string | null; readonly now: string; readonly runId: string | null },
): Promise<StagedDerivation | null> {
  const whole = { ...source, rules };
  const basis = await readDerivationBasis(whole);
  if (basis.digest === known) return null;
  const input = await readDeriveInput(whole, basis);
  const homes = deriveHomes(input);
  const derived = deriveMonth(input, homes, await readFaceSources(whole, homes));
  const id = await writeDerivation(
    source.db,
    {
      connectionId: source.connectionId,
      month: source.month,
      ruleSetId,
      inputs: basis.digest,
      serviceLoad: source.loads.get('service') ?? null,
      factsOf: basis.factsOf,
      runId,
      createdAt: now,
    },
    derived,
  );
  const projects = checkTotals(totalProjects(derived.slices, derived.split.shares), totals.residual, totals.control);
  return { id, checks: [...projects, ...derived.checks, ...chainChecks(derived.breaches)] };
}

/** How often a publication derives anew because the rules changed while it worked. */
const MOST_ROUNDS = 6;

/**
 * Derives a month from loads that are about to be published, and shows both in one transaction: a book is never seen with
 * the slices of another. `publish` runs in it.
 */
export async function publishDerived(
  source: Omit<DerivationSource, 'rules'>,
  totals: BookTotals,
  run: { readonly now: string; readonly runId: string | null },
  {
    write,
    publish,
  }: {
    readonly write: <T>(work: (tx: Transaction) => Promise<T>) => Promise<T>;
    readonly publish: (tx: Transaction) => Promise<void>;
  },
): Promise<void> {
  for (let round = 1; round <= MOST_ROUNDS; round++) {
    const set = await rulesOf(source.db, source);
    const staged = await stageDerivation(source, set, totals, { ...run, known: null });
    if (!staged) throw new AppError('internal', 'a derivation that nothing is known of was not made');
    const replaced = await write(async (tx) => {
      await lockBooks(tx);
      const close = await findClose(tx, source.connectionId, source.month);
      if ((close?.ruleSetId ?? (await currentRuleSetId(tx))) !== set.id) return null;
      await publish(tx);
      const before = await showDerivations(tx, [staged.id], set.id);
      const { connectionId, month } = source;
      if (!close) await replaceDerivedChecks(tx, { connectionId, month, names: DERIVED_CHECKS, checks: staged.checks });
      return before;
    });
    await removeDerivations(source.db, replaced ?? [staged.id]);
    if (replaced) return;
  }
  throw new AppError('conflict', `The rules kept changing while ${source.month} was derived.`, { fix: 'Sync again.' });
}

type OfMonth = { readonly connectionId: string; readonly month: Month };

/** The rules that count for a month: those that it was closed with, or the latest. */
async function rulesOf(db: Writer, { connectionId, month }: OfMonth): Promise<RuleSet> {
  const close = await findClose(db, connectionId, month);
  return close ? getRuleSet(db, close.ruleSetId) : findRules(db);
}

/** The accounts whose chains do not add up, as one check a basis; none where all do. */
function chainChecks(breaches: readonly { readonly checks: readonly Check[] }[]): Check[] {
  const sums = new Map<string, Check>();
  for (const check of breaches.flatMap(({ checks }) => checks)) {
    const known = sums.get(check.basis);
    sums.set(check.basis, {
      name: 'chains',
      basis: check.basis,
      expected: check.expected + (known?.expected ?? 0n),
      actual: check.actual + (known?.actual ?? 0n),
      bound: check.bound + (known?.bound ?? 0n),
      holds: check.holds && (known?.holds ?? true),
    });
  }
  return [...sums.values()];
}

/** The identities that a derivation stores beside those of the cubes. */
export const DERIVED_CHECKS = ['projects', 'slices', 'faces', 'chains'] as const;

export const totalsOf = (book: { readonly amounts: Amounts; readonly residual: Amounts }): BookTotals => ({
  control: book.amounts,
  residual: book.residual,
});
