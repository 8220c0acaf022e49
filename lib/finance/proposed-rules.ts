import type { PoolRule, Rules } from './rules';

const base = {
  from: null,
  to: null,
  includeDedicated: false,
  weights: new Map<string, bigint>(),
  otherwise: 'keep',
} as const;

/**
 * The first rules that are proposed: without any, support, the charges of shared accounts and untagged usage sit in
 * Unallocated. All go over the projects in proportion to their usage; charges first within their own account.
 */
export const PROPOSED_POOLS: readonly PoolRule[] = [
  {
    ...base,
    id: 'support',
    source: { kind: 'chargeClass', chargeClass: 'support' },
    method: 'proportional',
    weight: 'usage',
    targets: 'all',
  },
  {
    ...base,
    id: 'charges',
    source: { kind: 'charges', account: 'all' },
    method: 'proportional',
    weight: 'usage',
    targets: 'sameAccount',
    otherwise: 'all',
  },
  {
    ...base,
    id: 'untagged',
    source: { kind: 'untagged', account: 'all' },
    method: 'proportional',
    weight: 'usage',
    targets: 'all',
  },
];

/** The keys that companies name projects and environments by, as they are spelt most often. */
const PROJECT_KEYS = ['app', 'application', 'project', 'service', 'product', 'accounttag/app', 'accounttag/project'];
const ENVIRONMENT_KEYS = ['env', 'environment', 'stage', 'accounttag/env', 'accounttag/environment'];

/** Proposes chains from the tag keys that are read (case aside), and the first pools. */
export function proposeRules(rules: Rules, tagKeys: readonly string[]): Rules {
  const chain = (known: readonly string[]) =>
    known.flatMap((name) => tagKeys.filter((key) => key.toLowerCase() === name));
  return {
    ...rules,
    dimensions: { project: chain(PROJECT_KEYS), environment: chain(ENVIRONMENT_KEYS) },
    pools: PROPOSED_POOLS,
  };
}
