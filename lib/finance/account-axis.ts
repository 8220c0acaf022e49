import type { Assigner } from './assignment';
import { type Amounts, noAmounts, subtractAmounts, sumAmounts } from './basis';
import { tagValueKey } from './cost-fact';
import type { AxisPart } from './cross-table';
import { keyOfHome } from './home';
import { isNothing, splitRounding } from './rounding';
import type { AccountMonth } from './slice';
import type { AccountChain } from './tag-chain';

/** Keys of ours; `unknown` is what a face lacks of the book beyond rounding, which makes the month a breach. */
export const FACE_KEYS = {
  untagged: '(untagged)',
  rounding: '(rounding)',
  notFetched: '(not fetched)',
  unknown: '(unknown)',
} as const;

/** One account's usage by raw project value, raw environment value and service, and what each part is called. */
export type AccountAxes = {
  /** By home alone: one part where a rule, or all values, give one home. */
  readonly homes: readonly AxisPart[];
  /** By home and `givenBy`; several parts wherever a rule on values gives an environment to some of the usage only. */
  readonly projects: readonly AxisPart[];
  readonly environments: readonly AxisPart[];
  readonly services: readonly AxisPart[];
  /** `keyOfHome` of a part of `homes` or `projects`. */
  readonly homeOf: (part: AxisPart) => string;
  readonly environmentOf: (part: AxisPart) => string;
  readonly serviceOf: (part: AxisPart) => string;
  /** The environment that a rule on a project value gives to all its usage; null where the environment chain decides. */
  readonly givenBy: (part: AxisPart) => string | null;
  /** True when `givenBy` says something of a part, or may once it was fetched. */
  readonly given: boolean;
};

/**
 * A home or an environment from an account rule holds for all usage: that axis is one part. So is one whose raw values all
 * mean the same: what follows from a single home or environment then needs no request.
 */
export function axesOf(
  month: AccountMonth,
  services: ReadonlyMap<string, Amounts> | null,
  assigner: Assigner,
): AccountAxes {
  const home = month.assignment.home?.value ?? null;
  const environment = month.assignment.environment?.value ?? null;
  const byValue = environment === null && assigner.valuesGiveEnvironment;
  const givenBy = (part: AxisPart): string | null => {
    if (!byValue || part.kind === 'untagged') return null;
    return part.kind === 'value'
      ? (assigner.ofProjectValue(part.raw).environment?.value ?? null)
      : FACE_KEYS[part.kind];
  };
  const homeOf = (part: AxisPart): string =>
    keyOfHome(home ?? (part.kind === 'value' ? assigner.ofProjectValue(part.raw).home.value : { kind: part.kind }));
  const environmentOf = (part: AxisPart): string =>
    environment ?? (part.kind === 'value' ? assigner.ofEnvironmentValue(part.raw).value : FACE_KEYS[part.kind]);
  const values = chainAxis(month.project);
  const given = values.some((part) => part.kind !== 'rounding' && givenBy(part) !== null);
  const homes = home !== null ? [all(month)] : joined(values, homeOf);
  return {
    homes,
    projects: given ? joined(values, (part) => JSON.stringify([homeOf(part), givenBy(part)])) : homes,
    environments: environment !== null ? [all(month)] : joined(chainAxis(month.environment), environmentOf),
    services: serviceAxis(month, services),
    homeOf,
    environmentOf,
    serviceOf: ({ kind, raw }) =>
      kind === 'value' ? tagValueKey(raw) : kind === 'untagged' ? FACE_KEYS.unknown : FACE_KEYS[kind],
    givenBy,
    given,
  };
}

/**
 * True where a third dimension does not follow (`finance.md` §5): tags name more than one home of an account that has none
 * by rule, the untagged among them, or give an environment to some of its usage and not to all.
 */
export const needsDetail = (month: AccountMonth, assigner: Assigner): boolean =>
  partsOf(axesOf(month, null, assigner).projects) > 1;

/** How many parts there are besides rounding. */
export const partsOf = (parts: readonly AxisPart[]): number => parts.filter(({ kind }) => kind !== 'rounding').length;

/**
 * The environment of each home where all usage is in one; null where usage lies in several, a rounding among them, or a rule
 * on values gives one to some of it. What is not known of homes, is not known of theirs.
 */
export function environmentOfAll(axes: AccountAxes): ((home: AxisPart) => string) | null {
  const [only, ...others] = axes.environments;
  if (axes.given || !only || others.length > 0 || !isNamed(only)) return null;
  const environment = axes.environmentOf(only);
  return (home) => (isNamed(home) ? environment : axes.environmentOf(home));
}

const isNamed = ({ kind }: AxisPart): boolean => kind === 'value' || kind === 'untagged';

/** One part, the first with the sum of all, where every part besides rounding has the same label and was fetched. */
function joined(parts: readonly AxisPart[], label: (part: AxisPart) => string): AxisPart[] {
  const named = parts.filter(({ kind }) => kind !== 'rounding');
  const [first] = named;
  const isOne = first && named.every((part) => part.kind !== 'notFetched' && label(part) === label(first));
  if (!isOne) return [...parts];
  return [
    { ...first, amounts: sumAmounts(named.map(({ amounts }) => amounts)) },
    ...parts.filter((each) => each.kind === 'rounding'),
  ];
}

/** The only part besides rounding; null where there are several, or one was not fetched. */
export function single(parts: readonly AxisPart[]): AxisPart | null {
  const [first, ...others] = parts.filter(({ kind }) => kind !== 'rounding');
  return first && others.length === 0 && first.kind !== 'notFetched' ? first : null;
}

const bare = (kind: AxisPart['kind'], amounts: Amounts): AxisPart => ({ kind, key: '', raw: '', amounts });
const all = ({ usage }: AccountMonth): AxisPart => bare('untagged', usage.amounts);
const present = (parts: readonly AxisPart[]): AxisPart[] => parts.filter(({ amounts }) => !isNothing(amounts));

const chainAxis = ({ values, untagged, rounding, notFetched }: AccountChain): AxisPart[] =>
  present([
    ...values.map((value): AxisPart => ({ kind: 'value', ...value })),
    bare('untagged', untagged),
    bare('notFetched', notFetched),
    bare('rounding', rounding),
  ]);

/** What services lack beyond rounding stands as the part that none of them names. */
function serviceAxis({ usage }: AccountMonth, services: ReadonlyMap<string, Amounts> | null): AxisPart[] {
  if (services === null) return present([bare('notFetched', usage.amounts)]);
  const found = [...services].filter(([, amounts]) => !isNothing(amounts));
  const sum = found.reduce((left, [, amounts]) => subtractAmounts(left, amounts), usage.amounts);
  const { rounding, more } =
    found.length === 0 ? { rounding: noAmounts(), more: sum } : splitRounding(sum, usage.groups + found.length);
  return present([
    ...found.map(([raw, amounts]): AxisPart => ({ kind: 'value', key: '', raw, amounts })),
    bare('untagged', more),
    bare('rounding', rounding),
  ]);
}
