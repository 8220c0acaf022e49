import type { Draft, LineKind } from './input-kind';
import { keyOfLine, writeLine } from './input-line';

/** What lines change in the entries that are there. `unchanged` were there to the last digit. */
export type InputChange<Entry> = {
  readonly added: readonly Entry[];
  readonly changed: readonly { readonly before: Entry; readonly after: Entry }[];
  readonly unchanged: readonly Entry[];
  readonly removed: readonly Entry[];
};

/** True for a line that takes its entry away. */
export const isRemoval = <Entry>({ measure }: LineKind<Entry>, line: Draft<Entry>): boolean =>
  measure in line && Object(line)[measure] === null;

/**
 * Compares lines, each about an entry of its own and with its currency, with the entries that are stored. A line whose
 * entry is there replaces its figure; the same lines twice change nothing.
 */
export function planChange<Entry extends Draft<Entry>>(
  kind: LineKind<Entry>,
  stored: readonly Entry[],
  lines: readonly Draft<Entry>[],
): InputChange<Entry> {
  const known = new Map(stored.map((entry) => [keyOfLine(kind, entry), entry]));
  const added: Entry[] = [];
  const changed: { before: Entry; after: Entry }[] = [];
  const unchanged: Entry[] = [];
  const removed: Entry[] = [];
  for (const line of lines) {
    const before = known.get(keyOfLine(kind, line));
    if (isRemoval(kind, line)) {
      if (before) removed.push(before);
      continue;
    }
    // Neither figure nor currency is missing: this is an entry.
    const after = line as Entry;
    if (!before) added.push(after);
    else if (isSame(kind, before, after)) unchanged.push(before);
    else changed.push({ before, after });
  }
  return { added, changed, unchanged, removed };
}

function isSame<Entry>(kind: LineKind<Entry>, a: Draft<Entry>, b: Draft<Entry>): boolean {
  const [left, right] = [writeLine(kind, a), writeLine(kind, b)];
  return Object.entries(left).every(([name, text]) => right[name] === text);
}
