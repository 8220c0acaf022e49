import type { SankeyModel } from '@/components/charts/prepare-sankey';
import type { Basis } from '@/lib/finance/basis';
import type { Month, MonthRange } from '@/lib/finance/month';
import type { RulesDocument } from '@/lib/finance/rules-document';
import type { MonthsNotice, PoolShare } from '@/lib/finance/shared-cost';
import type { BeforeAfter } from './before-after';

/** What is looked at: the same as the address of the page says. */
export type RulesView = { readonly connection: string | null; readonly months: MonthRange; readonly basis: Basis };

/** What rules make of the months that are looked at, beside what those in force make of them. */
export type RulesTrial = {
  readonly table: BeforeAfter;
  readonly flows: SankeyModel;
  readonly pools: readonly PoolShare[];
  readonly notices: readonly MonthsNotice[];
  /** Months of these that are closed: no draft changes them. */
  readonly closed: readonly Month[];
  /** How long it took to work out; 0 for what was stored. */
  readonly milliseconds: number;
};

/** A stored month that a change of the rules would touch. Amounts are exact decimal strings. */
export type MonthEffectRow = {
  readonly connection: string;
  readonly month: Month;
  readonly currency: string;
  readonly projects: number;
  readonly moved: string;
  readonly before: string;
  readonly after: string;
};

export type Refused = { readonly ok: false; readonly message: string };
export type TrialReply = { readonly ok: true; readonly found: RulesTrial } | Refused;
export type MonthsReply =
  | {
      readonly ok: true;
      readonly changed: readonly MonthEffectRow[];
      readonly untouched: number;
      readonly closed: number;
    }
  | Refused;
/** `overtaken`: somebody saved other rules meanwhile. */
export type SaveReply =
  | { readonly ok: true; readonly id: number; readonly months: number }
  | (Refused & { readonly overtaken: boolean });

/** What the screens of rules ask of the server. Nothing but the last two saves anything. */
export type RulesActions = {
  readonly tryRules: (document: RulesDocument, view: RulesView) => Promise<TrialReply>;
  readonly tryMonths: (document: RulesDocument, basis: Basis) => Promise<MonthsReply>;
  readonly saveRules: (document: RulesDocument, base: number, note: string) => Promise<SaveReply>;
  /** Saves the rules of an older set again, as a new one. */
  readonly restoreRules: (set: number, base: number) => Promise<SaveReply>;
};
