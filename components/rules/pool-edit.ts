import { allocate } from '@/lib/finance/allocate';
import { formatDecimal } from '@/lib/finance/money';
import type { PoolDocument } from '@/lib/finance/pool-document';
import { FIXED_WHOLE } from '@/lib/finance/rules';

export type SourceKind = 'pool' | 'chargeClass' | 'charges' | 'untagged';

/** A pool to begin with: the support charges, or what is not taken yet. */
export function newPool(taken: readonly PoolDocument[]): PoolDocument {
  const ids = new Set(taken.map(({ id }) => id));
  let id = 'pool';
  for (let number = 2; ids.has(id); number += 1) id = `pool-${number}`;
  return { id, source: { untagged: 'all' }, method: 'proportional', weight: 'usage', targets: 'all' };
}

export const sourceKindOf = ({ source }: PoolDocument): SourceKind =>
  'pool' in source ? 'pool' : 'chargeClass' in source ? 'chargeClass' : 'charges' in source ? 'charges' : 'untagged';

/** Another kind of source, with what it begins with. */
export function withSourceKind({ includeDedicated: _, ...pool }: PoolDocument, kind: SourceKind): PoolDocument {
  switch (kind) {
    case 'pool':
      return { ...pool, source: { pool: pool.id } };
    case 'chargeClass':
      return { ...pool, source: { chargeClass: 'support' } };
    case 'charges':
      return { ...pool, source: { charges: 'all' } };
    case 'untagged':
      return { ...pool, source: { untagged: 'all' } };
  }
}

/** Another method; fixed weights go with `fixed` alone, and begin evenly over the targets that were listed. */
export function withMethod({ weights, ...pool }: PoolDocument, method: PoolDocument['method']): PoolDocument {
  if (method !== 'fixed') return { ...pool, method };
  const listed = Array.isArray(pool.targets) ? pool.targets : [];
  return { ...pool, method, targets: 'all', weights: weights ?? evenWeights(listed) };
}

export const withTargets = (
  { otherwise: _, ...pool }: PoolDocument,
  targets: NonNullable<PoolDocument['targets']>,
): PoolDocument => (targets === 'sameAccount' ? { ...pool, targets, otherwise: 'all' } : { ...pool, targets });

/** The first or the last month but one; '' is open. */
export function withMonth(pool: PoolDocument, end: 'from' | 'to', text: string): PoolDocument {
  const { [end]: _, ...rest } = pool;
  return text === '' ? rest : { ...rest, [end]: text };
}

/** 100 % in equal parts that add up exactly. */
export function evenWeights(projects: readonly string[]): Record<string, number> {
  if (projects.length === 0) return {};
  const parts = allocate(
    FIXED_WHOLE,
    projects.map((id) => ({ id, weight: 1n })),
  );
  return Object.fromEntries(projects.map((id, at) => [id, Number(formatDecimal(parts[at] ?? 0n))]));
}
