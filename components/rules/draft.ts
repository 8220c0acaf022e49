import type { RulesDocument } from '@/lib/finance/rules-document';

/** Rules that somebody works on, and the set that they began from. They count for nothing until they are saved. */
export type RulesDraft = {
  readonly base: number;
  readonly document: RulesDocument;
  /** What the note of the save begins with; '' for none. */
  readonly note: string;
};

const KEY = 'subledger.rules-draft';
const listeners = new Set<() => void>();
/** The text that `draft` was read from, so that the same text is the same draft. */
let seen: string | null = null;
let draft: RulesDraft | null = null;

/** The draft of this browser tab; null without one. It goes with the tab. */
export function currentDraft(): RulesDraft | null {
  const text = window.sessionStorage.getItem(KEY);
  if (text !== seen) {
    seen = text;
    draft = text === null ? null : readDraft(text);
  }
  return draft;
}

/** Keeps a draft, or with null none, and tells every part of the page. */
export function keepDraft(next: RulesDraft | null): void {
  draft = next;
  seen = next === null ? null : JSON.stringify(next);
  if (seen === null) window.sessionStorage.removeItem(KEY);
  else window.sessionStorage.setItem(KEY, seen);
  for (const changed of listeners) changed();
}

export function subscribeToDraft(changed: () => void): () => void {
  listeners.add(changed);
  return () => listeners.delete(changed);
}

/** A draft that another version of the program left, or anything else, is none. */
function readDraft(text: string): RulesDraft | null {
  try {
    const found: unknown = JSON.parse(text);
    return isDraft(found) ? found : null;
  } catch {
    return null;
  }
}

function isDraft(found: unknown): found is RulesDraft {
  if (!isObject(found) || !isObject(found.document)) return false;
  const { assignments = [], pools = [], projects = [] } = found.document;
  const lists = [
    [assignments, (entry: object) => 'when' in entry && isObject(entry.when)],
    [pools, (entry: object) => 'source' in entry && isObject(entry.source)],
    [projects, () => true],
  ] as const;
  return (
    typeof found.base === 'number' &&
    typeof found.note === 'string' &&
    lists.every(([list, fits]) => Array.isArray(list) && list.every((entry) => isObject(entry) && fits(entry)))
  );
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
