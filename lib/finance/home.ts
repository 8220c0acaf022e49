/**
 * Whose a cost is. `charges` is the pool of one account's charges that are not usage; `rounding` the difference of
 * grouped replies, at most a unit per group; both are never spread without a rule.
 */
export type Home =
  | { readonly kind: 'project'; readonly id: string }
  | { readonly kind: 'pool'; readonly id: string }
  | { readonly kind: 'untagged' }
  | { readonly kind: 'charges' }
  | { readonly kind: 'rounding' };

export const UNTAGGED: Home = { kind: 'untagged' };
export const CHARGES: Home = { kind: 'charges' };
export const ROUNDING: Home = { kind: 'rounding' };

/** A home as one text, for keys: `project:checkout`, `pool:platform`, `untagged`. Ids may hold any character. */
export const keyOfHome = (home: Home): string => ('id' in home ? `${home.kind}:${home.id}` : home.kind);

/** Reads `keyOfHome` back. @throws RangeError for a text that it never wrote */
export function homeOfKey(key: string): Home {
  const colon = key.indexOf(':');
  const kind = colon < 0 ? key : key.slice(0, colon);
  if (colon < 0 && (kind === 'untagged' || kind === 'charges' || kind === 'rounding')) return { kind };
  if (colon >= 0 && (kind === 'project' || kind === 'pool')) return { kind, id: key.slice(colon + 1) };
  throw new RangeError(`not a home: ${key}`);
}
