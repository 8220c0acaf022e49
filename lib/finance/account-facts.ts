import type { RecordedOrganization } from './organization';

/** An account as it was recorded for the last day of a month. `path` are the ids above it, the root first. */
export type AccountFacts = {
  readonly id: string;
  readonly name: string;
  readonly path: readonly string[];
  readonly tags: Readonly<Record<string, string>>;
};

/** What is known of an account that only costs name. */
export const unknownAccount = (id: string): AccountFacts => ({ id, name: id, path: [], tags: {} });

/**
 * The accounts of a recorded organization as rules see them; former ones by their last name, without a place. For months
 * before the first observation give the earliest one, and say so beside the figures (`finance.md` §6).
 */
export function accountFactsOf(organization: RecordedOrganization): Map<string, AccountFacts> {
  const above = new Map(organization.units.map(({ id, parentId }) => [id, parentId]));
  const facts = new Map<string, AccountFacts>();
  for (const { id, name } of organization.former) facts.set(id, { ...unknownAccount(id), name });
  for (const { id, name, parentId, tags = {} } of organization.accounts) {
    facts.set(id, { id, name, path: pathTo(parentId, above), tags });
  }
  return facts;
}

/** Climbs to the root; a ring of units, which AWS does not make, ends where it began. */
function pathTo(parent: string | null, above: ReadonlyMap<string, string>): string[] {
  const path: string[] = [];
  for (let here = parent ?? undefined; here !== undefined && !path.includes(here); here = above.get(here)) {
    path.unshift(here);
  }
  return path;
}
