import type { Basis } from '../basis';
import type { ChargeClass } from '../charge-class';

export const SEVERITIES = ['high', 'medium', 'low'] as const;
export type Severity = (typeof SEVERITIES)[number];

/** What a finding is about. An id is AWS's, a project's, or a tag value as it was written. */
export type FindingSubject = {
  readonly kind: 'account' | 'ou' | 'project' | 'tag' | 'organization';
  readonly id: string;
  readonly name: string;
};

/** Where a figure can be looked at. */
export type EvidenceLink =
  | { readonly to: 'account' | 'ou' | 'project'; readonly id: string }
  | { readonly to: 'statement'; readonly columns: readonly string[] }
  | { readonly to: 'tag-doctor' | 'shared-costs' };

/** Filters of `/costs` whose total, in the months and basis of the review, is the figure. */
export type CostsFilter = {
  readonly account?: readonly string[];
  readonly ou?: readonly string[];
  readonly project?: readonly string[];
  readonly environment?: readonly string[];
  readonly service?: readonly string[];
  readonly chargeClass?: readonly ChargeClass[];
};

/** One line of evidence: a figure in units of 10⁻⁹, or a fact without one. */
export type Evidence = {
  readonly label: string;
  readonly units: bigint | null;
  /** Where the figure is of another basis than the review; else null. */
  readonly basis: Basis | null;
  readonly link: EvidenceLink | null;
  readonly costs: CostsFilter | null;
};

/** What a rule found. `cost` is what is at stake in the months of the review, in its basis, units of 10⁻⁹, never below zero. */
export type FoundFinding = {
  readonly subject: FindingSubject;
  /** The finding in one sentence without figures of money. */
  readonly statement: string;
  readonly evidence: readonly Evidence[];
  readonly cost: bigint;
  readonly fix: string;
};

/** A line of evidence with a figure of the review's basis. */
export const figure = (
  label: string,
  units: bigint,
  costs: CostsFilter | null,
  link: EvidenceLink | null = null,
): Evidence => ({ label, units, basis: null, costs, link });

/** A line of evidence without a figure. */
export const fact = (label: string, link: EvidenceLink | null = null): Evidence => ({
  ...{ label, link, units: null, basis: null, costs: null },
});
