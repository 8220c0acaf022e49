import { type Amounts, amountsOf, BASES, type Basis, subtractAmounts } from './basis';
import { magnitude } from './money';

/** One identity of `finance.md` §9 for one basis. Amounts and bound in units of 10⁻⁹. */
export type Check = {
  readonly name: string;
  readonly basis: Basis;
  readonly expected: bigint;
  readonly actual: bigint;
  /** The largest difference that rounding can make: one unit for every group summed. */
  readonly bound: bigint;
  readonly holds: boolean;
};

export type ResidualState = 'none' | 'rounding' | 'counted' | 'warning';

/** What AWS reports ungrouped beyond the sum of its groups. `amounts` may have either sign. */
export type Residual = { readonly amounts: Amounts; readonly state: ResidualState };

/** A sum of groups as a reply gave them, and how many there were. */
export type GroupSum = { readonly amounts: Amounts; readonly groups: number };

/** Above this share of the month a residual is a warning (`finance.md` §9), in parts of a million. */
export const RESIDUAL_WARNING_PPM = 5_000n;

/**
 * residual = control − Σ recordType, to the unit, so that the month always adds up to AWS's own total.
 * Up to one unit per group is `rounding`; more is `counted`; above `warningPpm` of the control total in any basis, `warning`.
 */
export function residualOf(control: Amounts, book: GroupSum, warningPpm: bigint = RESIDUAL_WARNING_PPM): Residual {
  const amounts = subtractAmounts(control, book.amounts);
  const bound = BigInt(book.groups);
  const above = BASES.filter((basis) => magnitude(amounts[basis]) > bound);
  if (above.length === 0) return { amounts, state: BASES.some((basis) => amounts[basis] !== 0n) ? 'rounding' : 'none' };
  const warns = above.some((basis) => magnitude(amounts[basis]) * 1_000_000n > magnitude(control[basis]) * warningPpm);
  return { amounts, state: warns ? 'warning' : 'counted' };
}

/** True when two residuals differ by more than `bound` units in any basis. */
export const residualMoved = (a: Amounts, b: Amounts, bound: bigint): boolean =>
  BASES.some((basis) => magnitude(a[basis] - b[basis]) > bound);

/** Compares two sums of the same charges in every basis; a difference of at most one unit per group is rounding. */
export function compareSums(name: string, expected: GroupSum, actual: GroupSum): Check[] {
  const bound = BigInt(expected.groups + actual.groups);
  return BASES.map((basis) => ({
    name,
    basis,
    expected: expected.amounts[basis],
    actual: actual.amounts[basis],
    bound,
    holds: magnitude(actual.amounts[basis] - expected.amounts[basis]) <= bound,
  }));
}

/**
 * Compares a face with the book account by account: a total can agree while two accounts are swapped.
 * The checks carry the totals; they hold only when every account holds. `breaches` names the accounts that do not.
 */
export function compareFace(
  name: string,
  book: ReadonlyMap<string, GroupSum>,
  face: ReadonlyMap<string, GroupSum>,
): { checks: Check[]; breaches: string[] } {
  const breaches: string[] = [];
  for (const account of new Set([...book.keys(), ...face.keys()])) {
    const pair = compareSums(name, book.get(account) ?? NOTHING, face.get(account) ?? NOTHING);
    if (pair.some((check) => !check.holds)) breaches.push(account);
  }
  const checks = compareSums(name, total(book.values()), total(face.values()));
  return { checks: breaches.length === 0 ? checks : checks.map((check) => ({ ...check, holds: false })), breaches };
}

const NOTHING: GroupSum = { amounts: amountsOf(() => 0n), groups: 0 };

/** Adds group sums: amounts basis by basis, and the number of groups. */
export function total(sums: Iterable<GroupSum>): GroupSum {
  const amounts = amountsOf(() => 0n);
  let groups = 0;
  for (const sum of sums) {
    for (const basis of BASES) amounts[basis] += sum.amounts[basis];
    groups += sum.groups;
  }
  return { amounts, groups };
}
