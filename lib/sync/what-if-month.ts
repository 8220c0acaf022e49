import type { Amounts, Basis } from '@/lib/finance/basis';
import { type DerivedHomes, type DeriveInput, deriveHomes } from '@/lib/finance/derive-month';
import { keyOfHome } from '@/lib/finance/home';
import { addMonths, type Month } from '@/lib/finance/month';
import { revenueByProject } from '@/lib/finance/project-revenue';
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

/** The rules in force, or those that a draft began from, and others. */
export type BothRules = { readonly before: Rules; readonly after: Rules };

/** One month under both rules, as far as it is asked for. */
type Both = {
  readonly before: () => Promise<DeriveInput>;
  /** What both sides read alike is not read again. */
  readonly after: (before: DeriveInput) => Promise<DeriveInput>;
  /** The rules that hold in the month are the same, and so are its figures. */
  readonly same: boolean;
};

/** Reads what decides whether rules differ in a month; its cubes only when asked. */
export async function readBoth(source: Omit<DerivationSource, 'rules'>, rules: BothRules): Promise<Both> {
  const [before, after] = [
    { ...source, rules: rules.before },
    { ...source, rules: rules.after },
  ];
  const [was, is] = await Promise.all([readDerivationBasis(before), readDerivationBasis(after)]);
  const chains = ({ dimensions }: Rules) => JSON.stringify([dimensions.project, dimensions.environment]);
  return {
    before: () => readDeriveInput(before, was),
    after: async (input) => {
      if (chains(rules.before) !== chains(rules.after)) return readDeriveInput(after, is);
      return { ...input, rules: rules.after, revenue: revenueByProject(is.revenue, { ...after, ...is }) };
    },
    same: was.digest === is.digest,
  };
}

/** Gives every charge its home and splits the pools, under both rules. */
export async function deriveBoth({ before, after, same }: Both): Promise<Record<'before' | 'after', DerivedHomes>> {
  const input = await before();
  const homes = deriveHomes(input);
  return { before: homes, after: same ? homes : deriveHomes(await after(input)) };
}

/** A stored month, without rules. */
export const sourceOf = (
  db: Database,
  { id, currency }: Pick<Connection, 'id' | 'currency'>,
  month: Month,
  loads: ReadonlyMap<string, number>,
): Omit<DerivationSource, 'rules'> => ({ db, scope: mintScope(db, 'all'), connectionId: id, currency, month, loads });

/** The published months of a connection with the load of each cube, oldest first. */
export async function storedMonths(db: Database, connectionId: string) {
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

/** A month in one basis, ready to be added up with others. */
export type MonthRows = { readonly [Key in keyof SharedCostRows]: readonly Each<SharedCostRows[Key]>[] };
type Each<Rows> = Rows extends Iterable<infer Row> ? Row : never;

export const addUp = (months: readonly MonthRows[]): SharedCosts =>
  sharedCosts({
    slices: months.flatMap(({ slices }) => slices),
    shares: months.flatMap(({ shares }) => shares),
    unallocated: months.flatMap(({ unallocated }) => unallocated),
    notices: months.flatMap(({ notices }) => notices),
  });

/** A month as it was derived. */
export function rowsOf(month: Month, { slices, split }: DerivedHomes, basis: Basis): MonthRows {
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
export async function frozenRows(db: Database, connectionId: string, month: Month, basis: Basis): Promise<MonthRows> {
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
