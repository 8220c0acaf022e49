import type { Viewer } from '@/lib/auth/viewer';
import type { ChargeClass } from '@/lib/finance/charge-class';
import { chargeClassOf } from '@/lib/finance/charge-class';
import type { Month, MonthRange } from '@/lib/finance/month';
import { listCloses } from '@/lib/store/closes';
import { sumUnits } from '@/lib/store/costs';
import { listDerivations } from '@/lib/store/derived-reads';
import { sumEnvironments, sumShares, sumSlices, sumUnallocated } from '@/lib/store/derived-sums';
import { currentRuleSetId } from '@/lib/store/rule-sets';
import type { Books, ConnectionBooks } from './books';
import type { ProjectsReport, UnallocatedPart } from './project-shapes';

/** What is stored of the months of some books, of all their connections together, in one basis. */
export type DerivedUnits = {
  readonly slices: readonly {
    readonly connection: string;
    readonly month: Month;
    readonly account: string;
    readonly home: string;
    readonly chargeClass: ChargeClass;
    readonly dedicated: boolean;
    readonly units: bigint;
  }[];
  readonly shares: readonly {
    readonly home: string;
    readonly pool: string;
    readonly side: 'in' | 'out';
    readonly units: bigint;
  }[];
  readonly environments: readonly { readonly home: string; readonly environment: string; readonly units: bigint }[];
  readonly unallocated: readonly UnallocatedPart[];
  readonly behind: ProjectsReport['behind'];
};

/** Reads the slices of the books' months, and what was made of them. A month that nobody derived is unallocated, and says so. */
export async function derivedUnits(viewer: Viewer, books: Books): Promise<DerivedUnits> {
  const current = await currentRuleSetId(viewer.scope.db);
  const parts = await Promise.all(books.connections.map((each) => ofConnection(viewer, books, each, current)));
  return {
    slices: parts.flatMap(({ slices }) => slices),
    shares: parts.flatMap(({ shares }) => shares),
    environments: parts.flatMap(({ environments }) => environments),
    unallocated: mergeParts(parts.flatMap(({ unallocated }) => unallocated)),
    behind: parts.flatMap(({ behind }) => behind),
  };
}

async function ofConnection(
  viewer: Viewer,
  { months, basis }: Books,
  { connection, months: published }: ConnectionBooks,
  current: number,
): Promise<DerivedUnits> {
  const { scope } = viewer;
  const query = { connectionId: connection.id, months };
  const [closes, derivations, slices, shares, environments, unallocated] = await Promise.all([
    listCloses(scope, connection.id),
    listDerivations(scope, query),
    sumSlices(scope, query, basis, ['month', 'account', 'home', 'chargeClass', 'dedicated']),
    sumShares(scope, query, basis, ['home', 'pool', 'side']),
    sumEnvironments(scope, query, basis, ['home', 'environment']),
    sumUnallocated(scope, query, basis, ['pool', 'reason', 'home', 'chargeClass']),
  ]);
  const closed = new Set(closes.map(({ month }) => month));
  const derived = new Map(derivations.map(({ month, ruleSetId }) => [month, ruleSetId]));
  const missing = published.filter(({ month }) => !derived.has(month)).map(({ month }) => month);
  return {
    slices: slices.map((each) => ({ ...each, connection: connection.id })),
    shares,
    environments,
    unallocated: [
      ...unallocated.map(({ pool, reason, ...rest }) => ({ ...rest, pool: pool || null, reason: reasonOf(reason) })),
      ...(await underived(viewer, connection.id, months, basis, missing)),
    ],
    behind: published
      // A closed month keeps the rules that it was closed with.
      .filter(({ month }) => derived.get(month) !== current && !closed.has(month))
      .map(({ month }) => ({ connection: connection.name, month })),
  };
}

const REASONS = ['no-pool', 'kept', 'no-target', 'absent-target'] as const;

function reasonOf(text: string): UnallocatedPart['reason'] {
  const found = REASONS.find((reason) => reason === text);
  if (found) return found;
  throw new RangeError(`not a reason of unallocated cost: ${text}`);
}

async function underived(
  { scope }: Viewer,
  connectionId: string,
  months: MonthRange,
  basis: Books['basis'],
  missing: readonly Month[],
): Promise<UnallocatedPart[]> {
  if (missing.length === 0) return [];
  const query = { connectionId, cube: 'recordType', months, groupBy: ['month', 'key2'] } as const;
  const sums = await sumUnits(scope, query, basis);
  return sums
    .filter(({ month }) => missing.includes(month ?? ''))
    .map(({ key2, units }) => ({
      ...{ home: 'unknown', pool: null, reason: 'not-derived', chargeClass: chargeClassOf(key2 ?? ''), units },
    }));
}

function mergeParts(parts: readonly UnallocatedPart[]): UnallocatedPart[] {
  const merged = new Map<string, UnallocatedPart>();
  for (const part of parts) {
    const key = JSON.stringify([part.home, part.pool, part.reason, part.chargeClass]);
    const known = merged.get(key);
    merged.set(key, known ? { ...part, units: known.units + part.units } : part);
  }
  return [...merged.values()]
    .filter(({ units }) => units !== 0n)
    .sort((a, b) => (a.units === b.units ? 0 : a.units > b.units ? -1 : 1));
}

/** The accounts that a rule gave a home, month by month, as `connection month account`. */
export const dedicatedIn = (slices: DerivedUnits['slices']): ReadonlySet<string> =>
  new Set(
    slices
      .filter(({ dedicated }) => dedicated)
      .map(({ connection, month, account }) => `${connection} ${month} ${account}`),
  );
