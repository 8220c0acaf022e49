/**
 * Whose a cost is (`finance.md` §6). `untagged` is usage of a mixed account that no tag names; `charges` the pool of such an
 * account's charges that are not usage; `rounding` the difference of grouped replies, at most a unit per group; and
 * `notFetched` usage whose tags were not read whole. None of them is spread without a rule, the last two never.
 */
export type Home =
  | { readonly kind: 'project'; readonly id: string }
  | { readonly kind: 'pool'; readonly id: string }
  | { readonly kind: 'untagged' }
  | { readonly kind: 'charges' }
  | { readonly kind: 'rounding' }
  | { readonly kind: 'notFetched' };

export const UNTAGGED: Home = { kind: 'untagged' };
export const CHARGES: Home = { kind: 'charges' };
export const ROUNDING: Home = { kind: 'rounding' };
export const NOT_FETCHED: Home = { kind: 'notFetched' };

/** A home as one text, for keys: `project:checkout`, `pool:platform`, `untagged`. Ids may hold any character. */
export const keyOfHome = (home: Home): string => ('id' in home ? `${home.kind}:${home.id}` : home.kind);

/** Reads `keyOfHome` back. @throws RangeError for a text that it never wrote */
export function homeOfKey(key: string): Home {
  const colon = key.indexOf(':');
  const kind = colon < 0 ? key : key.slice(0, colon);
  const plain = colon < 0 ? [UNTAGGED, CHARGES, ROUNDING, NOT_FETCHED].find((home) => home.kind === kind) : undefined;
  if (plain) return plain;
  if (colon >= 0 && (kind === 'project' || kind === 'pool')) return { kind, id: key.slice(colon + 1) };
  throw new RangeError(`not a home: ${key}`);
}
