import { type AccountAxes, axesOf } from './account-axis';
import type { Assigner } from './assignment';
import type { Amounts } from './basis';
import { crossTable, sumByLabel } from './cross-table';
import type { DetailLookup } from './detail';
import type { AccountMonth } from './slice';
import { type TaggedCell, tellPairs, tellServices } from './usage-pair';

/** The faces of an account's usage (`finance.md` §7). A name lists its dimensions, in this order. */
export const FACES = [
  'home',
  'environment',
  'service',
  'home.environment',
  'home.service',
  'environment.service',
  'home.environment.service',
] as const;
export type FaceName = (typeof FACES)[number];

/** A cell of a face. What the face does not have is null; `home` is `keyOfHome`; keys in parentheses are ours. */
export type FaceCell = {
  readonly account: string;
  readonly home: string | null;
  readonly environment: string | null;
  readonly service: string | null;
  readonly amounts: Amounts;
};

export type FaceInput = {
  readonly assigner: Assigner;
  /** Usage by account and service; null where it was not read. */
  readonly services: ReadonlyMap<string, ReadonlyMap<string, Amounts>> | null;
  readonly detail: DetailLookup;
};

/**
 * Builds faces of one account's usage. Each sums to the book's usage, to the unit and in every basis, and each home and
 * environment has the same amount in all of them, but for what one does not know: that says `(not fetched)`, and rounding
 * `(rounding)`. What follows from one home or one environment needs no request.
 */
export function buildFaces(
  month: AccountMonth,
  { assigner, services, detail }: FaceInput,
  names: readonly FaceName[] = FACES,
): Map<FaceName, FaceCell[]> {
  const axes = axesOf(month, services && (services.get(month.account) ?? new Map()), assigner);
  const faces = new Map<FaceName, FaceCell[]>();
  for (const name of names) faces.set(name, narrowed(name, month.account, cellsOf(name, month.account, axes, detail)));
  return faces;
}

function cellsOf(name: FaceName, account: string, axes: AccountAxes, detail: DetailLookup): TaggedCell[] {
  const { homes, environments, services, homeOf, environmentOf, serviceOf, given } = axes;
  switch (name) {
    case 'home':
      return homes.map((part) => ({ home: homeOf(part), amounts: part.amounts }));
    case 'service':
      return services.map((part) => ({ service: serviceOf(part), amounts: part.amounts }));
    case 'environment':
      if (given) return tellPairs(account, axes, detail);
      return environments.map((part) => ({ environment: environmentOf(part), amounts: part.amounts }));
    case 'home.environment':
      return tellPairs(account, axes, detail);
    case 'home.service':
      return crossTable(homes, services, (row, column) =>
        detail.pair(['project', 'service'], account, row, column),
      ).map(({ row, column, amounts }) => ({ home: homeOf(row), service: serviceOf(column), amounts }));
    case 'environment.service':
      if (given) return tellServices(account, axes, detail);
      return crossTable(environments, services, (row, column) =>
        detail.pair(['environment', 'service'], account, row, column),
      ).map(({ row, column, amounts }) => ({ environment: environmentOf(row), service: serviceOf(column), amounts }));
    case 'home.environment.service':
      return tellServices(account, axes, detail);
  }
}

/** Leaves the dimensions of the face and adds up. */
function narrowed(name: FaceName, account: string, cells: readonly TaggedCell[]): FaceCell[] {
  const has = new Set(name.split('.'));
  const kept = cells.map(
    ({ home, environment, service, amounts }): FaceCell => ({
      account,
      home: has.has('home') ? (home ?? null) : null,
      environment: has.has('environment') ? (environment ?? null) : null,
      service: has.has('service') ? (service ?? null) : null,
      amounts,
    }),
  );
  return sumByLabel(
    kept,
    ({ home, environment, service }) => JSON.stringify([home, environment, service]),
    ({ amounts }) => amounts,
  ).map(({ first, amounts }) => ({ ...first, amounts }));
}
