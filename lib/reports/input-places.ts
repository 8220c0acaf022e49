import type { Viewer } from '@/lib/auth/viewer';
import { accountFactsOf } from '@/lib/finance/account-facts';
import { assignerOf } from '@/lib/finance/assignment';
import { type Entity, entityText } from '@/lib/finance/entity';
import { dayOf, monthOf } from '@/lib/finance/month';
import type { Rules } from '@/lib/finance/rules';
import { listConnections } from '@/lib/store/connections';
import { getOrganization } from '@/lib/store/organization';
import { projectName } from './cost-labels';

/** What the entities of inputs are called, and what they lie in today. */
export type InputPlaces = {
  readonly nameOf: (entity: Entity) => string;
  /** The entities that one lies wholly inside of, as `entityText`: the project of a dedicated account, the OUs above. */
  readonly insideOf: (entity: Entity) => readonly string[];
};

/** Reads the organizations as they stand. A project is in no OU: its cost may lie anywhere. */
export async function inputPlaces({ scope, units }: Viewer, rules: Rules, now: Date): Promise<InputPlaces> {
  const names = new Map<string, string>();
  const inside = new Map<string, string[]>();
  const assigner = assignerOf(rules, monthOf(now));
  const add = (entity: string, containers: readonly string[]) =>
    inside.set(entity, [...new Set([...(inside.get(entity) ?? []), ...containers])]);
  for (const { id: connectionId } of await listConnections(scope)) {
    const organization = await getOrganization(scope, connectionId, dayOf(now));
    if (!organization) continue;
    const seen = (id: string) => units === 'all' || units.has(id);
    const above = new Map(organization.units.map(({ id, parentId }) => [id, parentId]));
    if (organization.root && seen(organization.root.id))
      names.set(`ou:${organization.root.id}`, organization.root.name);
    for (const { id, name } of organization.units) if (seen(id)) names.set(`ou:${id}`, name);
    for (const account of accountFactsOf(organization).values()) {
      const home = assigner.ofAccount(account).home?.value;
      names.set(`account:${account.id}`, account.name || account.id);
      const project = home?.kind === 'project' ? [`project:${home.id}`] : [];
      add(`account:${account.id}`, [...project, ...account.path.filter(seen).map((id) => `ou:${id}`)]);
    }
    for (const { id } of organization.units)
      add(
        `ou:${id}`,
        pathAbove(id, above)
          .filter(seen)
          .map((each) => `ou:${each}`),
      );
  }
  return {
    nameOf: (entity) =>
      entity.kind === 'project' ? projectName(rules, entity.id) : (names.get(entityText(entity)) ?? entity.id),
    insideOf: (entity) => inside.get(entityText(entity)) ?? [],
  };
}

function pathAbove(unit: string, above: ReadonlyMap<string, string>): string[] {
  const path: string[] = [];
  for (let here = above.get(unit); here !== undefined && !path.includes(here); here = above.get(here)) path.push(here);
  return path;
}
