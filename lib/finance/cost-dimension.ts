import type { FaceName } from './face';

/** What costs may be grouped by. Tags and cost categories come one at a time: `tag:app`, `category:Team`. */
export const DIMENSIONS = [
  'account',
  'ou',
  'service',
  'serviceCategory',
  'chargeClass',
  'recordType',
  'project',
  'environment',
  'class',
  'month',
  'day',
] as const;
export type Dimension = (typeof DIMENSIONS)[number] | `tag:${string}` | `category:${string}`;

/** The longest key of a tag, and more than the longest name of a category. */
const LONGEST_KEY = 128;

export const isTagDimension = (dimension: Dimension): dimension is `tag:${string}` => dimension.startsWith('tag:');
export const isCategoryDimension = (dimension: Dimension): dimension is `category:${string}` =>
  dimension.startsWith('category:');

/** Reads a dimension as written; null when it is none. Only the known prefix is taken off a tag or a category. */
export function readDimension(text: string): Dimension | null {
  const plain = DIMENSIONS.find((dimension) => dimension === text);
  if (plain) return plain;
  if (text.startsWith('tag:') && text.length > 4 && text.length <= 4 + LONGEST_KEY) return `tag:${text.slice(4)}`;
  return text.startsWith('category:') && text.length > 9 && text.length <= 9 + LONGEST_KEY
    ? `category:${text.slice(9)}`
    : null;
}

/** Figures that one cube tells: the book, a face of its usage, or the days. */
export type PlainSource =
  | { readonly kind: 'book' }
  | { readonly kind: 'face'; readonly cube: 'service' | `tag:${string}` }
  | { readonly kind: 'days'; readonly cube: 'daily.account' | 'daily.charge' };

/** A payer's own category of every charge of an account, and what else is told of these charges. */
export type CategorySource = {
  readonly kind: 'category';
  readonly cube: `category:${string}`;
  readonly beside: PlainSource | null;
};

/** Slices; of usage, the face that has the environment or the service; and what else is told of the same charges. */
export type HomeSource = {
  readonly kind: 'homes';
  readonly face: FaceName | null;
  readonly beside: PlainSource | CategorySource | null;
};

/** Where figures of some dimensions come from; `none`: no cube holds them together, and `reason` says which do. */
export type CostSource = PlainSource | CategorySource | HomeSource | { readonly kind: 'none'; readonly reason: string };

const PAIRS =
  'Together go: account, ou, project, environment, class or a category with anything but a second of its kind; service, ' +
  'serviceCategory or one tag with chargeClass or month; day with service, serviceCategory, chargeClass and recordType. Where two ' +
  'of them are not known of the same charge, the part says (not fetched).';

/**
 * The smallest cube that has every dimension wanted, filters included (`finance.md` §5: two keys at most). `restricted`
 * readers have no part in `daily.charge`, which knows no account; `hidden`: the reader has projects in accounts beyond the
 * scope, which slices alone tell of.
 */
export function sourceOf(wanted: readonly Dimension[], restricted: boolean, hidden = false): CostSource {
  const categories = [...new Set(wanted.filter(isCategoryDimension))];
  const [category] = categories;
  if (categories.length > 1) return none(`${categories.join(' and ')} together`);
  const homes = hidden || wanted.some((each) => each === 'project' || each === 'environment' || each === 'class');
  if (homes) return homeSource(wanted, category ?? null);
  if (category) return categorySource(category, wanted, restricted);
  return plainSource(wanted, restricted);
}

const none = (what: string): Extract<CostSource, { kind: 'none' }> => ({
  kind: 'none',
  reason: `No cube holds ${what}. ${PAIRS}`,
});

function plainSource(
  wanted: readonly Dimension[],
  restricted: boolean,
): Exclude<CostSource, HomeSource | CategorySource> {
  const tags = [...new Set(wanted.filter(isTagDimension))];
  const has = (...dimensions: Dimension[]) => wanted.some((each) => dimensions.includes(each));
  const services = has('service', 'serviceCategory');
  const accounts = has('account', 'ou');
  const charges = services || has('chargeClass', 'recordType');
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

function categorySource(
  cube: `category:${string}`,
  wanted: readonly Dimension[],
  restricted: boolean,
): CategorySource | Extract<CostSource, { kind: 'none' }> {
  const others = wanted.filter((each) => !isCategoryDimension(each));
  if (others.every((each) => each === 'account' || each === 'ou' || each === 'month')) {
    return { kind: 'category', cube, beside: null };
  }
  const beside = plainSource([...others, 'account'], restricted);
  return beside.kind === 'none' ? beside : { kind: 'category', cube, beside };
}

function homeSource(
  wanted: readonly Dimension[],
  category: `category:${string}` | null,
): HomeSource | Extract<CostSource, { kind: 'none' }> {
  const has = (...dimensions: Dimension[]) => wanted.some((each) => dimensions.includes(each));
  const [services, tag] = [has('service', 'serviceCategory'), wanted.find(isTagDimension)];
  const extras = wanted.filter((each) => isTagDimension(each) || each === 'recordType' || each === 'day');
  if (services && (tag || has('recordType'))) return none(`${tag ?? 'recordType'} with service`);
  const told = [...new Set([...extras, ...(category ? [category] : [])])];
  if (told.length > 1) return none(`${told.join(' and ')} with projects or environments`);
  const axes = [
    ...(has('project', 'class') ? ['home'] : []),
    ...(has('environment') ? ['environment'] : []),
    ...(services ? ['service'] : []),
  ].join('.');
  // By the project alone slices know all, its usage included.
  const face = axes === '' || axes === 'home' ? null : (axes as FaceName);
  if (category) return { kind: 'homes', face, beside: { kind: 'category', cube: category, beside: null } };
  if (tag) return { kind: 'homes', face, beside: { kind: 'face', cube: tag } };
  if (has('day')) return { kind: 'homes', face, beside: { kind: 'days', cube: 'daily.account' } };
  return { kind: 'homes', face, beside: has('recordType') ? { kind: 'book' } : null };
}
