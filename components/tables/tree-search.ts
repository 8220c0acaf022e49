/** What a row is searched by. */
export type SearchRow = {
  readonly parent: number;
  readonly name: string;
  readonly id: string | null;
  readonly email: string | null;
};

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
