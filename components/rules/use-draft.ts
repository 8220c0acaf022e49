'use client';

import { useCallback, useMemo, useSyncExternalStore } from 'react';
import { later, useLater } from '@/components/ui/later';
import type { Rules } from '@/lib/finance/rules';
import type { RulesDocument } from '@/lib/finance/rules-document';
import { currentDraft, keepDraft, type RulesDraft, subscribeToDraft } from './draft';
import type { DraftReading } from './draft-reading';

/** A set of rules as a page has it: as rules, and as the file has them. */
export type SavedSet = { readonly id: number; readonly rules: Rules; readonly document: RulesDocument };

/** The rules on the screen: those in force, or a draft on top of them. */
export type WorkingRules = DraftReading & {
  readonly document: RulesDocument;
  readonly draft: RulesDraft | null;
  /** Somebody saved other rules since the draft began. */
  readonly overtaken: boolean;
  readonly edit: (change: (document: RulesDocument) => RulesDocument, note?: string) => void;
  readonly discard: () => void;
  /** Puts the draft on top of the rules that are in force now. */
  readonly rebase: () => void;
};

/** Reading takes the grammar of the rules file, which a page without a draft does not need. */
const READING = later(() => import('./draft-reading').then(({ readDraft }) => readDraft));
const UNREAD = { faults: [], warnings: [], changes: [] };
const none = () => null;

/** `mayChange`: a reader has no draft, whoever left one in this tab. */
export function useDraft({ id, rules, document: saved }: SavedSet, mayChange: boolean): WorkingRules {
  const draft = useSyncExternalStore(subscribeToDraft, mayChange ? currentDraft : none, none);
  const { found: read } = useLater(READING);
  const reading = useMemo((): DraftReading => {
    const { pools, assignments } = rules;
    if (draft === null) return { ...UNREAD, rules, pools, assignments };
    return read ? read(draft.document, rules) : { ...UNREAD, rules: null, pools: [], assignments: [] };
  }, [draft, read, rules]);
  const edit = useCallback(
    (change: (document: RulesDocument) => RulesDocument, note = '') => {
      READING.ask();
      const now = currentDraft();
      keepDraft({ base: now?.base ?? id, document: change(now?.document ?? saved), note: note || (now?.note ?? '') });
    },
    [id, saved],
  );
  return {
    ...reading,
    document: draft?.document ?? saved,
    draft,
    overtaken: draft !== null && draft.base !== id,
    edit,
    discard: () => keepDraft(null),
    rebase: () => draft && keepDraft({ ...draft, base: id }),
  };
}
