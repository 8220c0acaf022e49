import { axesOf, FACE_KEYS } from './account-axis';
import type { Assigner } from './assignment';
import { type Amounts, subtractAmounts } from './basis';
import type { AxisPart } from './cross-table';
import type { FaceCell, FaceName } from './face';
import type { GroupSum } from './reconcile';
import { isNothing, splitRounding } from './rounding';
import type { AccountMonth } from './slice';

/**
 * An account whose usage has one home and one environment, to the unit: all its faces follow from its services
 * (`finance.md` §7). `whole` is all of its usage; `rest` what its services do not name, each under a key of ours.
 * whole = Σ services + Σ rest, in every basis.
 */
export type SingleHome = { readonly whole: FaceCell; readonly rest: readonly FaceCell[] };

const isNamed = ({ kind }: AxisPart): boolean => kind === 'value' || kind === 'untagged';

/**
 * `services`: the account's usage summed over its services, and their number; null where they were not read.
 * Null where usage has several homes or environments, a rounding among them, or where one is not known.
 */
export function singleHomeOf(month: AccountMonth, services: GroupSum | null, assigner: Assigner): SingleHome | null {
  const { account, usage } = month;
  const axes = axesOf(month, null, assigner);
  const [project, ...otherProjects] = axes.projects;
  if (!project || otherProjects.length > 0 || !isNamed(project)) return null;
  const given = axes.givenBy(project);
  const [environment, ...otherEnvironments] = axes.environments;
  const one = environment && otherEnvironments.length === 0 && isNamed(environment) ? environment : null;
  if (given === null && one === null) return null;
  const labels = {
    account,
    home: axes.homeOf(project),
    environment: given ?? (one ? axes.environmentOf(one) : FACE_KEYS.notFetched),
  };
  return {
    whole: { ...labels, service: null, amounts: usage.amounts },
    rest: restOf(usage, services).map(({ key, amounts }) => ({ ...labels, service: key, amounts })),
  };
}

/** What services lack of the usage: up to a unit for every group is rounding, more is `(unknown)`, as in every face. */
function restOf(usage: GroupSum, services: GroupSum | null): { key: string; amounts: Amounts }[] {
  if (services === null) return present([{ key: FACE_KEYS.notFetched, amounts: usage.amounts }]);
  const left = subtractAmounts(usage.amounts, services.amounts);
  const { rounding, more } = splitRounding(left, services.groups === 0 ? 0 : usage.groups + services.groups);
  return present([
    { key: FACE_KEYS.rounding, amounts: rounding },
    { key: FACE_KEYS.unknown, amounts: more },
  ]);
}

const present = <Part extends { readonly amounts: Amounts }>(parts: readonly Part[]): Part[] =>
  parts.filter(({ amounts }) => !isNothing(amounts));

/** A face of such an account, from its usage by service (keys as `serviceOf` writes them). */
export function faceOfSingle(
  { whole, rest }: SingleHome,
  services: Iterable<readonly [string, Amounts]>,
  name: FaceName,
): FaceCell[] {
  const has = (dimension: string): boolean => name.split('.').includes(dimension);
  const labels = {
    account: whole.account,
    home: has('home') ? whole.home : null,
    environment: has('environment') ? whole.environment : null,
  };
  if (!has('service')) return [{ ...labels, service: null, amounts: whole.amounts }];
  return [
    ...[...services].map(([service, amounts]) => ({ ...labels, service, amounts })),
    ...rest.map(({ service, amounts }) => ({ ...labels, service, amounts })),
  ];
}
