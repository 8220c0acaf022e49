import { listConnections } from '@/lib/store/connections';
import type { Database } from '@/lib/store/database';
import { getOrganization } from '@/lib/store/organization';
import { mintScope } from '@/lib/store/scope';
import { parseScope } from './reading-scope';

export type Visible = {
  readonly accounts: ReadonlySet<string>;
  readonly units: ReadonlySet<string>;
  /** Projects by id, whether or not they exist. */
  readonly projects: ReadonlySet<string>;
};

type Placed = { readonly id: string; readonly parentId: string | null };

/**
 * The accounts and OUs that scopes mean, by the organization as recorded on `day` (`2026-11-24`). A project scope
 * means the project and no account. An OU that no connection has means none.
 */
export async function visibleAccounts(db: Database, scopes: readonly string[], day: string): Promise<Visible> {
  const wanted = scopes.map(parseScope);
  const accounts = new Set(wanted.flatMap(({ kind, id }) => (kind === 'account' ? [id] : [])));
  const tops = new Set(wanted.flatMap(({ kind, id }) => (kind === 'ou' ? [id] : [])));
  const projects = new Set(wanted.flatMap(({ kind, id }) => (kind === 'project' ? [id] : [])));
  const units = new Set<string>();
  if (tops.size === 0) return { accounts, units, projects };
  const all = mintScope(db, 'all');
  for (const connection of await listConnections(all)) {
    const organization = await getOrganization(all, connection.id, day);
    if (!organization?.root) continue;
    const inside = subtreeOf([{ ...organization.root, parentId: null }, ...organization.units], tops);
    for (const unit of inside) units.add(unit);
    for (const { id, parentId } of organization.accounts) {
      if (parentId !== null && inside.has(parentId)) accounts.add(id);
    }
  }
  return { accounts, units, projects };
}

/** The units of `tops` and everything below them. */
export function subtreeOf(units: readonly Placed[], tops: ReadonlySet<string>): Set<string> {
  const children = new Map<string, string[]>();
  for (const { id, parentId } of units) {
    if (parentId === null) continue;
    const siblings = children.get(parentId);
    if (siblings) siblings.push(id);
    else children.set(parentId, [id]);
  }
  const inside = new Set<string>();
  const open = units.filter(({ id }) => tops.has(id)).map(({ id }) => id);
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    if (inside.has(id)) continue;
    inside.add(id);
    open.push(...(children.get(id) ?? []));
  }
  return inside;
}
