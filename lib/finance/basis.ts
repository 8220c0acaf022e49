/** The five cost bases of `finance.md` §3. */
export const BASES = ['unblended', 'amortized', 'netUnblended', 'netAmortized', 'blended'] as const;
export type Basis = (typeof BASES)[number];

export const DEFAULT_BASIS: Basis = 'amortized';

/** One amount per basis. Stored amounts are in units of 10⁻⁹ of the currency; a bill line's are in 10⁻¹⁸ (`bill.ts`). */
export type Amounts = Record<Basis, bigint>;

/** Cost Explorer's metric of each basis. */
export const METRIC_OF: Record<Basis, string> = {
  unblended: 'UnblendedCost',
  amortized: 'AmortizedCost',
  netUnblended: 'NetUnblendedCost',
  netAmortized: 'NetAmortizedCost',
  blended: 'BlendedCost',
};

/** Builds one amount per basis from a function of the basis. */
export function amountsOf(of: (basis: Basis) => bigint): Amounts {
  return {
    unblended: of('unblended'),
    amortized: of('amortized'),
    netUnblended: of('netUnblended'),
    netAmortized: of('netAmortized'),
    blended: of('blended'),
  };
}

export const noAmounts = (): Amounts => amountsOf(() => 0n);

/** a + b, basis by basis: two bases never meet in one sum. */
export const addAmounts = (a: Amounts, b: Amounts): Amounts => amountsOf((basis) => a[basis] + b[basis]);

/** a − b, basis by basis. */
export const subtractAmounts = (a: Amounts, b: Amounts): Amounts => amountsOf((basis) => a[basis] - b[basis]);

/** Sums a list, basis by basis. */
export const sumAmounts = (list: Iterable<Amounts>): Amounts => {
  let sum = noAmounts();
  for (const amounts of list) sum = addAmounts(sum, amounts);
  return sum;
};

/** True when all five amounts agree to the unit. */
export const sameAmounts = (a: Amounts, b: Amounts): boolean => BASES.every((basis) => a[basis] === b[basis]);
