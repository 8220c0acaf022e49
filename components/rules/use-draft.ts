'use client';

import { useCallback, useMemo, useSyncExternalStore } from 'react';
import type { DocumentFault } from '@/lib/finance/document-value';
import type { Rules } from '@/lib/finance/rules';
import { changeWords, diffRules } from '@/lib/finance/rules-diff';
import { documentOf, type RulesDocument, readRules } from '@/lib/finance/rules-document';
import { type RulesWarning, rulesWarnings } from '@/lib/finance/rules-warnings';
import { currentDraft, keepDraft, type RulesDraft, subscribeToDraft } from './draft';

/** A set of rules as a page has it. */
export type SavedSet = { readonly id: number; readonly rules: Rules };

/** The rules on the screen: those in force, or a draft on top of them. */
export type WorkingRules = {
  readonly document: RulesDocument;
  /** Null while the draft has faults. */
  readonly rules: Rules | null;
  readonly faults: readonly DocumentFault[];
  readonly warnings: readonly RulesWarning[];
  /** What the draft changes, in words; empty without one, or when it changes nothing. */
  readonly changes: readonly string[];
  readonly draft: RulesDraft | null;
  /** Somebody saved other rules since the draft began. */
  readonly overtaken: boolean;
  readonly edit: (change: (document: RulesDocument) => RulesDocument, note?: string) => void;
  readonly discard: () => void;
  /** Puts the draft on top of the rules that are in force now. */
  readonly rebase: () => void;
};

const none = () => null;

export function useDraft({ id, rules }: SavedSet): WorkingRules {
  const draft = useSyncExternalStore(subscribeToDraft, currentDraft, none);
  const saved = useMemo(() => documentOf(rules), [rules]);
  const document = draft?.document ?? saved;
  const reading = useMemo(() => readRules(document), [document]);
  const changes = useMemo(
    () => (draft && reading.ok ? diffRules(rules, reading.rules).map(changeWords) : []),
    [draft, reading, rules],
  );
  const warnings = useMemo(() => (reading.ok ? rulesWarnings(reading.rules, null) : []), [reading]);
  const edit = useCallback(
    (change: (document: RulesDocument) => RulesDocument, note = '') => {
      const now = currentDraft();
      keepDraft({ base: now?.base ?? id, document: change(now?.document ?? saved), note: note || (now?.note ?? '') });
    },
    [id, saved],
  );
  return {
    document,
    rules: reading.ok ? reading.rules : null,
    faults: reading.ok ? [] : reading.faults,
    warnings,
    changes,
    draft,
    overtaken: draft !== null && draft.base !== id,
    edit,
    discard: () => keepDraft(null),
    rebase: () => draft && keepDraft({ ...draft, base: id }),
  };
}
