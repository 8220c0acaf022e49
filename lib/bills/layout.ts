import { AppError } from '@/lib/errors';

export type BillFormat = 'focus' | 'cur';

/** A column that holds one tag or one cost category, by the key that it holds. */
export type KeyedColumn = { readonly key: string; readonly index: number };

/** What a file's header says: which column holds what. Indexes count from 0. */
export type Layout = {
  readonly dialect: string;
  readonly header: readonly string[];
  /** Our name of a column (FOCUS's own, or Athena's for a Cost and Usage Report) → its index. Absent: the file lacks it. */
  readonly at: ReadonlyMap<string, number>;
  readonly tags: readonly KeyedColumn[];
  readonly categories: readonly KeyedColumn[];
  /** Columns that no version of the format names; they are not read. */
  readonly unknown: readonly string[];
};

/** Letters and digits only, in lower case: `lineItem/UnblendedCost` and `line_item_unblended_cost` become one. */
export const compactName = (name: string): string => name.toLowerCase().replace(/[^a-z0-9]/g, '');

/**
 * Finds the named columns in a header.
 * @throws AppError `invalid-input` when the header has one of them twice: which one counts is not ours to guess.
 */
export function findColumns(header: readonly string[], names: readonly string[], file: string): Map<string, number> {
  const wanted = new Map(names.map((name) => [compactName(name), name]));
  const at = new Map<string, number>();
  header.forEach((title, index) => {
    const name = wanted.get(compactName(title));
    if (name === undefined) return;
    const earlier = at.get(name);
    if (earlier !== undefined) {
      throw new AppError(
        'invalid-input',
        `${file} has the column ${title} twice (columns ${earlier + 1} and ${index + 1}).`,
        {
          fix: 'Leave one of the two in the file.',
        },
      );
    }
    at.set(name, index);
  });
  return at;
}

/**
 * Demands one column of each group.
 * @throws AppError `invalid-input` that names the first missing column, the file and what would be right.
 */
export function requireColumns(
  at: ReadonlyMap<string, number>,
  groups: readonly string[][],
  file: string,
  format: string,
): void {
  const missing = groups.filter((group) => !group.some((name) => at.has(name)));
  if (missing.length === 0) return;
  const names = missing.map((group) => group.join(' or '));
  throw new AppError(
    'invalid-input',
    `${file} lacks the column ${names.join(', ')}: without it no ${format} bill can be read.`,
    {
      fix: `Export the file again with ${missing.length === 1 ? 'this column' : 'these columns'}.`,
      errors: names.map((field) => ({ field, message: `missing in ${file}` })),
    },
  );
}

/** The indexes that are read, each once, in ascending order. */
export function keptIndexes(layout: Layout): number[] {
  const indexes = [...layout.at.values(), ...[...layout.tags, ...layout.categories].map(({ index }) => index)];
  return [...new Set(indexes)].sort((a, b) => a - b);
}
