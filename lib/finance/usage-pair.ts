import { type AccountAxes, FACE_KEYS, single } from './account-axis';
import { type Amounts, noAmounts } from './basis';
import { type AxisPart, type CellAnswer, type CrossCell, crossTable } from './cross-table';
import type { DetailLookup } from './detail';

/** Usage of one account by the labels of up to three dimensions. */
export type TaggedCell = {
  readonly home?: string;
  readonly environment?: string;
  readonly service?: string;
  readonly amounts: Amounts;
};

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

/** Homes and environments at once. */
export const tellPairs = (account: string, axes: AccountAxes, detail: DetailLookup): TaggedCell[] =>
  pairsOf(account, axes, detail).map((pair) => ({ ...labelsOf(pair, axes), amounts: pair.amounts }));

const labelsOf = ({ project, environment }: Pair, { homeOf, environmentOf, givenBy }: AccountAxes) => ({
  home: homeOf(project),
  environment: givenBy(project) ?? (environment === null ? FACE_KEYS.notFetched : environmentOf(environment)),
});

/**
 * All dimensions: the pairs told by services, as far as two of the three say it. A value whose usage lies in one environment,
 * or an environment that one value has alone, has its services there.
 */
export function tellServices(account: string, axes: AccountAxes, detail: DetailLookup): TaggedCell[] {
  const pairs = pairsOf(account, axes, detail);
  const rows = pairs.map(
    (pair, at): AxisPart => ({ kind: kindOf(pair), key: String(at), raw: '', amounts: pair.amounts }),
  );
  const oneHome = single(axes.projects) !== null;
  const oneEnvironment = single(axes.environments) !== null;
  let follows: Following | null = null;
  const answer = (row: AxisPart, service: AxisPart) => {
    const pair = pairs[Number(row.key)];
    if (!pair) return null;
    const { project, environment } = pair;
    if (environment === null || oneEnvironment) return detail.pair(['project', 'service'], account, project, service);
    if (oneHome) return detail.pair(['environment', 'service'], account, environment, service);
    const triple = detail.triple(account, project, environment, service);
    if (triple) return triple;
    follows ??= following(account, axes, detail, pairs);
    return follows(project, environment, service);
  };
  // A cell that follows is a difference of as many as the axes are long.
  const slack = (axes.projects.length + axes.environments.length) * (axes.services.length + 1);
  const cells = crossTable(rows, axes.services, answer, slack);
  return cells.flatMap(({ row, column, amounts }) => {
    const pair = pairs[Number(row.key)];
    return pair ? [{ ...labelsOf(pair, axes), service: axes.serviceOf(column), amounts }] : [];
  });
}

type Following = (project: AxisPart, environment: AxisPart, service: AxisPart) => CellAnswer | null;

/** Answers for a pair that is alone in its project value, or in its environment, from what that one has of a service. */
function following(account: string, axes: AccountAxes, detail: DetailLookup, pairs: readonly Pair[]): Following {
  const byProject = servicesOf(axes.projects, axes, (part, service) =>
    detail.pair(['project', 'service'], account, part, service),
  );
  const byEnvironment = servicesOf(axes.environments, axes, (part, service) =>
    detail.pair(['environment', 'service'], account, part, service),
  );
  const named = pairs.filter((pair) => kindOf(pair) !== 'rounding');
  const knowsAll = !named.some((pair) => kindOf(pair) === 'notFetched' || pair.environment === null);
  return (project, environment, service) => {
    const ofProject = named.filter((pair) => pair.project === project);
    if (ofProject.length === 1) return byProject(project, service);
    const ofEnvironment = named.filter((pair) => isSamePart(pair.environment, environment));
    const [own] = axes.environments.filter((part) => isSamePart(part, environment));
    return knowsAll && ofEnvironment.length === 1 && own ? byEnvironment(own, service) : null;
  };
}

/** The remainder of a row stands for the untagged part of the axis. */
const isSamePart = (a: AxisPart | null, b: AxisPart): boolean =>
  a !== null && a.kind === b.kind && a.key === b.key && a.raw === b.raw;

/** The services of each part of an axis; null of a part that is not known whole. */
function servicesOf(
  parts: readonly AxisPart[],
  { services }: AccountAxes,
  known: (part: AxisPart, service: AxisPart) => CellAnswer | null,
): (part: AxisPart, service: AxisPart) => CellAnswer | null {
  const rows = new Map<AxisPart, CrossCell[]>();
  for (const cell of crossTable(parts, services, known)) {
    const row = rows.get(cell.row);
    if (row) row.push(cell);
    else rows.set(cell.row, [cell]);
  }
  return (part, service) => {
    const row = rows.get(part) ?? [];
    if (row.some(({ column }) => column.kind === 'notFetched')) return null;
    return { amounts: row.find(({ column }) => column === service)?.amounts ?? noAmounts(), whole: true };
  };
}

/** A pair is known like its less known half. */
function kindOf({ project, environment }: Pair): AxisPart['kind'] {
  const kinds = [project.kind, environment?.kind];
  if (kinds.includes('notFetched')) return 'notFetched';
  return kinds.includes('rounding') ? 'rounding' : 'value';
}
