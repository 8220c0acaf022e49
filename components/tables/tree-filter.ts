import { parseDecimal, toCents } from '@/lib/finance/money';
import type { AccountRow } from './account-row';
import { AMOUNT, type TreeFilters } from './tree-state';

/** The tags of the rows, by the rows' first order: each text once, and for each row the indices of its own. */
export type RowTags = { readonly texts: readonly string[]; readonly of: readonly (readonly number[])[] };

/**
 * A test of rows by their index: accounts that every filter keeps. Null when no filter asks for anything. `order` says
 * where a row stood at first; tags that have not arrived keep every account.
 */
export function filterOf(
  rows: readonly AccountRow[],
  { state, unit, tag, min }: TreeFilters,
  order: readonly number[],
  tags: RowTags | null,
): ((index: number) => boolean) | null {
  const wanted = tag.trim();
  if ([state, unit, wanted].every((each) => each === '') && !AMOUNT.test(min)) return null;
  const inUnit = unit === '' ? null : below(rows, (row) => row.key === unit);
  const former = state === 'former' ? below(rows, (row) => row.type === 'former') : null;
  const tagged = wanted === '' || tags === null ? null : indicesOf(tags.texts, wanted);
  const least = AMOUNT.test(min) ? toCents(parseDecimal(min)) : null;
  return (index) => {
    const row = rows[index];
    if (row?.type !== 'account') return false;
    if (inUnit && !inUnit[index]) return false;
    if (state !== '' && !(former ? former[index] : row.state === state)) return false;
    if (tagged && !tags?.of[order[index] ?? -1]?.some((each) => tagged.has(each))) return false;
    return least === null || row.ownCents >= least;
  };
}

/** For every row, whether it or one above it is such a row. Rows are in pre-order. */
function below(rows: readonly AccountRow[], is: (row: AccountRow) => boolean): boolean[] {
  const inside: boolean[] = [];
  for (const row of rows) inside.push(is(row) || (inside[row.parent] ?? false));
  return inside;
}

/** The tag texts that a filter means: all of a key, or one value. Keys may hold `=` as values may: both readings count. */
function indicesOf(texts: readonly string[], wanted: string): Set<number> {
  return new Set(texts.flatMap((text, at) => (text === wanted || text.startsWith(`${wanted}=`) ? [at] : [])));
}

/** The states that accounts have, in order, `former` last. */
export function statesOf(rows: readonly AccountRow[]): string[] {
  const states = new Set(rows.flatMap(({ type, state }) => (type === 'account' && state !== null ? [state] : [])));
  return [...[...states].sort(), ...(rows.some(({ type }) => type === 'former') ? ['former'] : [])];
}
