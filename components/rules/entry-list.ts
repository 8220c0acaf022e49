const keys = new WeakMap<object, string>();
let made = 0;

/** A key of an entry that stays when the entry moves, or is replaced by `edited`. */
export function entryKey(entry: object): string {
  const known = keys.get(entry);
  if (known !== undefined) return known;
  made += 1;
  const key = `entry-${made}`;
  keys.set(entry, key);
  return key;
}

/** Another list with one entry changed; the entry keeps its key. */
export function edited<T extends object>(list: readonly T[], at: number, change: (entry: T) => T): T[] {
  return list.map((entry, index) => {
    if (index !== at) return entry;
    const next = change(entry);
    keys.set(next, entryKey(entry));
    return next;
  });
}

/** Another list with one entry in another place; out of bounds it stays. */
export function movedTo<T>(list: readonly T[], from: number, to: number): T[] {
  const entry = list[from];
  if (entry === undefined || to < 0 || to >= list.length) return [...list];
  return list.toSpliced(from, 1).toSpliced(to, 0, entry);
}
