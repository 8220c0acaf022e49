import type { AccountFacts } from './account-facts';
import { unknownAccount } from './account-facts';
import { assignerOf } from './assignment';
import type { Revenue } from './input-kind';
import type { Currency } from './money';
import type { Month } from './month';
import type { Rules } from './rules';

/**
 * Revenue of a month by project, units of 10⁻⁹, in one currency: its own, and that of the accounts dedicated to it
 * (`finance.md` §8, §10). Revenue of an OU, of a mixed account or in another currency weighs nothing.
 */
export function revenueByProject(
  revenue: readonly Revenue[],
  {
    rules,
    month,
    accounts,
    currency,
  }: {
    readonly rules: Rules;
    readonly month: Month;
    readonly accounts: ReadonlyMap<string, AccountFacts>;
    readonly currency: Currency | null;
  },
): Map<string, bigint> {
  const sums = new Map<string, bigint>();
  const assigner = assignerOf(rules, month);
  for (const { month: of, entity, amount, currency: paid } of revenue) {
    if (of !== month || paid !== currency) continue;
    const home =
      entity.kind === 'account'
        ? assigner.ofAccount(accounts.get(entity.id) ?? unknownAccount(entity.id)).home?.value
        : entity.kind === 'project'
          ? { kind: 'project' as const, id: entity.id }
          : null;
    if (home?.kind === 'project') sums.set(home.id, (sums.get(home.id) ?? 0n) + amount);
  }
  return sums;
}
