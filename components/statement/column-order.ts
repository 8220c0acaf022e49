/** An address with other columns: nothing else of it changes. The bare sheet's columns are written out with the first change. */
export function withColumns(params: Iterable<readonly [string, string]>, columns: readonly string[]): URLSearchParams {
  const next = new URLSearchParams([...params].filter(([name]) => name !== 'column').map(([...pair]) => pair));
  for (const column of columns) next.append('column', column);
  const pinned = (next.get('pin') ?? '').split('~').filter((key) => columns.includes(key));
  if (pinned.length > 0) next.set('pin', pinned.join('~'));
  else next.delete('pin');
  // Steps of time are of one column.
  if (columns.length !== 1) next.delete('by');
  return next;
}

/** The list with one entry at another place; a place beyond an end is the end. */
export function moved<T>(list: readonly T[], from: number, to: number): T[] {
  const place = Math.min(list.length - 1, Math.max(0, to));
  const rest = list.filter((_, at) => at !== from);
  return [...rest.slice(0, place), ...list.slice(from, from + 1), ...rest.slice(place)];
}
