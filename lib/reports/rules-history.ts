import { requireViewer } from '@/lib/auth/page-viewer';
import { requireOrganization, type Viewer } from '@/lib/auth/viewer';
import { EMPTY_RULES } from '@/lib/finance/rules';
import { changeWords, diffRules } from '@/lib/finance/rules-diff';
import { listRuleSets } from '@/lib/store/rule-sets';
import type { Instant } from './shapes';

/** A set of rules as it was saved, and what it changed of the one before it. */
export type SavedRules = {
  readonly id: number;
  readonly savedAt: Instant;
  readonly savedBy: string;
  readonly note: string;
  /** In words, one a line; none where nothing changed. */
  readonly changes: readonly string[];
};

const SHOWN = 50;

/** What was saved last, the newest first. Older sets stay in the store. */
export async function loadRulesHistory(): Promise<SavedRules[]> {
  return reportRulesHistory(await requireViewer());
}

/** @throws AppError `forbidden` for a reader of some accounts */
export async function reportRulesHistory(viewer: Viewer): Promise<SavedRules[]> {
  requireOrganization(viewer);
  const sets = await listRuleSets(viewer.scope.db, SHOWN + 1);
  return sets.slice(0, SHOWN).map(({ id, createdAt, createdBy, note, rules }, at) => {
    const changes = diffRules(sets[at + 1]?.rules ?? EMPTY_RULES, rules).map(changeWords);
    return { id, savedAt: createdAt, savedBy: createdBy, note, changes };
  });
}
