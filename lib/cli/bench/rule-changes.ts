import { PROPOSED_POOLS } from '@/lib/finance/proposed-rules';
import { EMPTY_RULES, type Rules } from '@/lib/finance/rules';
import type { Database } from '@/lib/store/database';
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

/** Rules for a company of any shape: its accounts go to `count` projects in turn. */
export async function dedicatedRules(db: Database, count: number): Promise<Rules> {
  const rows = await db.prisma.account.findMany({ select: { accountId: true }, orderBy: { accountId: 'asc' } });
  const lists = Array.from({ length: count }, (_, at) =>
    rows.filter((_row, place) => place % count === at).map(({ accountId }) => accountId),
  );
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
  const byAccount = await dedicatedRules(db, 40);
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
