import type { PoolRule } from './rules';
import { monthsWords, sourceWords, weightsWords } from './rules-words';

/** A pool's rule as one sentence: `Shares support charges among all projects, in proportion to their usage.` */
export function poolWords(pool: PoolRule, nameOf: (project: string) => string = (id) => id): string {
  const source = `${sourceWords(pool.source)}${pool.includeDedicated ? ', out of accounts of their own as well,' : ''}`;
  const months = monthsWords(pool);
  return `${outcomeWords(pool, source, nameOf)}${months === '' ? '' : `; ${months}`}.`;
}

function outcomeWords(pool: PoolRule, source: string, nameOf: (project: string) => string): string {
  switch (pool.method) {
    case 'keep':
      return `Keeps ${source} in Unallocated`;
    case 'fixed': {
      const named = new Map([...pool.weights].map(([id, units]) => [nameOf(id), units]));
      return `Shares ${source} by fixed weights: ${weightsWords(named)}`;
    }
    case 'even':
      return `Shares ${source} evenly among ${targetWords(pool, nameOf)}`;
    case 'proportional':
      return `Shares ${source} among ${targetWords(pool, nameOf)}, in proportion to their ${WEIGHTS[pool.weight]}`;
  }
}

const WEIGHTS = { usage: 'usage', direct: 'direct cost', revenue: 'revenue' } as const;

function targetWords({ targets, otherwise }: PoolRule, nameOf: (project: string) => string): string {
  if (targets === 'all') return 'all projects';
  if (targets === 'sameAccount') {
    return `the projects of the same account (${otherwise === 'all' ? 'where there is none, all' : 'where there is none, it stays'})`;
  }
  const [first = '', ...rest] = targets.map(nameOf);
  return rest.length === 0 ? first : `${[first, ...rest.slice(0, -1)].join(', ')} and ${rest.at(-1)}`;
}
