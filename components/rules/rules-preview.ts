import type { Month } from '@/lib/finance/month';
import type { RulesDocument } from '@/lib/finance/rules-document';
import type { RulesWarning } from '@/lib/finance/rules-warnings';
import type { BeforeAfter } from './before-after';
import type { CatchRow } from './catch-rows';
import type { Refused, RulesView } from './rules-actions';

/** What rules do in one month, and would change of it. */
export type RulesPreviewModel = {
  readonly month: Month;
  /** One for each assignment rule, in their order. */
  readonly catches: readonly CatchRow[];
  readonly table: BeforeAfter;
  /** Tag keys of the chains that the month was not asked for yet. */
  readonly unread: readonly string[];
  /** Names that nobody knows, rules that can never match, pools that nothing goes to. */
  readonly warnings: readonly RulesWarning[];
  /** The month itself, where it is closed somewhere: no draft changes it there. */
  readonly closed: readonly Month[];
  readonly milliseconds: number;
};
export type PreviewReply = { readonly ok: true; readonly found: RulesPreviewModel } | Refused;

/** A fault of a file, where it stands: line and column count from 1. */
export type FileFault = {
  readonly line: number;
  readonly column: number;
  readonly path: string;
  readonly message: string;
};
export type FileReply =
  | { readonly ok: true; readonly document: RulesDocument }
  | (Refused & { readonly faults: readonly FileFault[] });

/** What the screen of the assignment rules asks of the server besides `RulesActions`. */
export type RulesScreenActions = {
  readonly previewRules: (document: RulesDocument, view: RulesView) => Promise<PreviewReply>;
  readonly readFile: (file: FormData) => Promise<FileReply>;
};
