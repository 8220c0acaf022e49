import { type AccountAxes, axesOf, FACE_KEYS, single } from './account-axis';
import type { Assigner } from './assignment';
import type { Amounts } from './basis';
import { type AxisPart, crossTable, sumByLabel } from './cross-table';
import type { DetailLookup } from './detail';
import type { AccountMonth } from './slice';

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

type Labelled = Partial<Omit<FaceCell, 'account'>> & { readonly amounts: Amounts };

function cellsOf(name: FaceName, account: string, axes: AccountAxes, detail: DetailLookup): Labelled[] {
  const { homes, environments, services, homeOf, environmentOf, serviceOf, given } = axes;
  switch (name) {
    case 'home':
      return homes.map((part) => ({ home: homeOf(part), amounts: part.amounts }));
    case 'service':
      return services.map((part) => ({ service: serviceOf(part), amounts: part.amounts }));
    case 'environment':
      if (given) return homesAndEnvironments(account, axes, detail);
      return environments.map((part) => ({ environment: environmentOf(part), amounts: part.amounts }));
    case 'home.environment':
      return homesAndEnvironments(account, axes, detail);
    case 'home.service':
      return crossTable(homes, services, (row, column) =>
        detail.pair(['project', 'service'], account, row, column),
      ).map(({ row, column, amounts }) => ({ home: homeOf(row), service: serviceOf(column), amounts }));
    case 'environment.service':
      if (given) return everything(account, axes, detail);
      return crossTable(environments, services, (row, column) =>
        detail.pair(['environment', 'service'], account, row, column),
      ).map(({ row, column, amounts }) => ({ environment: environmentOf(row), service: serviceOf(column), amounts }));
    case 'home.environment.service':
      return everything(account, axes, detail);
  }
}

/** A raw project value with its environment; `environment` null where a rule on the value gave it. */
type Pair = { readonly project: AxisPart; readonly environment: AxisPart | null; readonly amounts: Amounts };

/** The project axis told by environments. A value whose rule gives one is a single pair: the chain has no say in it. */
function pairsOf(account: string, { projects, environments, givenBy }: AccountAxes, detail: DetailLookup): Pair[] {
  const cells = crossTable(projects, environments, (row, column) =>
    detail.pair(['project', 'environment'], account, row, column),
  );
  return projects.flatMap((project): Pair[] =>
    givenBy(project) !== null
      ? [{ project, environment: null, amounts: project.amounts }]
      : cells
          .filter(({ row }) => row === project)
          .map(({ column, amounts }) => ({ project, environment: column, amounts })),
  );
}

const homesAndEnvironments = (account: string, axes: AccountAxes, detail: DetailLookup): Labelled[] =>
  pairsOf(account, axes, detail).map((pair) => ({ ...labelsOf(pair, axes), amounts: pair.amounts }));

const labelsOf = ({ project, environment }: Pair, { homeOf, environmentOf, givenBy }: AccountAxes) => ({
  home: homeOf(project),
  environment: givenBy(project) ?? (environment === null ? FACE_KEYS.notFetched : environmentOf(environment)),
});

/** All four dimensions: the pairs told by services, as far as two of the three say it. */
function everything(account: string, axes: AccountAxes, detail: DetailLookup): Labelled[] {
  const pairs = pairsOf(account, axes, detail);
  const rows = pairs.map(
    (pair, at): AxisPart => ({
      kind: kindOf(pair),
      key: String(at),
      raw: '',
      amounts: pair.amounts,
    }),
  );
  const oneHome = single(axes.projects) !== null;
  const oneEnvironment = single(axes.environments) !== null;
  const answer = (row: AxisPart, service: AxisPart) => {
    const pair = pairs[Number(row.key)];
    if (!pair) return null;
    const { project, environment } = pair;
    if (environment === null || oneEnvironment) return detail.pair(['project', 'service'], account, project, service);
    if (oneHome) return detail.pair(['environment', 'service'], account, environment, service);
    return detail.triple(account, project, environment, service);
  };
  const slack = axes.projects.length * axes.environments.length;
  const cells = crossTable(rows, axes.services, answer, slack);
  return cells.flatMap(({ row, column, amounts }) => {
    const pair = pairs[Number(row.key)];
    return pair ? [{ ...labelsOf(pair, axes), service: axes.serviceOf(column), amounts }] : [];
  });
}

/** A pair is known like its less known half. */
function kindOf({ project, environment }: Pair): AxisPart['kind'] {
  const kinds = [project.kind, environment?.kind];
  if (kinds.includes('notFetched')) return 'notFetched';
  return kinds.includes('rounding') ? 'rounding' : 'value';
}

/** Leaves the dimensions of the face and adds up. */
function narrowed(name: FaceName, account: string, cells: readonly Labelled[]): FaceCell[] {
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
