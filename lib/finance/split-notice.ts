import { BASES, type Basis } from './basis';
import type { PoolRule } from './rules';
import type { SplitTarget } from './split';

/** A special case of `finance.md` §8, recorded and shown. */
export type SplitNotice = {
  readonly pool: string;
  readonly code:
    | 'no-rule'
    | 'no-target'
    | 'absent-target'
    | 'even-fallback'
    | 'unknown-revenue'
    | 'negative-weight'
    | 'not-whole';
  /** The project or account that it is about; null for the pool as a whole. */
  readonly subject: string | null;
  /** The bases in which it is so. */
  readonly bases: readonly Basis[];
  readonly message: string;
};

/** Collects notices while pools are split; the same case in several groups or bases is one notice. */
export function noticesOf() {
  const found = new Map<string, { notice: Omit<SplitNotice, 'bases'>; bases: Set<Basis> }>();
  const add = (notice: Omit<SplitNotice, 'bases'>, bases: readonly Basis[] = BASES) => {
    if (bases.length === 0) return;
    const id = JSON.stringify([notice.pool, notice.code, notice.subject]);
    const known = found.get(id) ?? { notice, bases: new Set<Basis>() };
    for (const basis of bases) known.bases.add(basis);
    found.set(id, known);
  };
  return {
    /** A shared pool that charges go to, and no rule of the month splits. */
    noRule: (pool: string) =>
      add({ pool, code: 'no-rule', subject: null, message: `No rule splits pool ${pool} in this month: it stays.` }),
    /** Everything special about one group of a pool that does not keep. */
    tell: (pool: PoolRule, account: string, targets: readonly SplitTarget[]) => tell(pool, account, targets, add),
    list: (): SplitNotice[] =>
      [...found.values()].map(({ notice, bases }) => ({ ...notice, bases: BASES.filter((basis) => bases.has(basis)) })),
  };
}

type Add = (notice: Omit<SplitNotice, 'bases'>, bases?: readonly Basis[]) => void;

function tell(
  { id: pool, method, weight, targets: wanted }: PoolRule,
  account: string,
  targets: readonly SplitTarget[],
  add: Add,
) {
  const fixed = method === 'fixed';
  for (const { id, book, weights } of targets) {
    const subject = id === '' ? null : id;
    if (id === '') {
      const message = `The weights of pool ${pool} are less than 100 %: the rest stays unallocated.`;
      add({ pool, code: 'not-whole', subject, message });
    } else if (!book && !(fixed && weights.amortized <= 0n)) {
      const outcome = fixed ? 'its share stays unallocated' : 'it is left out';
      const message = `Project ${id} has nothing in this month: ${outcome}.`;
      add({ pool, code: 'absent-target', subject, message });
    }
    const negative = BASES.filter((basis) => weights[basis] < 0n);
    if (negative.length === 0) continue;
    const message = `Project ${id} has a negative weight, which counts as nothing.`;
    add({ pool, code: 'negative-weight', subject, message }, negative);
  }
  const present = targets.filter(({ book }) => book !== null);
  if (present.length === 0) {
    if (fixed) return;
    const there = wanted === 'sameAccount' && targets.length === 0;
    const message = there
      ? `No project is in account ${account}: what pool ${pool} takes there stays unallocated.`
      : `Pool ${pool} has no project to go to and stays unallocated.`;
    add({ pool, code: 'no-target', subject: there ? account : null, message });
    return;
  }
  const nothing = BASES.filter((basis) => present.every(({ weights }) => weights[basis] <= 0n));
  if (method !== 'proportional') return;
  const subject = wanted === 'sameAccount' ? account : null;
  if (weight === 'revenue') {
    const message = `No project of pool ${pool} has revenue in this month: it is split evenly.`;
    add({ pool, code: 'unknown-revenue', subject, message }, nothing);
  } else {
    const message = `The weights of pool ${pool} are nothing in this month: it is split evenly.`;
    add({ pool, code: 'even-fallback', subject, message }, nothing);
  }
}
