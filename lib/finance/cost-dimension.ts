/** What costs may be grouped by now. Tags come one key at a time: `tag:app`. */
export const DIMENSIONS = [
  'account',
  'ou',
  'service',
  'serviceCategory',
  'chargeClass',
  'recordType',
  'month',
  'day',
] as const;
export type Dimension = (typeof DIMENSIONS)[number] | `tag:${string}`;

/** Dimensions that need assignment rules; they are named so that a refusal can say when they come. */
export const RULE_DIMENSIONS = ['project', 'environment', 'class'] as const;

/** True for a dimension that comes with assignment rules or with the payer's cost categories. */
export const isRuleDimension = (text: string): boolean =>
  RULE_DIMENSIONS.some((dimension) => dimension === text) || text.startsWith('category:');

export const isTagDimension = (dimension: Dimension): dimension is `tag:${string}` => dimension.startsWith('tag:');

/** Reads a dimension as written; null when it is none that is served now. Only the known prefix is taken off a tag. */
export function readDimension(text: string): Dimension | null {
  const plain = DIMENSIONS.find((dimension) => dimension === text);
  if (plain) return plain;
  return text.startsWith('tag:') && text.length > 4 && text.length <= 4 + 128 ? `tag:${text.slice(4)}` : null;
}

/** Where figures of some dimensions come from: the book, a face of its usage, or the days. */
export type CostSource =
  | { readonly kind: 'book' }
  | { readonly kind: 'face'; readonly cube: 'service' | `tag:${string}` }
  | { readonly kind: 'days'; readonly cube: 'daily.account' | 'daily.charge' }
  /** No cube holds them together; `reason` says which do. */
  | { readonly kind: 'none'; readonly reason: string };

const PAIRS =
  'Together go: account or ou with chargeClass, recordType, month, service, serviceCategory or one tag; service, serviceCategory ' +
  'or one tag with chargeClass or month; day with account or ou, or with service, serviceCategory, chargeClass and recordType.';

/**
 * The smallest cube that has every dimension wanted, filters included (`finance.md` §5: two keys at most).
 * `restricted` readers have no part in `daily.charge`, which knows no account.
 */
export function sourceOf(wanted: readonly Dimension[], restricted: boolean): CostSource {
  const tags = [...new Set(wanted.filter(isTagDimension))];
  const has = (...dimensions: Dimension[]) => wanted.some((each) => dimensions.includes(each));
  const services = has('service', 'serviceCategory');
  const accounts = has('account', 'ou');
  const charges = services || has('chargeClass', 'recordType');
  const none = (what: string): CostSource => ({ kind: 'none', reason: `No cube holds ${what}. ${PAIRS}` });
  const [tag] = tags;
  if (tags.length > 1) return none(`${tags.join(' and ')} together`);
  if (tag && services) return none(`${tag} with service`);
  if (has('day')) {
    if (tag) return none(`${tag} by day`);
    if (accounts && charges) return none('accounts by day with services or charges');
    if (restricted && charges) return none('services or charges by day for a part of the accounts');
    return { kind: 'days', cube: accounts || (restricted && !charges) ? 'daily.account' : 'daily.charge' };
  }
  if ((tag || services) && has('recordType')) return none(`recordType with ${tag ?? 'service'}`);
  if (tag) return { kind: 'face', cube: tag };
  return services ? { kind: 'face', cube: 'service' } : { kind: 'book' };
}
