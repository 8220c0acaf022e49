import type { AdjustmentLine } from './adjustment';
import type { Amounts } from './basis';
import type { LedgerMonth } from './ledger-month';
import type { Month } from './month';
import type { Check } from './reconcile';
import type { RulesDocument } from './rules-document';

/** What is known of a request that brought figures. */
export type PackRequest = {
  readonly sentAt: string;
  readonly operation: string;
  readonly subject: string;
  readonly outcome: string;
};

/** A line that finance entered, as text by the names of its fields. */
export type PackEntry = { readonly kind: string; readonly fields: Readonly<Record<string, string>> };

/**
 * Everything that a month of one connection is made of, for an auditor to add up. Amounts in units
 * of 10⁻⁹. control = Σ book + residual; Σ slices = Σ book; Σ usage = the book's usage; what moved sums to zero.
 */
export type MonthPack = {
  readonly ledger: LedgerMonth;
  readonly control: Amounts;
  readonly unallocated: readonly {
    readonly pool: string;
    readonly reason: string;
    readonly account: string;
    readonly home: string;
    readonly chargeClass: string;
    readonly amounts: Amounts;
  }[];
  readonly checks: readonly Check[];
  readonly adjustments: readonly (AdjustmentLine & { readonly month: Month })[];
  readonly rules: { readonly id: number; readonly document: RulesDocument };
  readonly entries: readonly PackEntry[];
  readonly requests: readonly PackRequest[];
  /** What the month is: read when, derived when, closed by whom. */
  readonly facts: Readonly<Record<string, string>>;
};
