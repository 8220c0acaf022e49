import type { Severity } from './finding';
import type { Finding } from './review';

/** What a rule takes off at most, in thousandths of what is left. */
const MOST: Readonly<Record<Severity, bigint>> = { high: 150n, medium: 80n, low: 30n };

const WHOLE = 1_000_000n;

/**
 * The score of a review, 0 to 100. Every rule that finds something leaves of the score 1 − most × (½ + ½ × share): `most`
 * is 15 % for a grave rule, 8 % for a medium and 3 % for a slight one, `share` what is at stake in its findings as a part
 * of `bill`, at most all of it. So 100 is only for nothing found; another finding, or more at stake, never raises the
 * score. Rounded down. `bill`: Σ of what accounts cost above zero, in the same months and basis.
 */
export function reviewScore(findings: readonly Pick<Finding, 'rule' | 'severity' | 'cost'>[], bill: bigint): number {
  const rules = new Map<string, { readonly severity: Severity; stake: bigint }>();
  for (const { rule, severity, cost } of findings) {
    const known = rules.get(rule) ?? { severity, stake: 0n };
    known.stake += cost > 0n ? cost : 0n;
    rules.set(rule, known);
  }
  let left = WHOLE;
  for (const { severity, stake } of rules.values()) {
    const share = bill > 0n ? smaller((stake * WHOLE) / bill, WHOLE) : 0n;
    const off = (MOST[severity] * (WHOLE + share)) / 2_000n;
    left = (left * (WHOLE - off)) / WHOLE;
  }
  return Number((left * 100n) / WHOLE);
}

const smaller = (a: bigint, b: bigint): bigint => (a < b ? a : b);
