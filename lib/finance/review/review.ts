import { type FoundFinding, SEVERITIES, type Severity } from './finding';
import { largestFirst, type ReviewFacts } from './review-facts';
import type { ReviewRule } from './review-rule';
import { REVIEW_RULES } from './review-rules';

/** A finding of a rule. */
export type Finding = FoundFinding & { readonly rule: string; readonly severity: Severity };

/** Everything that the rules find, the gravest first, then by what is at stake. */
export function reviewOf(facts: ReviewFacts, rules: readonly ReviewRule[] = REVIEW_RULES): Finding[] {
  return rules
    .flatMap(({ id, severity, find }) => find(facts).map((found): Finding => ({ ...found, rule: id, severity })))
    .sort(byGravity);
}

/** The order of findings on every screen and in every file. */
export const byGravity = (a: Finding, b: Finding): number =>
  SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity) ||
  largestFirst(a.cost, b.cost) ||
  compare(a.rule, b.rule) ||
  compare(a.subject.id, b.subject.id);

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** The rule of a finding. @throws RangeError for an id that no rule has */
export function reviewRule(id: string): ReviewRule {
  const found = REVIEW_RULES.find((rule) => rule.id === id);
  if (found) return found;
  throw new RangeError(`not a rule of the review: ${id}`);
}
