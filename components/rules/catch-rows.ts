import type { Basis } from '@/lib/finance/basis';
import { formatDecimal } from '@/lib/finance/money';
import type { Caught, RuleCatch } from '@/lib/finance/rule-catch';

/** A thing that a rule meets: an account, or a raw tag value in some accounts. */
export type CaughtRow = {
  readonly key: string;
  readonly label: string;
  /** What the rule decides of it: `home`, `environment` or both. */
  readonly decides: string;
  /** For a tag value: in how many accounts. */
  readonly accounts: number | null;
  readonly amount: string;
};

/** What one rule does in the month that is looked at, over all connections of it. Amounts are exact decimal strings. */
export type CatchRow = {
  readonly holds: boolean;
  readonly accounts: number;
  readonly values: number;
  readonly total: string;
  readonly caught: readonly CaughtRow[];
  /** Things that are caught beyond those listed. */
  readonly more: number;
  /** What other rules have of it, each with the place of that rule. */
  readonly taken: readonly (CaughtRow & { readonly by: number })[];
  readonly moreTaken: number;
};

const SHOWN = 12;

/** Puts together what rules catch in several connections; the costliest first. `nameOf` gives an account its name. */
export function catchRows(
  catches: readonly (readonly RuleCatch[])[],
  basis: Basis,
  nameOf: (account: string) => string,
): CatchRow[] {
  const [first = []] = catches;
  return first.map((_, index) => {
    const own = catches.flatMap((each) => each[index] ?? []);
    const caught = own.flatMap((each) => each.caught).sort(costliest(basis));
    const taken = own.flatMap((each) => each.taken).sort(costliest(basis));
    const row = (each: Caught, at: number): CaughtRow => ({
      key: `${at} ${each.account ?? each.raw}`,
      label: each.account === null ? `“${each.raw ?? ''}”` : nameOf(each.account),
      decides: each.decides.join(' and '),
      accounts: each.account === null ? each.accounts : null,
      amount: formatDecimal(each.total[basis]),
    });
    return {
      holds: own.some(({ holds }) => holds),
      accounts: new Set(caught.flatMap(({ account }) => account ?? [])).size,
      values: new Set(caught.flatMap(({ raw }) => raw ?? [])).size,
      total: formatDecimal(own.reduce((sum, { total }) => sum + total[basis], 0n)),
      caught: caught.slice(0, SHOWN).map(row),
      more: Math.max(0, caught.length - SHOWN),
      taken: taken.slice(0, SHOWN).map((each, at) => ({ ...row(each, at), by: each.by })),
      moreTaken: Math.max(0, taken.length - SHOWN),
    };
  });
}

const costliest =
  (basis: Basis) =>
  (a: Caught, b: Caught): number => {
    const more = b.total[basis] - a.total[basis];
    return more > 0n ? 1 : more < 0n ? -1 : 0;
  };
