import type { Figure } from '@/lib/format/money';

/** A line of evidence as it is printed. */
export type EvidenceRow = {
  readonly label: string;
  readonly figure: Figure | null;
  readonly exact: string;
  /** Where the figure is of another basis than the page; else ''. */
  readonly basis: string;
  readonly href: string | null;
};

/** A finding as it is printed, and what accepting it needs. */
export type FindingRow = {
  readonly connectionId: string;
  /** The organization's name where the page shows several; else ''. */
  readonly connection: string;
  readonly rule: string;
  /** `kind:id` */
  readonly subject: string;
  readonly name: string;
  readonly statement: string;
  readonly figure: Figure;
  readonly exact: string;
  readonly evidence: readonly EvidenceRow[];
  readonly fix: string;
};

/** The findings of one rule. */
export type RuleGroup = {
  readonly rule: string;
  readonly title: string;
  readonly reason: string;
  readonly stake: string;
  readonly findings: readonly FindingRow[];
  /** Findings beyond those listed. */
  readonly more: number;
};

export type AcceptedRow = FindingRow & {
  readonly title: string;
  readonly reason: string;
  readonly until: string;
  readonly by: string;
};

export type FindingReply = { readonly ok: true } | { readonly ok: false; readonly message: string };

type Ref = { readonly connectionId: string; readonly rule: string; readonly subject: string };
export type FindingActions = {
  readonly accept: (finding: Ref & { readonly reason: string; readonly until: string }) => Promise<FindingReply>;
  readonly withdraw: (finding: Ref) => Promise<FindingReply>;
};
