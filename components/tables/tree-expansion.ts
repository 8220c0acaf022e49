/** Which rows of a tree are open: a rule for all, and the keys that were toggled against it. */
export type Expansion = { readonly base: 'default' | 'all' | 'none'; readonly toggled: ReadonlySet<string> };

export const DEFAULT_EXPANSION: Expansion = { base: 'default', toggled: new Set() };

/** A tree of so few rows is shown whole. */
const SMALL = 120;
/** Rows of less depth are open at first in a larger one. */
const OPEN_DEPTH = 2;
/** More toggled keys than this would make an address that no one can send. */
const MOST_TOGGLED = 60;

type Row = { readonly key: string; readonly depth: number };

/** Whether a row with children is open. `count` is the number of rows of the whole tree. */
export function isOpen(expansion: Expansion, row: Row, count: number): boolean {
  const first =
    expansion.base === 'all' || (expansion.base === 'default' && (count <= SMALL || row.depth < OPEN_DEPTH));
  return first !== expansion.toggled.has(row.key);
}

/** The same with one row turned over. */
export function toggle(expansion: Expansion, key: string): Expansion {
  const toggled = new Set(expansion.toggled);
  if (!toggled.delete(key)) toggled.add(key);
  return { base: expansion.base, toggled };
}

/** As the address holds it: `all`, `none~ou-1~ou-2`, `~ou-1`; null for the default, or for more than an address holds. */
export function writeExpansion({ base, toggled }: Expansion): string | null {
  if (toggled.size > MOST_TOGGLED) return base === 'default' ? null : base;
  const text = [base === 'default' ? '' : base, ...[...toggled].sort()].join('~');
  return text === '' ? null : text;
}

/** Reads it back. Keys that no row has (any more) do nothing; an unknown rule is the default one. */
export function readExpansion(text: string | null): Expansion {
  if (text === null || text === '') return DEFAULT_EXPANSION;
  const [base = '', ...keys] = text.split('~');
  return {
    base: base === 'all' || base === 'none' ? base : 'default',
    toggled: new Set(keys.filter((key) => key !== '').slice(0, MOST_TOGGLED)),
  };
}
