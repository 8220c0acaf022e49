import type { FoundFinding, Severity } from './finding';
import type { ReviewFacts } from './review-facts';

/** A rule of the account review. */
export type ReviewRule = {
  /** Stable: accepted findings are kept by it. */
  readonly id: string;
  readonly severity: Severity;
  readonly title: string;
  /** What `cost` of its findings counts. */
  readonly stake: string;
  /** Why it matters, in one paragraph. */
  readonly reason: string;
  /** Finds what the facts support; what is not known is no finding. */
  readonly find: (facts: ReviewFacts) => FoundFinding[];
};
