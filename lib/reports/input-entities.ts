import type { Viewer } from '@/lib/auth/viewer';
import { type Entity, entityText } from '@/lib/finance/entity';
import { findKnownEntities } from '@/lib/store/known-entities';
import { findKnownNames } from '@/lib/store/known-names';
import { findRules } from '@/lib/store/rule-sets';
import { searchOrganization } from '@/lib/store/search';
import { inputPlaces } from './input-places';

/** Something that finance inputs may be about. */
export type FoundEntity = {
  readonly entity: string;
  readonly name: string;
  /** The connections that know it; null for a project, and for what none knows. */
  readonly connections: readonly string[] | null;
  /** What it lies wholly inside of, as `entityText`. */
  readonly inside: readonly string[];
};

const MOST = 20;

/** Projects, then OUs and accounts, that have every word in their name or id. Without words, the first projects. */
export async function findEntities(viewer: Viewer, words: string, now: Date): Promise<FoundEntity[]> {
  const { scope } = viewer;
  const wanted = words.toLowerCase().split(/\s+/).filter(Boolean);
  const [{ rules }, names, found] = await Promise.all([
    findRules(scope.db),
    findKnownNames(scope.db),
    searchOrganization(scope, words, MOST),
  ]);
  const places = await inputPlaces(viewer, rules, now);
  const ids = new Set([...rules.projects.map(({ id }) => id), ...names.projects]);
  const projects = [...ids]
    .map((id): Entity => ({ kind: 'project', id }))
    .filter((entity) => {
      const text = `${entity.id} ${places.nameOf(entity)}`.toLowerCase();
      return wanted.every((word) => text.includes(word));
    })
    .sort((a, b) => places.nameOf(a).localeCompare(places.nameOf(b), 'en'));
  const others = found.map(({ kind, id }): Entity => ({ kind, id }));
  const all = new Map([...projects, ...others].slice(0, MOST).map((entity) => [entityText(entity), entity]));
  const known = await findKnownEntities(scope.db, all.keys());
  return [...all].map(([entity, each]) => ({
    ...{ entity, name: places.nameOf(each) },
    connections: known.get(entity) ?? null,
    inside: places.insideOf(each),
  }));
}
