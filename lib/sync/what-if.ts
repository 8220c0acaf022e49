import type { Basis } from '@/lib/finance/basis';
import type { DerivedHomes } from '@/lib/finance/derive-month';
import type { Month, MonthRange } from '@/lib/finance/month';
import type { SharedCosts } from '@/lib/finance/shared-cost';
import type { Connection } from '@/lib/store/connections';
import type { Database } from '@/lib/store/database';
import {
  addUp,
  type BothRules,
  deriveBoth,
  frozenRows,
  type MonthRows,
  readBoth,
  rowsOf,
  sourceOf,
  storedMonths,
} from './what-if-month';

/** What rules would make of some months beside what those in force make of them; both from the same reading of the store. */
export type WhatIf = {
  readonly before: SharedCosts;
  readonly after: SharedCosts;
  /** Months that are closed somewhere: no rule changes them, and they are as they were closed on both sides. */
  readonly closed: readonly Month[];
};

export type WhatIfQuery = {
  readonly connections: readonly Pick<Connection, 'id' | 'currency'>[];
  readonly months: MonthRange;
  readonly basis: Basis;
};

/**
 * Splits the stored months of a range under other rules, over the whole organization, without saving anything and without
 * asking AWS. The connections have one currency.
 */
export async function whatIf(
  db: Database,
  rules: BothRules,
  { connections, months, basis }: WhatIfQuery,
): Promise<WhatIf> {
  const before: MonthRows[] = [];
  const after: MonthRows[] = [];
  const closed = new Set<Month>();
  for (const connection of connections) {
    for (const { month, loads, isClosed } of await storedMonths(db, connection.id)) {
      if (month < months.from || month >= months.to) continue;
      if (isClosed) {
        closed.add(month);
        const frozen = await frozenRows(db, connection.id, month, basis);
        before.push(frozen);
        after.push(frozen);
      } else {
        const made = await deriveBoth(await readBoth(sourceOf(db, connection, month, loads), rules));
        before.push(rowsOf(month, made.before, basis));
        after.push(rowsOf(month, made.after, basis));
      }
    }
  }
  return { before: addUp(before), after: addUp(after), closed: [...closed].sort() };
}

/** What a change of the rules would do to one stored month. Units of 10⁻⁹ in one basis. */
export type MonthEffect = {
  readonly connection: string;
  readonly month: Month;
  readonly currency: string;
  /** Projects whose total changes, in any amount. */
  readonly projects: number;
  /** Half of Σ |change| over projects and unallocated: what would lie elsewhere. */
  readonly moved: bigint;
  readonly unallocated: { readonly before: bigint; readonly after: bigint };
};

export type MonthEffects = {
  readonly changed: readonly MonthEffect[];
  /** Open months whose figures stay. */
  readonly untouched: number;
  /** Closed months, which keep their own rules. */
  readonly closed: number;
};

/** The dry run of a change: every stored month of every connection whose figures it would touch, oldest first. */
export async function whatIfMonths(
  db: Database,
  rules: BothRules,
  connections: readonly Pick<Connection, 'id' | 'name' | 'currency'>[],
  basis: Basis,
): Promise<MonthEffects> {
  const changed: MonthEffect[] = [];
  let [untouched, closed] = [0, 0];
  for (const connection of connections) {
    for (const { month, loads, isClosed } of await storedMonths(db, connection.id)) {
      if (isClosed) {
        closed += 1;
        continue;
      }
      const seen = await readBoth(sourceOf(db, connection, month, loads), rules);
      const made = seen.same ? null : await deriveBoth(seen);
      const sum = (homes: DerivedHomes) => addUp([rowsOf(month, homes, basis)]);
      const effect = made && effectOf(sum(made.before), sum(made.after));
      if (!effect) untouched += 1;
      else changed.push({ connection: connection.name, month, currency: connection.currency ?? '', ...effect });
    }
  }
  return { changed: changed.sort((a, b) => (a.month < b.month ? -1 : a.month > b.month ? 1 : 0)), untouched, closed };
}

function effectOf(
  before: SharedCosts,
  after: SharedCosts,
): Pick<MonthEffect, 'projects' | 'moved' | 'unallocated'> | null {
  const changes = new Map<string, bigint>();
  const count = ({ projects }: SharedCosts, sign: bigint) => {
    for (const { project, direct, shared } of projects) {
      changes.set(project, (changes.get(project) ?? 0n) + sign * (direct + shared));
    }
  };
  count(before, -1n);
  count(after, 1n);
  const found = [...changes.values()].filter((units) => units !== 0n);
  const unallocated = { before: before.unallocated, after: after.unallocated };
  const moves = [...found, unallocated.after - unallocated.before];
  const moved = moves.reduce((sum, units) => sum + (units < 0n ? -units : units), 0n) / 2n;
  return moved === 0n ? null : { projects: found.length, moved, unallocated };
}
