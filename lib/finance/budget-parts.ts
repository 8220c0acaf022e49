/** A budget of one month, or of one period, and what its entity lies wholly inside of; as `entityText`. */
export type PlacedBudget = { readonly entity: string; readonly inside: readonly string[]; readonly amount: bigint };

/**
 * Σ of the budgets inside a container, each cost counted once: a budget inside another that is itself inside the container
 * is a part of that one. Units of 10⁻⁹; null when there are none.
 */
export function budgetOfParts(container: string, budgets: readonly PlacedBudget[]): bigint | null {
  const within = budgets.filter(({ inside }) => inside.includes(container));
  const given = new Set(within.map(({ entity }) => entity));
  const outermost = within.filter(({ inside }) => !inside.some((each) => given.has(each)));
  return outermost.length === 0 ? null : outermost.reduce((sum, { amount }) => sum + amount, 0n);
}

/** Everything that some budget lies inside of, in the order in which it is met. */
export const containersOf = (budgets: readonly PlacedBudget[]): string[] => [
  ...new Set(budgets.flatMap(({ inside }) => inside)),
];
