import type { AppError } from '@/lib/errors';
import { allowFix, COST_EXPLORER_FIX, isCostExplorerOff, toAppError } from './refusal';

/** One finding of `doctor`. `blocking` ones make `connect` refuse; the others are shortcomings to live with. */
export type Check = {
  readonly id: string;
  readonly ok: boolean;
  readonly detail: string;
  readonly fix: string | null;
  readonly blocking: boolean;
};

/** What a trial request came to. */
export type Probe<Reply> =
  | { readonly kind: 'answered'; readonly reply: Reply }
  | { readonly kind: 'refused'; readonly error: AppError };

/** Runs a trial request; its refusal is the finding, so it is kept as data. An abort or a ledger's error is thrown. */
export async function probe<Reply>(action: string, ask: () => Promise<Reply>): Promise<Probe<Reply>> {
  try {
    return { kind: 'answered', reply: await ask() };
  } catch (error) {
    const refusal = toAppError(error, { action });
    if (!refusal.code.startsWith('aws-')) throw error;
    return { kind: 'refused', error: refusal };
  }
}

export const passed = (id: string, detail: string): Check => ({ id, ok: true, detail, fix: null, blocking: false });

export const failed = (id: string, detail: string, fix: string | null, blocking = true): Check => ({
  id,
  ok: false,
  detail,
  fix,
  blocking,
});

/** True when AWS let the action in, whatever it then said of the request itself. */
export const isAllowed = (found: Probe<unknown>): boolean =>
  found.kind === 'answered' || found.error.code === 'aws-refused' || found.error.code === 'aws-not-ready';

/** The check of one IAM action. `fix` replaces the policy line where a policy would not help. */
export function actionCheck(action: string, found: Probe<unknown>, fix?: string): Check {
  if (found.kind === 'answered' || isAllowed(found)) return passed(action, 'Allowed.');
  const { error } = found;
  if (isCostExplorerOff(error)) {
    return failed(action, 'Cannot be told while Cost Explorer is not enabled.', COST_EXPLORER_FIX);
  }
  if (error.code === 'aws-access-denied') {
    return failed(action, `${error.message}.`, fix ?? error.fix ?? allowFix(action));
  }
  return failed(action, `Could not be checked: ${error.message}.`, error.fix ?? null, !isSpared(action));
}

/** What a sync does without where AWS does not offer it: backfills are then found by the weekly reading. */
const isSpared = (action: string): boolean => /TagBackfill|CostCategoryDefinition/.test(action);
