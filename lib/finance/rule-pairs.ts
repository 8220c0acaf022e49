import { assignmentDocument } from './assignment-document';
import { poolDocument } from './pool-document';
import type { Assignment, PoolRule } from './rules';

type Placed<T> = { readonly entry: T; readonly at: number };

/** An entry before and after, one of them null where it was added or removed; `moved`: others that stayed passed it. */
export type RulePair<T> = {
  readonly before: Placed<T> | null;
  readonly after: Placed<T> | null;
  readonly moved: boolean;
};

/** Pairs entries by their id. */
export const pairById = <T extends { readonly id: string }>(before: readonly T[], after: readonly T[]): RulePair<T>[] =>
  pairEntries(before, after, [({ id }) => id]);

/** Pairs pools: the same one, else one of the same id, whose months or anything else may have changed. */
export const pairPools = (before: readonly PoolRule[], after: readonly PoolRule[]): RulePair<PoolRule>[] =>
  pairEntries(before, after, [
    (pool) => JSON.stringify(poolDocument(pool)),
    ({ id, from }) => JSON.stringify([id, from]),
    ({ id }) => id,
  ]);

/** Pairs rules, which have no id: the same one, else one of the same condition, else one that yields the same. */
export function pairAssignments(before: readonly Assignment[], after: readonly Assignment[]): RulePair<Assignment>[] {
  const text = (rule: Assignment, ...fields: ('when' | 'then' | 'from' | 'to')[]) => {
    const document = assignmentDocument(rule);
    return JSON.stringify([rule.when.kind, ...fields.map((field) => document[field] ?? null)]);
  };
  return pairEntries(before, after, [
    (rule) => text(rule, 'when', 'then', 'from', 'to'),
    (rule) => text(rule, 'when', 'from'),
    (rule) => text(rule, 'when'),
    (rule) => text(rule, 'then', 'from', 'to'),
  ]);
}

/** Pairs what has the same key, by one key after the other, in order; then what was added; what was removed last. */
function pairEntries<T>(
  before: readonly T[],
  after: readonly T[],
  keys: readonly ((entry: T) => string)[],
): RulePair<T>[] {
  const partner = new Map<number, number>();
  const taken = new Set<number>();
  for (const keyOf of keys) {
    const waiting = new Map<string, number[]>();
    for (const [at, entry] of before.entries()) {
      if (taken.has(at)) continue;
      const key = keyOf(entry);
      const list = waiting.get(key);
      if (list) list.push(at);
      else waiting.set(key, [at]);
    }
    for (const [at, entry] of after.entries()) {
      const found = partner.has(at) ? undefined : waiting.get(keyOf(entry))?.shift();
      if (found === undefined) continue;
      partner.set(at, found);
      taken.add(found);
    }
  }
  const kept = stayed(after.flatMap((_, at) => partner.get(at) ?? []));
  const pairs = after.map((entry, at): RulePair<T> => {
    const from = partner.get(at);
    const old = from === undefined ? undefined : before[from];
    if (from === undefined || old === undefined) return { before: null, after: { entry, at }, moved: false };
    return { before: { entry: old, at: from }, after: { entry, at }, moved: !kept.has(from) };
  });
  const removed = before.flatMap((entry, at): RulePair<T>[] =>
    taken.has(at) ? [] : [{ before: { entry, at }, after: null, moved: false }],
  );
  return [...pairs, ...removed];
}

/** The members of a longest increasing subsequence: the fewest others count as moved. */
function stayed(places: readonly number[]): Set<number> {
  const tails: number[] = [];
  const previous = new Map<number, number | undefined>();
  for (const place of places) {
    let low = 0;
    let high = tails.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((tails[middle] ?? 0) < place) low = middle + 1;
      else high = middle;
    }
    previous.set(place, low > 0 ? tails[low - 1] : undefined);
    tails[low] = place;
  }
  const kept = new Set<number>();
  for (let place = tails.at(-1); place !== undefined; place = previous.get(place)) kept.add(place);
  return kept;
}
