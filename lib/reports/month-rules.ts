import type { Viewer } from '@/lib/auth/viewer';
import type { Month } from '@/lib/finance/month';
import type { Rules } from '@/lib/finance/rules';
import { listCloses } from '@/lib/store/closes';
import { listShownDerivations } from '@/lib/store/derivations';
import { findRules, getRuleSet } from '@/lib/store/rule-sets';
import type { Books } from './books';

/** The rules that a month shows, and whether they are those that it was closed with and others count now. */
export type MonthRules = { readonly rules: Rules; readonly frozen: boolean };

/** Finds the rules by connection and month; null where a month was not derived. */
export type MonthRulesOf = (connection: string, month: Month) => MonthRules | null;

/** The rules behind every derived month of some books: a closed one keeps those of its close (`finance.md` §12). */
export async function readMonthRules({ scope }: Viewer, { connections }: Books): Promise<MonthRulesOf> {
  const current = await findRules(scope.db);
  const sets = new Map([[current.id, current.rules]]);
  const found = new Map<string, MonthRules>();
  for (const { connection } of connections) {
    const [derivations, closes] = await Promise.all([
      listShownDerivations(scope.db, connection.id),
      listCloses(scope, connection.id),
    ]);
    const closed = new Set(closes.map(({ month }) => month));
    for (const { month, ruleSetId } of derivations) {
      const rules = sets.get(ruleSetId) ?? (await getRuleSet(scope.db, ruleSetId)).rules;
      sets.set(ruleSetId, rules);
      found.set(`${connection.id} ${month}`, { rules, frozen: closed.has(month) && ruleSetId !== current.id });
    }
  }
  return (connection, month) => found.get(`${connection} ${month}`) ?? null;
}
