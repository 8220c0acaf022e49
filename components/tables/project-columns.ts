import type { ProjectRow } from './project-row';

/** A column beside the name. `from`: the window from which it stands when it is chosen. */
export type ProjectColumn = {
  readonly name: string;
  readonly label: string;
  readonly kind: 'text' | 'amount' | 'count' | 'change' | 'share' | 'spark';
  readonly title?: string;
};

const FIXED: readonly ProjectColumn[] = [
  { name: 'class', label: 'Class', kind: 'text' },
  { name: 'owner', label: 'Owner', kind: 'text' },
  { name: 'direct', label: 'Direct', kind: 'amount', title: 'Its own charges' },
  { name: 'shared', label: 'Shared', kind: 'amount', title: 'What pools moved to it' },
  { name: 'total', label: 'Total', kind: 'amount' },
  { name: 'change', label: 'Change', kind: 'change' },
  { name: 'perDay', label: 'Per day', kind: 'change', title: 'Change of the cost of a day' },
  { name: 'accounts', label: 'Accounts', kind: 'count', title: 'With charges of its own' },
  { name: 'coverage', label: 'Tagged', kind: 'share', title: 'Of its usage, what carries a project tag' },
  { name: 'spark', label: '13 months', kind: 'spark' },
  { name: 'revenue', label: 'Revenue', kind: 'amount' },
  { name: 'profit', label: 'Result', kind: 'amount', title: 'Revenue less total' },
  { name: 'margin', label: 'Margin', kind: 'share', title: 'Result, of revenue' },
];

export const DEFAULT_COLUMNS: readonly string[] = [
  ...['class', 'direct', 'shared', 'total', 'change', 'coverage', 'spark', 'revenue', 'margin'],
];

/** Every column that may be chosen: the fixed ones, and one for each pool. */
export const projectColumns = (pools: readonly string[]): ProjectColumn[] => [
  ...FIXED.slice(0, 4),
  ...pools.map(
    (pool): ProjectColumn => ({ name: `pool:${pool}`, label: pool, kind: 'amount', title: `Shared by ${pool}` }),
  ),
  ...FIXED.slice(4),
];

export type ProjectSort = { readonly column: string; readonly descending: boolean };

/** What rows are ordered by in a column: null stands last, whichever way. */
function keyOf(row: ProjectRow, { name, kind }: ProjectColumn): bigint | number | string | null {
  if (kind === 'amount') return row.amounts[name]?.cents ?? null;
  switch (name) {
    case 'class':
      return row.class.toLowerCase() || null;
    case 'owner':
      return row.owner.toLowerCase() || null;
    case 'change':
      return row.change;
    case 'perDay':
      return row.perDay;
    case 'coverage':
      return row.coverage;
    case 'margin':
      return row.margin;
    case 'accounts':
      return row.accounts;
    default:
      return row.name.toLowerCase();
  }
}

/** Orders rows by a column, ties by name. */
export function sortProjects(
  rows: readonly ProjectRow[],
  { column, descending }: ProjectSort,
  columns: readonly ProjectColumn[],
): ProjectRow[] {
  const by = columns.find(({ name }) => name === column) ?? { name: 'name', label: '', kind: 'text' };
  const keyed = rows.map((row) => ({ row, key: keyOf(row, by) }));
  const sign = descending ? -1 : 1;
  keyed.sort((a, b) => {
    if (a.key === null || b.key === null)
      return Number(a.key === null) - Number(b.key === null) || byName(a.row, b.row);
    return a.key === b.key ? byName(a.row, b.row) : a.key < b.key ? -sign : sign;
  });
  return keyed.map(({ row }) => row);
}

const byName = (a: ProjectRow, b: ProjectRow): number => {
  const [x, y] = [a.name.toLowerCase(), b.name.toLowerCase()];
  return x === y ? (a.id < b.id ? -1 : 1) : x < y ? -1 : 1;
};

export type ProjectFilter = { readonly words: string; readonly class: string; readonly owner: string };

/** Stands for "none" among classes and owners. */
export const NONE = '-';

/** The rows that hold every word in name, id, class or owner, and have the class and owner asked for. */
export function filterProjects(rows: readonly ProjectRow[], filter: ProjectFilter): ProjectRow[] {
  const terms = filter.words.toLowerCase().split(/\s+/).filter(Boolean);
  const takes = (wanted: string, has: string) => wanted === '' || (wanted === NONE ? has === '' : has === wanted);
  return rows.filter((row) => {
    const text = `${row.name}\n${row.id}\n${row.class}\n${row.owner}`.toLowerCase();
    return (
      takes(filter.class, row.class) && takes(filter.owner, row.owner) && terms.every((term) => text.includes(term))
    );
  });
}

/** What the table shows; it lives in the address. */
export type ProjectTableState = ProjectFilter & {
  readonly sort: ProjectSort;
  /** Null: the usual ones. */
  readonly columns: readonly string[] | null;
};

export const PROJECT_PARAMS = ['q', 'class', 'owner', 'sort', 'cols'] as const;
const LONGEST = 300;

/** Reads an address; what makes no sense there is left to the table, which knows its columns. */
export function readProjectState(get: (name: string) => string | null): ProjectTableState {
  const text = (name: string) => (get(name) ?? '').slice(0, LONGEST);
  const sort = text('sort');
  const columns = get('cols');
  return {
    words: text('q'),
    class: text('class'),
    owner: text('owner'),
    sort: sort === '' ? USUAL : { column: sort.replace(/^-/, ''), descending: sort.startsWith('-') },
    columns: columns === null ? null : columns.split(',').filter(Boolean).map(decoded),
  };
}

const USUAL: ProjectSort = { column: 'total', descending: true };

export function writeProjectState({ words, columns, sort, ...rest }: ProjectTableState): Record<string, string | null> {
  const usual = sort.column === USUAL.column && sort.descending === USUAL.descending;
  return {
    q: words || null,
    class: rest.class || null,
    owner: rest.owner || null,
    sort: usual ? null : `${sort.descending ? '-' : ''}${sort.column}`,
    cols: columns === null ? null : columns.map(encodeURIComponent).join(',') || ',',
  };
}

/** A name of a pool may hold a comma. What cannot be read back names no column. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return '';
  }
}
