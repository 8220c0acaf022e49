import type { DocumentPath } from './document-value';
import type { Rules } from './rules';
import type { RulesWarning } from './rules-warnings';

/** Every place of the rules that names a project in words of its own. */
function projectMentions({ assignments, pools }: Rules): { readonly id: string; readonly path: DocumentPath }[] {
  return [
    ...assignments.flatMap(({ then }, at) =>
      then.project === undefined ? [] : [{ id: then.project, path: ['assignments', at, 'then', 'project'] }],
    ),
    ...pools.flatMap(({ targets, weights }, at) => [
      ...(typeof targets === 'string' ? [] : targets.map((id, n) => ({ id, path: ['pools', at, 'targets', n] }))),
      ...[...weights.keys()].map((id) => ({ id, path: ['pools', at, 'weights', id] })),
    ]),
  ];
}

/**
 * Projects that the rules before list and those after do not, wherever the rules after still name them. They go on by
 * their id (`contract.md`, Files), so that no cost is lost, but without what the list said of them.
 */
export function delistedWarnings(before: Rules, after: Rules): RulesWarning[] {
  const listed = new Set(after.projects.map(({ id }) => id));
  const gone = new Set(before.projects.flatMap(({ id }) => (listed.has(id) ? [] : [id])));
  return projectMentions(after)
    .filter(({ id }) => gone.has(id))
    .map(({ id, path }) => ({
      path,
      message: `project ${id} is not listed any more: it goes on by that id, without its name, class and owner`,
    }));
}
