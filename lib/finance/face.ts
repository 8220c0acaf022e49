import { type AccountAxes, axesOf, environmentOfAll } from './account-axis';
import type { Assigner } from './assignment';
import type { Amounts } from './basis';
import { type CrossCell, crossTable, sumByLabel } from './cross-table';
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
  const face = facesFrom(month.account, axes, detail);
  return new Map(names.map((name) => [name, face(name)]));
}

/** Tells the faces of an account one by one; what two of them need is worked out once. */
export function facesFrom(account: string, axes: AccountAxes, detail: DetailLookup): (name: FaceName) => FaceCell[] {
  const { homes, environments, services, homeOf, environmentOf, serviceOf, given } = axes;
  const one = environmentOfAll(axes);
  let crossed: readonly CrossCell[] | null = null;
  const homeServices = (): readonly CrossCell[] => {
    crossed ??= crossTable(homes, services, (row, column) => detail.pair(['project', 'service'], account, row, column));
    return crossed;
  };
  const cellsOf = (name: FaceName): TaggedCell[] => {
    switch (name) {
      case 'home':
        return homes.map((part) => ({ home: homeOf(part), amounts: part.amounts }));
      case 'service':
        return services.map((part) => ({ service: serviceOf(part), amounts: part.amounts }));
      case 'environment':
        if (given) return tellPairs(account, axes, detail);
        return environments.map((part) => ({ environment: environmentOf(part), amounts: part.amounts }));
      case 'home.environment':
        if (!one) return tellPairs(account, axes, detail);
        return homes.map((part) => ({ home: homeOf(part), environment: one(part), amounts: part.amounts }));
      case 'home.service':
        return homeServices().map(({ row, column, amounts }) => ({
          home: homeOf(row),
          service: serviceOf(column),
          amounts,
        }));
      case 'environment.service':
        if (given) return tellServices(account, axes, detail);
        if (one) {
          const [only] = environments;
          const environment = only ? environmentOf(only) : '';
          return services.map((part) => ({ environment, service: serviceOf(part), amounts: part.amounts }));
        }
        return crossTable(environments, services, (row, column) =>
          detail.pair(['environment', 'service'], account, row, column),
        ).map(({ row, column, amounts }) => ({ environment: environmentOf(row), service: serviceOf(column), amounts }));
      case 'home.environment.service':
        if (!one) return tellServices(account, axes, detail);
        return homeServices().map(({ row, column, amounts }) => ({
          home: homeOf(row),
          environment: one(row),
          service: serviceOf(column),
          amounts,
        }));
    }
  };
  return (name) => narrowed(name, account, cellsOf(name));
}

/** Leaves the dimensions of the face and adds up. */
function narrowed(name: FaceName, account: string, cells: readonly TaggedCell[]): FaceCell[] {
  const hasHome = name.startsWith('home');
  const hasEnvironment = name.includes('environment');
  const hasService = name.endsWith('service');
  const kept = cells.map(
    ({ home, environment, service, amounts }): FaceCell => ({
      account,
      home: hasHome ? (home ?? null) : null,
      environment: hasEnvironment ? (environment ?? null) : null,
      service: hasService ? (service ?? null) : null,
      amounts,
    }),
  );
  // A tag value may hold any character but this one.
  return sumByLabel(
    kept,
    ({ home, environment, service }) => `${home}\0${environment}\0${service}`,
    ({ amounts }) => amounts,
  ).map(({ first: { home, environment, service }, amounts }) => ({ account, home, environment, service, amounts }));
}
