import { seesOrganization, type Viewer } from '@/lib/auth/viewer';
import { AppError } from '@/lib/errors';
import type { Rules } from '@/lib/finance/rules';
import type { CostsQuery } from './costs';
import type { Placements } from './placements';

/** The projects and environments that some charge has. */
export type Seen = { readonly projects: Set<string>; readonly environments: Set<string> };

/** What a reader may not see is refused whether it exists or not. */
export function refuseOutside(viewer: Viewer, { account, ou }: CostsQuery): void {
  const { accounts } = viewer.scope;
  const { units } = viewer;
  const hidden = [
    ...account.filter((id) => accounts !== 'all' && !accounts.has(id)).map((id) => ['account', id] as const),
    ...ou.filter((id) => units !== 'all' && !units.has(id)).map((id) => ['ou', id] as const),
  ];
  const [first] = hidden;
  if (!first) return;
  throw new AppError('forbidden', `${first[0]} ${first[1]} is outside what this token may see.`);
}

export function refuseUnknown({ account, ou }: CostsQuery, placements: Placements): void {
  const strange = [
    ...account.filter((id) => !placements.names.has(id)).map((id) => ({ field: 'account', id })),
    ...ou.filter((id) => !placements.knowsUnit(id)).map((id) => ({ field: 'ou', id })),
  ];
  const [first] = strange;
  if (!first) return;
  throw new AppError('not-found', `There is no ${first.field} ${first.id} in these months.`, {
    errors: strange.map(({ field, id }) => ({ field, message: `${id} is not known` })),
  });
}

/** A project or an environment that is nowhere in these months. What others have is refused like what nobody has. */
export function refuseStrangers(
  viewer: Viewer,
  { project = [], environment = [] }: CostsQuery,
  { projects }: Rules,
  seen: Seen,
): void {
  const known = seesOrganization(viewer) ? new Set(projects.map(({ id }) => id)) : viewer.scope.inside.projects;
  const isStrange = (id: string, ids: ReadonlySet<string>) => !id.startsWith('(') && !ids.has(id);
  const strange = [
    ...project.filter((id) => isStrange(id, seen.projects) && !known.has(id)).map((id) => ({ field: 'project', id })),
    ...environment.filter((id) => isStrange(id, seen.environments)).map((id) => ({ field: 'environment', id })),
  ];
  const [first] = strange;
  if (!first) return;
  throw new AppError('not-found', `There is no ${first.field} ${first.id} in these months.`, {
    errors: strange.map(({ field, id }) => ({ field, message: `${id} is not known` })),
  });
}
