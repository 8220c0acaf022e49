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

// A derivation does these millions of times: written out, they take a third of what a loop over the bases does.

export const noAmounts = (): Amounts => ({
  unblended: 0n,
  amortized: 0n,
  netUnblended: 0n,
  netAmortized: 0n,
  blended: 0n,
});

/** a + b, basis by basis: two bases never meet in one sum. */
export const addAmounts = (a: Amounts, b: Amounts): Amounts => ({
  unblended: a.unblended + b.unblended,
  amortized: a.amortized + b.amortized,
  netUnblended: a.netUnblended + b.netUnblended,
  netAmortized: a.netAmortized + b.netAmortized,
  blended: a.blended + b.blended,
});

/** a − b, basis by basis. */
export const subtractAmounts = (a: Amounts, b: Amounts): Amounts => ({
  unblended: a.unblended - b.unblended,
  amortized: a.amortized - b.amortized,
  netUnblended: a.netUnblended - b.netUnblended,
  netAmortized: a.netAmortized - b.netAmortized,
  blended: a.blended - b.blended,
});

/** Adds to a sum in place. */
export function accumulate(sum: Amounts, amounts: Amounts): void {
  sum.unblended += amounts.unblended;
  sum.amortized += amounts.amortized;
  sum.netUnblended += amounts.netUnblended;
  sum.netAmortized += amounts.netAmortized;
  sum.blended += amounts.blended;
}

/** Sums a list, basis by basis. */
export const sumAmounts = (list: Iterable<Amounts>): Amounts => {
  const sum = noAmounts();
  for (const amounts of list) accumulate(sum, amounts);
  return sum;
};

/** True when all five amounts agree to the unit. */
export const sameAmounts = (a: Amounts, b: Amounts): boolean =>
  a.unblended === b.unblended &&
  a.amortized === b.amortized &&
  a.netUnblended === b.netUnblended &&
  a.netAmortized === b.netAmortized &&
  a.blended === b.blended;
