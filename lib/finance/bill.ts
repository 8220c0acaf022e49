import type { Amounts } from './basis';
import type { Currency } from './money';
import type { Day, Month } from './month';

/** Decimal places of a bill line's amounts: lines are summed exactly and rounded once, later. */
export const LINE_SCALE = 18;

/** One charge of a bill: the atom that the demo invents, files bring and the sandbox answers from. */
export type BillLine = {
  /** The billing period. */
  readonly month: Month;
  /** The UTC day on which the charge starts; lies in `month`. */
  readonly day: Day;
  readonly account: string;
  /** As AWS spells it: `Usage`, `SavingsPlanNegation`, `Tax`, … */
  readonly recordType: string;
  /** As Cost Explorer spells it: `Amazon Elastic Compute Cloud - Compute`. */
  readonly service: string;
  /** Cost-allocation tags. A key that is present with `''` is an explicitly empty value. */
  readonly tags: Readonly<Record<string, string>>;
  /** Cost categories by name. */
  readonly categories: Readonly<Record<string, string>>;
  /** In units of 10⁻¹⁸ of the currency (`LINE_SCALE`), costs positive, credits negative. */
  readonly amounts: Amounts;
  /** True for a charge that AWS reports ungrouped and drops from grouped replies (boto3 #2140: pro-rated support). */
  readonly ungroupedOnly?: boolean;
};

export type Bill = { readonly currency: Currency; readonly lines: readonly BillLine[] };
