/** What AWS lists of a cost-allocation tag key. */
type ListedKey = {
  readonly key: string;
  readonly type: string;
  readonly status: string;
  readonly lastUsedAt: string | null;
};

/** Keys that are read when nobody chose any: each costs a request or more at every sync. */
const DEFAULT_KEYS = 5;

/**
 * The tag keys to read. A choice in the settings counts as it is; without one, the active keys that the company made
 * itself, most recently used first, up to five. `unread` are the other active ones.
 */
export function chooseTagKeys(
  chosen: readonly string[] | null,
  listed: readonly ListedKey[],
): { keys: string[]; unread: string[] } {
  const active = listed.filter((each) => each.status === 'Active').sort((a, b) => order(a, b));
  const keys = chosen
    ? [...new Set(chosen)]
    : active
        .filter((each) => each.type === 'UserDefined')
        .slice(0, DEFAULT_KEYS)
        .map((each) => each.key);
  return { keys, unread: active.map((each) => each.key).filter((key) => !keys.includes(key)) };
}

const order = (a: ListedKey, b: ListedKey): number => {
  const used = (b.lastUsedAt ?? '').localeCompare(a.lastUsedAt ?? '');
  return used !== 0 ? used : a.key < b.key ? -1 : 1;
};
