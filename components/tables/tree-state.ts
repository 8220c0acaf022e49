import { type ColumnName, DEFAULT_COLUMNS, TREE_COLUMNS } from './tree-columns';
import { DEFAULT_EXPANSION, type Expansion, readExpansion, writeExpansion } from './tree-expansion';
import type { TreeSort } from './tree-sort';

/** What of the accounts is kept: '' asks for nothing. */
export type TreeFilters = {
  /** AWS's word, or `former` for accounts that left. */
  readonly state: string;
  /** The key of an OU or another node: what stands below it. */
  readonly unit: string;
  /** A tag key, or `key=value`. */
  readonly tag: string;
  /** Own cost of at least so much, a decimal number of the table's currency. */
  readonly min: string;
};
export const NO_FILTERS: TreeFilters = { state: '', unit: '', tag: '', min: '' };

/** Everything that decides how the tree is shown; it lives in the address. */
export type TreeState = {
  readonly words: string;
  readonly expansion: Expansion;
  readonly sort: TreeSort | null;
  readonly columns: readonly ColumnName[];
  readonly filters: TreeFilters;
  readonly view: 'table' | 'icicle';
  /** The key of the node that the icicle is zoomed in on. */
  readonly zoom: string | null;
};

export const DEFAULT_STATE: TreeState = {
  words: '',
  expansion: DEFAULT_EXPANSION,
  sort: null,
  columns: DEFAULT_COLUMNS,
  filters: NO_FILTERS,
  view: 'table',
  zoom: null,
};

/** The parameters that hold the state; the rest of an address is not of the tree. */
export const TREE_PARAMS = ['q', 'open', 'sort', 'cols', 'state', 'unit', 'tag', 'min', 'view', 'zoom'] as const;
export type TreeParams = Readonly<Record<(typeof TREE_PARAMS)[number], string | null>>;

const MOST = 200;
/** A minimum as it may be written; anything else asks for nothing. */
export const AMOUNT = /^\d{1,15}(\.\d{1,9})?$/;
const isColumn = (name: string): name is ColumnName => TREE_COLUMNS.some((column) => column.name === name);

/** Reads an address. What makes no sense is as if it were not there: the default. */
export function readState(get: (name: (typeof TREE_PARAMS)[number]) => string | null): TreeState {
  const text = (name: (typeof TREE_PARAMS)[number]) => (get(name) ?? '').slice(0, MOST);
  const given = get('cols');
  const columns = (given ?? '').split(',').filter(isColumn);
  return {
    words: text('q'),
    expansion: readExpansion(get('open')),
    sort: readSort(text('sort')),
    columns:
      given === null ? DEFAULT_COLUMNS : TREE_COLUMNS.flatMap(({ name }) => (columns.includes(name) ? [name] : [])),
    filters: {
      state: text('state'),
      unit: text('unit'),
      tag: text('tag'),
      min: AMOUNT.test(text('min')) ? text('min') : '',
    },
    view: get('view') === 'icicle' ? 'icicle' : 'table',
    zoom: get('zoom'),
  };
}

/** Writes it back; null where the default is. */
export function writeState({ words, expansion, sort, columns, filters, view, zoom }: TreeState): TreeParams {
  return {
    q: words.trim() === '' ? null : words,
    open: writeExpansion(expansion),
    sort: sort && `${sort.column}.${sort.descending ? 'desc' : 'asc'}`,
    cols: columns.join() === DEFAULT_COLUMNS.join() ? null : columns.join(),
    state: filters.state || null,
    unit: filters.unit || null,
    tag: filters.tag.trim() || null,
    min: AMOUNT.test(filters.min) ? filters.min : null,
    view: view === 'table' ? null : view,
    zoom: view === 'table' ? null : zoom,
  };
}

function readSort(text: string): TreeSort | null {
  const [column = '', direction] = text.split('.');
  if (column !== 'name' && !isColumn(column)) return null;
  return { column, descending: direction === 'desc' };
}

/** How many of the filters ask for something. */
export const filterCount = ({ state, unit, tag, min }: TreeFilters): number =>
  [state, unit, tag.trim(), AMOUNT.test(min) ? min : ''].filter((each) => each !== '').length;
