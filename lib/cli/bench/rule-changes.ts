import { PROPOSED_POOLS } from '@/lib/finance/proposed-rules';
import { EMPTY_RULES, type Rules } from '@/lib/finance/rules';
import { changeRules } from '@/lib/sync/derivation-refresh';
import type { StoredCompany } from './stored-company';

/** How long a change of the rules takes until every month shows it, in seconds. */
export type RuleChange = {
  readonly what: string;
  readonly scale: string;
  readonly seconds: number;
  readonly limit: number | null;
};

const EVER = { from: null, to: null } as const;

/** Rules for a company of any shape: its accounts go to one of `count` projects by the last digits of their ids. */
function dedicated(accounts: readonly string[], count: number): Rules {
  const lists = Array.from({ length: count }, (_, at) => accounts.filter((_id, place) => place % count === at));
  return {
    ...EMPTY_RULES,
    assignments: lists
      .filter((ids) => ids.length > 0)
      .map((ids, at) => ({ ...EVER, when: { kind: 'accounts', ids }, then: { project: `project-${at}` } })),
    pools: PROPOSED_POOLS.map((pool) => ({ ...pool, includeDedicated: true })),
  };
}

/** Times a change of every account's home, and one of a pool alone, over all months that are stored. */
export async function benchRuleChanges(
  { db }: StoredCompany,
  scale: string,
  limit: number | null,
): Promise<RuleChange[]> {
  const rows = await db.prisma.account.findMany({ select: { accountId: true }, orderBy: { accountId: 'asc' } });
  const accounts = rows.map(({ accountId }) => accountId);
  const byAccount = dedicated(accounts, 40);
  const byTag: Rules = { ...EMPTY_RULES, dimensions: { project: ['app'], environment: [] }, pools: PROPOSED_POOLS };
  const [first, ...others] = byAccount.pools;
  const onePool: Rules = { ...byAccount, pools: first ? [{ ...first, method: 'even' }, ...others] : [] };
  const figures: RuleChange[] = [];
  for (const [what, rules] of [
    ['every account gets a project', byAccount],
    ['one pool is split evenly', onePool],
    ['every account goes by its tags', byTag],
  ] as const) {
    const startedAt = performance.now();
    await changeRules(db, { rules, createdBy: 'bench', note: '', base: null }, new Date());
    figures.push({ what, scale, seconds: (performance.now() - startedAt) / 1_000, limit });
  }
  return figures;
}
