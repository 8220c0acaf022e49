/** What a row is searched by. */
export type SearchRow = {
  readonly parent: number;
  readonly name: string;
  readonly id: string | null;
  readonly email: string | null;
};

/** The words that must all be found, lower case. Account ids may be written in groups: `1111-2222-3333`. */
export const termsOf = (text: string): string[] =>
  text
    .toLowerCase()
    .split(/\s+/)
    .filter((term) => term !== '')
    .map((term) => (/^\d{4}-\d{4}(-\d{0,4})?$/.test(term) ? term.replaceAll('-', '') : term));

/** One text per row that holds everything it is found by. */
export const haystacksOf = (rows: readonly SearchRow[]): string[] =>
  rows.map(({ name, id, email }) => `${name}\n${id ?? ''}\n${email ?? ''}`.toLowerCase());

export type Found = {
  /** Rows that match. */
  readonly matches: ReadonlySet<number>;
  /** Rows that match, or lie above or below one that does. */
  readonly kept: ReadonlySet<number>;
  /** Rows with a match below them: they stand open. */
  readonly open: ReadonlySet<number>;
};

/**
 * Finds the rows with every term, and keeps the way to them and what lies below them. With `passes`, a filter of
 * accounts, only accounts match: those that pass it, and have every term themselves or below something that has.
 * Rows are in pre-order.
 */
export function find(
  rows: readonly SearchRow[],
  haystacks: readonly string[],
  terms: readonly string[],
  passes: ((index: number) => boolean) | null = null,
): Found {
  const matches = new Set<number>();
  const kept = new Set<number>();
  const open = new Set<number>();
  const within: boolean[] = [];
  for (const [index, { parent }] of rows.entries()) {
    const hit = terms.every((term) => haystacks[index]?.includes(term));
    const below = within[parent] ?? false;
    within.push(hit || below);
    if (passes ? passes(index) && (hit || below) : hit) {
      matches.add(index);
      kept.add(index);
      for (let above = parent; above >= 0 && !open.has(above); above = rows[above]?.parent ?? -1) {
        open.add(above);
        kept.add(above);
      }
    } else if (!passes && below) kept.add(index);
  }
  return { matches, kept, open };
}

/** Cuts a text into pieces that match a term and pieces that do not, in order. Overlapping matches become one. */
export function highlight(text: string, terms: readonly string[]): { readonly text: string; readonly hit: boolean }[] {
  const lower = text.toLowerCase();
  // A letter whose lower case is longer would shift the places: such a text is shown without marks.
  const hits = lower.length === text.length ? terms.flatMap((term) => placesOf(lower, term)) : [];
  const pieces: { text: string; hit: boolean }[] = [];
  let at = 0;
  for (const { from, to } of hits.sort((a, b) => a.from - b.from)) {
    if (to <= at) continue;
    const start = Math.max(from, at);
    if (start > at) pieces.push({ text: text.slice(at, start), hit: false });
    const last = pieces.at(-1);
    if (start === at && last?.hit) last.text += text.slice(start, to);
    else pieces.push({ text: text.slice(start, to), hit: true });
    at = to;
  }
  if (at < text.length) pieces.push({ text: text.slice(at), hit: false });
  return pieces;
}

function placesOf(text: string, term: string): { from: number; to: number }[] {
  const places: { from: number; to: number }[] = [];
  for (let from = text.indexOf(term); from !== -1; from = text.indexOf(term, from + term.length)) {
    places.push({ from, to: from + term.length });
  }
  return places;
}
