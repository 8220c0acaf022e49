import { groupsOfRule } from './assignment-document';
import { isWithin } from './rule-shadow';
import { type Assignment, overlap, type PoolRule, type Rules } from './rules';
import type { RulesWarning } from './rules-warnings';

/** Pools that nothing can come to, that nothing leaves, or whose fields contradict each other. */
export function poolWarnings(rules: Rules): RulesWarning[] {
  const patterns = rules.assignments.filter((rule) => groupsOfRule(rule).includes('pool'));
  return [...rules.pools.flatMap((pool, at) => warningsOf(rules, patterns, pool, at)), ...withoutRule(rules)];
}

function warningsOf(rules: Rules, patterns: readonly Assignment[], pool: PoolRule, at: number): RulesWarning[] {
  const warn = (message: string, ...below: (string | number)[]): RulesWarning => ({
    path: ['pools', at, ...below],
    message,
  });
  const { source, method, targets, weights } = pool;
  const isYielded = (id: string) =>
    [...rules.assignments.filter(({ then }) => then.pool === id), ...patterns].some((rule) => overlap(rule, pool));
  const found: RulesWarning[] = [];
  if (source.kind === 'pool' && !isYielded(source.id)) {
    found.push(warn(`no rule gives anything to pool ${source.id} in these months: nothing goes to it`, 'source'));
  }
  if (source.kind === 'chargeClass' && source.chargeClass === 'usage' && !pool.includeDedicated) {
    found.push(
      warn(
        'usage of accounts without a home is tagged or untagged, never here: only "includeDedicated" takes any',
        'source',
      ),
    );
  }
  const before = rules.pools.slice(0, at).findIndex((other) => isWithin(pool, other) && covers(other, pool));
  if (before >= 0) {
    found.push(
      warn(`can never take anything: pools[${before}] (${rules.pools[before]?.id}) takes all of it first`, 'source'),
    );
  }
  if (method === 'fixed') {
    if (targets === 'sameAccount')
      found.push(warn('a fixed split goes by its weights: "sameAccount" is not looked at', 'targets'));
    for (const [id, weight] of weights) {
      if (weight < 0n) found.push(warn('is negative, and counts as nothing', 'weights', id));
      if (weight === 0n) found.push(warn('is zero: the project gets nothing of the pool', 'weights', id));
      if (weight > 0n && typeof targets !== 'string' && !targets.includes(id)) {
        found.push(warn('is no target of the pool: its share stays unallocated', 'weights', id));
      }
    }
  }
  if (pool.otherwise === 'all' && targets !== 'sameAccount') {
    found.push(warn('goes with the targets "sameAccount" only, and is not looked at', 'otherwise'));
  }
  return found;
}

/** True when the first pool takes everything that the second could, in a month in which both hold. */
function covers(first: PoolRule, second: PoolRule): boolean {
  const [a, b] = [first.source, second.source];
  const dedicated = first.includeDedicated || !second.includeDedicated;
  if (a.kind === 'pool') return b.kind === 'pool' && a.id === b.id;
  if (a.kind === 'chargeClass') return b.kind === 'chargeClass' && a.chargeClass === b.chargeClass && dedicated;
  if (a.kind === b.kind) return a.account === 'all' || a.account === b.account;
  return a.kind === 'charges' && a.account === 'all' && b.kind === 'chargeClass' && !second.includeDedicated;
}

/** Pools that rules give costs to, and that no pool rule splits in any of these months. */
function withoutRule({ assignments, pools }: Rules): RulesWarning[] {
  return assignments.flatMap((rule, at): RulesWarning[] => {
    const { pool: id } = rule.then;
    if (id === undefined) return [];
    const split = pools.some((pool) => pool.source.kind === 'pool' && pool.source.id === id && overlap(pool, rule));
    const message = `no pool has the source ${id} in these months: what goes there stays unallocated`;
    return split ? [] : [{ path: ['assignments', at, 'then', 'pool'], message }];
  });
}
