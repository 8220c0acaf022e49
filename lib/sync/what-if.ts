import type { Amounts, Basis } from '@/lib/finance/basis';
import { type DerivedHomes, type DeriveInput, deriveHomes } from '@/lib/finance/derive-month';
import { keyOfHome } from '@/lib/finance/home';
import { addMonths, type Month, type MonthRange } from '@/lib/finance/month';
import type { Rules } from '@/lib/finance/rules';
import { type SharedCostRows, type SharedCosts, sharedCosts } from '@/lib/finance/shared-cost';
import type { SplitNotice } from '@/lib/finance/split-notice';
import { listClosesOf } from '@/lib/store/closes';
import type { Connection } from '@/lib/store/connections';
import type { Database } from '@/lib/store/database';
import { listDerivations, listShareUnits, listSliceUnits, listUnallocatedUnits } from '@/lib/store/derived-reads';
import { listPublished } from '@/lib/store/loads';
import { mintScope } from '@/lib/store/scope';
import { type DerivationSource, readDerivationBasis, readDeriveInput } from './derivation-input';

/** What rules would make of some months beside what those in force make of them; both from the same reading of the store. */
export type WhatIf = {
  readonly before: SharedCosts;
  readonly after: SharedCosts;
  /** Months that are closed somewhere: no rule changes them, and they are as they were closed on both sides. */
  readonly closed: readonly Month[];
};

/** The rules in force, or those that a draft began from, and others. */
export type BothRules = { readonly before: Rules; readonly after: Rules };

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

type Both = {
  readonly before: () => Promise<DeriveInput>;
  readonly after: () => Promise<DeriveInput>;
  /** The rules that hold in the month are the same, and so are its figures. */
  readonly same: boolean;
};

async function readBoth(source: Omit<DerivationSource, 'rules'>, rules: BothRules): Promise<Both> {
  const [before, after] = [
    { ...source, rules: rules.before },
    { ...source, rules: rules.after },
  ];
  const bases = await Promise.all([readDerivationBasis(before), readDerivationBasis(after)]);
  return {
    before: () => readDeriveInput(before, bases[0]),
    after: () => readDeriveInput(after, bases[1]),
    same: bases[0].digest === bases[1].digest,
  };
}

async function deriveBoth({ before, after, same }: Both): Promise<Record<'before' | 'after', DerivedHomes>> {
  const homes = deriveHomes(await before());
  return { before: homes, after: same ? homes : deriveHomes(await after()) };
}

const sourceOf = (
  db: Database,
  { id, currency }: Pick<Connection, 'id' | 'currency'>,
  month: Month,
  loads: ReadonlyMap<string, number>,
): Omit<DerivationSource, 'rules'> => ({ db, scope: mintScope(db, 'all'), connectionId: id, currency, month, loads });

/** The published months of a connection with the load of each cube, oldest first. */
async function storedMonths(db: Database, connectionId: string) {
  const [published, closes] = await Promise.all([listPublished(db, connectionId), listClosesOf(db, connectionId)]);
  const closed = new Set(closes.map(({ month }) => month));
  const months = new Map<Month, Map<string, number>>();
  for (const { month, cube, loadId } of published) {
    months.set(month, (months.get(month) ?? new Map()).set(cube, loadId));
  }
  return [...months]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([month, loads]) => ({ month, loads, isClosed: closed.has(month) }));
}

type MonthRows = { readonly [Key in keyof SharedCostRows]: readonly Each<SharedCostRows[Key]>[] };
type Each<Rows> = Rows extends Iterable<infer Row> ? Row : never;

const addUp = (months: readonly MonthRows[]): SharedCosts =>
  sharedCosts({
    slices: months.flatMap(({ slices }) => slices),
    shares: months.flatMap(({ shares }) => shares),
    unallocated: months.flatMap(({ unallocated }) => unallocated),
    notices: months.flatMap(({ notices }) => notices),
  });

function rowsOf(month: Month, { slices, split }: DerivedHomes, basis: Basis): MonthRows {
  const units = <T extends { readonly amounts: Amounts }>({ amounts, ...rest }: T) => ({
    ...rest,
    units: amounts[basis],
  });
  return {
    slices: slices.map(({ home, ...slice }) => ({ ...units(slice), home: keyOfHome(home) })),
    shares: split.shares.map(units),
    unallocated: split.unallocated.map(units),
    notices: noticesIn(month, split.notices, basis),
  };
}

/** A closed month as it is stored. */
async function frozenRows(db: Database, connectionId: string, month: Month, basis: Basis): Promise<MonthRows> {
  const scope = mintScope(db, 'all');
  const query = { connectionId, months: { from: month, to: addMonths(month, 1) } };
  const [slices, shares, unallocated, derivations] = await Promise.all([
    listSliceUnits(scope, query, basis),
    listShareUnits(scope, query, basis),
    listUnallocatedUnits(scope, query, basis),
    listDerivations(scope, query),
  ]);
  const notices = derivations.flatMap((each) => noticesIn(month, each.notices, basis));
  return { slices, shares, unallocated, notices };
}

const noticesIn = (month: Month, notices: readonly SplitNotice[], basis: Basis) =>
  notices.flatMap(({ pool, message, bases }) => (bases.includes(basis) ? [{ pool, message, month }] : []));
