/** How well the owners of an account tag. */
export type Tagging = 'clean' | 'spelled' | 'legacy' | 'poor' | 'none' | 'databases' | 'platform';

/** A part of an account's taggable usage, in parts of a hundred, and the tags on it. */
export type TagPart = { readonly percent: number; readonly tags: Readonly<Record<string, string>> };

type Owner = { readonly project: string; readonly environment: string; readonly team: string };

const LONG = new Map([
  ['prod', 'Production'],
  ['test', 'Test'],
  ['dev', 'Development'],
]);

const capital = (text: string): string => text.slice(0, 1).toUpperCase() + text.slice(1);

/** `checkout` → `check-out`: the other spelling that someone always uses. */
const respelled = (project: string): string =>
  project.includes('-') ? project.replaceAll('-', '_') : `${project.slice(0, 5)}-${project.slice(5)}`;

const shared = (app: string, team: string) => ({ app, env: 'prod', team });

/** The mix of tags on an account's usage; percents add to 100, the first part is the main one. */
export function tagParts(tagging: Tagging, { project, environment, team }: Owner): readonly TagPart[] {
  const current = { app: project, env: environment, team };
  const old = { App: capital(project), Environment: LONG.get(environment) ?? environment };
  const mixes: Record<Tagging, readonly TagPart[]> = {
    clean: [
      { percent: 97, tags: current },
      { percent: 3, tags: {} },
    ],
    spelled: [
      { percent: 84, tags: current },
      { percent: 7, tags: old },
      { percent: 5, tags: { app: respelled(project), env: environment } },
      { percent: 2, tags: { app: capital(project), env: 'PROD', team } },
      { percent: 1, tags: { app: '', env: environment } },
      { percent: 1, tags: {} },
    ],
    legacy: [
      { percent: 71, tags: old },
      { percent: 19, tags: current },
      { percent: 10, tags: {} },
    ],
    poor: [
      { percent: 59, tags: {} },
      { percent: 41, tags: { team } },
    ],
    none: [{ percent: 100, tags: {} }],
    databases: [
      { percent: 37, tags: {} },
      { percent: 24, tags: shared('checkout', 'commerce') },
      { percent: 19, tags: shared('search', 'discovery') },
      { percent: 15, tags: shared('mobile', 'apps') },
      { percent: 5, tags: { app: '', env: 'prod' } },
    ],
    platform: [
      { percent: 34, tags: shared('data-lake', 'data') },
      { percent: 26, tags: shared('recommendations', 'data') },
      { percent: 20, tags: shared('search', 'discovery') },
      { percent: 12, tags: { App: 'Checkout', Environment: 'Production' } },
      { percent: 8, tags: {} },
    ],
  };
  return mixes[tagging];
}
