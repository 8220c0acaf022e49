import { magnitude } from './money';

/** What an invoice lies beside: a charge class of the month, or the residual. Units of 10⁻⁹. */
export type InvoicePart = { readonly key: string; readonly units: bigint };

/** Half a cent for each part: an invoice rounds its lines. */
const SLACK = 5_000_000n;

/**
 * Which parts of a month's cost an invoice leaves out, where their sum is its difference to the cost: the fewest that do, to half
 * a cent a part. Null where no parts explain it. `difference` = invoice − cost; nothing is explained by no part.
 */
export function explainInvoice(difference: bigint, parts: readonly InvoicePart[]): readonly InvoicePart[] | null {
  const given = parts.filter(({ units }) => magnitude(units) > SLACK).slice(0, 12);
  let best: readonly InvoicePart[] | null = null;
  for (let chosen = 0; chosen < 1 << given.length; chosen += 1) {
    const left = given.filter((_, at) => (chosen >> at) & 1);
    if (best !== null && left.length >= best.length) continue;
    const sum = left.reduce((all, { units }) => all + units, 0n);
    if (magnitude(difference + sum) <= SLACK * BigInt(Math.max(1, left.length))) best = left;
  }
  return best;
}
