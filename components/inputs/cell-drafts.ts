import type { Month } from '@/lib/finance/month';

/** An edit that is not stored: an exact decimal, '' to take the figure away, or a text with what is wrong with it. */
export type CellDraft = { readonly text: string; readonly fault: string };
export type RowDrafts = ReadonlyMap<Month, CellDraft>;
/** By the key of a row; a row without an edit is not in it. */
export type Drafts = ReadonlyMap<string, RowDrafts>;

/** A null draft takes the edit back. */
export type CellEdit = { readonly row: string; readonly month: Month; readonly draft: CellDraft | null };

export type DraftHistory = {
  readonly now: Drafts;
  readonly past: readonly Drafts[];
  readonly future: readonly Drafts[];
};

export const NO_DRAFTS: DraftHistory = { now: new Map(), past: [], future: [] };

/** As many steps as anybody takes back. */
const MOST_STEPS = 200;

/** The edits with some more on top of them; rows that they leave alone stay the same object. */
export function withEdits(drafts: Drafts, edits: readonly CellEdit[]): Drafts {
  const next = new Map(drafts);
  for (const { row, month, draft } of edits) {
    const cells = new Map(next.get(row));
    if (draft) cells.set(month, draft);
    else cells.delete(month);
    if (cells.size > 0) next.set(row, cells);
    else next.delete(row);
  }
  return next;
}

/** One step that `undo` takes back. */
export const edited = ({ now, past }: DraftHistory, edits: readonly CellEdit[]): DraftHistory => ({
  now: withEdits(now, edits),
  past: [...past, now].slice(-MOST_STEPS),
  future: [],
});

export function undone({ now, past, future }: DraftHistory): DraftHistory {
  const before = past.at(-1);
  return before ? { now: before, past: past.slice(0, -1), future: [now, ...future] } : { now, past, future };
}

export function redone({ now, past, future }: DraftHistory): DraftHistory {
  const [after, ...rest] = future;
  return after ? { now: after, past: [...past, now], future: rest } : { now, past, future };
}

/** Every edit with its cell, in the order in which they were made. */
export const listDrafts = (
  drafts: Drafts,
): { readonly row: string; readonly month: Month; readonly draft: CellDraft }[] =>
  [...drafts].flatMap(([row, cells]) => [...cells].map(([month, draft]) => ({ row, month, draft })));
