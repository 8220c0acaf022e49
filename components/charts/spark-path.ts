/** A sparkline as paths in a box: what is certain, what is not final, and points without neighbours. */
export type SparkPaths = {
  readonly line: string;
  /** From the last certain point on. */
  readonly dotted: string;
  readonly dots: readonly (readonly [number, number])[];
};

/**
 * Lays amounts out in a box. A null is missing, and the line breaks there. `uncertain` is how many of the last points
 * are not final. The lowest amount stands at the bottom (a sparkline shows a shape, not a size); a flat one in the middle.
 */
export function sparkPaths(
  amounts: readonly (number | null)[],
  width: number,
  height: number,
  uncertain = 0,
): SparkPaths {
  const known = amounts.flatMap((amount) => amount ?? []);
  const low = Math.min(...known);
  const span = Math.max(...known) - low;
  const pad = 1.5;
  const x = (at: number) =>
    round(amounts.length < 2 ? width / 2 : pad + (at * (width - 2 * pad)) / (amounts.length - 1));
  const y = (amount: number) =>
    round(span > 0 ? height - pad - ((amount - low) * (height - 2 * pad)) / span : height / 2);
  const first = amounts.length - uncertain;
  const path = (from: number, to: number): string => {
    let drawn = '';
    for (let at = Math.max(0, from); at < to; at += 1) {
      const amount = amounts[at];
      if (amount == null) continue;
      const joined = at > Math.max(0, from) && amounts[at - 1] != null;
      drawn += `${joined ? 'L' : 'M'}${x(at)} ${y(amount)}`;
    }
    return drawn;
  };
  return {
    line: path(0, first),
    dotted: uncertain > 0 ? path(first - 1, amounts.length) : '',
    dots: amounts.flatMap((amount, at) =>
      amount !== null && amounts[at - 1] == null && amounts[at + 1] == null ? [[x(at), y(amount)] as const] : [],
    ),
  };
}

const round = (pixels: number): number => Math.round(pixels * 10) / 10;
