import type { AccountRow } from './account-row';
import { type ColumnName, TREE_COLUMNS } from './tree-columns';

export type TreeSort = { readonly column: ColumnName | 'name'; readonly descending: boolean };

/** What a row is sorted by besides its own fields. */
export type SortExtra = (row: AccountRow, index: number) => number | null;

/**
 * Sorts rows among their siblings; rows are in pre-order before and after. What has no value stands last either way, and
 * former accounts always do. `order` says where each row stood. Null keeps the order given: by name.
 */
export function sortRows(
  rows: readonly AccountRow[],
  sort: TreeSort | null,
  tagged: SortExtra = () => null,
): { readonly rows: readonly AccountRow[]; readonly order: readonly number[] } {
  const before = rows.map((_, index) => index);
  if (sort === null) return { rows, order: before };
  const keys = rows.map((row, index) => keyOf(row, index, sort.column, tagged));
  const children = new Map<number, number[]>();
  for (const [index, { parent }] of rows.entries()) {
    const siblings = children.get(parent);
    if (siblings) siblings.push(index);
    else children.set(parent, [index]);
  }
  const isLast = (index: number) => Number(rows[index]?.type === 'former');
  const sign = sort.descending ? -1 : 1;
  const compare = (a: number, b: number): number =>
    isLast(a) - isLast(b) || compareKeys(keys[a] ?? null, keys[b] ?? null, sign) || a - b;
  const order: number[] = [];
  const stack = (children.get(-1) ?? []).sort(compare).reverse();
  for (let index = stack.pop(); index !== undefined; index = stack.pop()) {
    order.push(index);
    const below = (children.get(index) ?? []).sort(compare);
    for (let at = below.length - 1; at >= 0; at -= 1) stack.push(below[at] ?? 0);
  }
  const places = new Array<number>(rows.length).fill(-1);
  for (const [at, index] of order.entries()) places[index] = at;
  const sorted = order.flatMap((index) => {
    const row = rows[index];
    return row ? [{ ...row, parent: row.parent < 0 ? -1 : (places[row.parent] ?? -1) }] : [];
  });
  return { rows: sorted, order };
}

type Key = string | number | bigint | null;

function keyOf(row: AccountRow, index: number, column: TreeSort['column'], tagged: SortExtra): Key {
  switch (column) {
    case 'name':
      return row.name.toLowerCase();
    case 'own':
      return row.ownCents;
    case 'total':
      return row.totalCents;
    case 'tagged':
      return tagged(row, index);
    case 'spark':
      return null;
    case 'email':
      return row.email?.toLowerCase() ?? null;
    default:
      return row[column];
  }
}

function compareKeys(a: Key, b: Key, sign: number): number {
  if (a === null || b === null) return Number(a === null) - Number(b === null);
  if (a === b) return 0;
  return a < b ? -sign : sign;
}

/** What a click on a header asks for next: the natural direction, the other one, then the order by name again. */
export function nextSort(sort: TreeSort | null, column: TreeSort['column']): TreeSort | null {
  const numbers = TREE_COLUMNS.find(({ name }) => name === column)?.sorts === 'number';
  if (sort?.column !== column) return { column, descending: numbers || column === 'name' };
  return sort.descending === numbers && column !== 'name' ? { column, descending: !numbers } : null;
}
