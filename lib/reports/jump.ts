import { seesOrganization, type Viewer } from '@/lib/auth/viewer';
import { compareNames } from '@/lib/finance/compare-names';
import { listPublishedMonths } from '@/lib/store/books';
import { listConnections } from '@/lib/store/connections';
import { listProjectIds } from '@/lib/store/project-names';
import { findRules } from '@/lib/store/rule-sets';
import { searchOrganization } from '@/lib/store/search';
import { projectName } from './cost-labels';
import { projectPath } from './project-path';
import { ownerOf } from './projects';

/** A place to jump to: an account's, a unit's or a project's page. `detail` tells two of one name apart. */
export type JumpTarget = { readonly label: string; readonly detail: string; readonly href: string };

const MOST = 20;
const MOST_PROJECTS = 6;
/** A project that costs nothing in so many of the last months is found by its rule alone. */
const MONTHS = 2;

/** Projects by a part of their name, id or owner, then accounts and units by name, id or e-mail: what the viewer may see. */
export async function findTargets(viewer: Viewer, words: string): Promise<JumpTarget[]> {
  const [projects, found] = await Promise.all([
    findProjects(viewer, words),
    searchOrganization(viewer.scope, words, MOST),
  ]);
  const places = found.map(({ kind, id, name, email, connectionId }) => ({
    label: name,
    detail: [kind === 'ou' ? 'unit' : null, id, email].flatMap((part) => part ?? []).join(' · '),
    href: `/accounts/${kind === 'ou' ? 'ou/' : ''}${encodeURIComponent(id)}?connection=${encodeURIComponent(connectionId)}`,
  }));
  return [...projects, ...places].slice(0, MOST);
}

async function findProjects(viewer: Viewer, words: string): Promise<JumpTarget[]> {
  const terms = words.toLowerCase().split(/\s+/).filter(Boolean);
  const { scope } = viewer;
  const [{ rules }, connections] = await Promise.all([findRules(scope.db), listConnections(scope)]);
  const charged = await Promise.all(
    connections.map(async ({ id }) => {
      const months = (await listPublishedMonths(scope, id)).slice(-MONTHS);
      return (await Promise.all(months.map(({ month }) => listProjectIds(scope, id, month)))).flat();
    }),
  );
  const named = seesOrganization(viewer) ? rules.projects.map(({ id }) => id) : scope.inside.projects;
  return [...new Set([...charged.flat(), ...named])]
    .map((id) => ({ id, name: projectName(rules, id), owner: ownerOf(viewer, rules, id) }))
    .filter(({ id, name, owner }) => {
      const text = `${name}\n${id}\n${owner ?? ''}`.toLowerCase();
      return terms.every((term) => text.includes(term));
    })
    .sort((a, b) => compareNames(a.name, b.name))
    .slice(0, MOST_PROJECTS)
    .map(({ id, name }) => ({
      label: name,
      detail: name === id ? 'project' : `project · ${id}`,
      href: projectPath(id),
    }));
}
