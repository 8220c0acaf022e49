import { AppError } from '@/lib/errors';
import type { Database } from '@/lib/store/database';
import { mintScope } from '@/lib/store/scope';
import { isRole } from './roles';
import type { Viewer } from './viewer';
import { visibleAccounts } from './visible-accounts';

/** What somebody was given: a person or a token, as stored. */
export type Grant = Pick<Viewer, 'name' | 'via' | 'person'> & {
  readonly role: string;
  readonly scopes: readonly string[];
};

/**
 * What somebody may see in a store. A viewer without scopes sees nothing; other roles with scopes see those alone.
 * @throws AppError `unauthenticated` for a role that is none
 */
export async function grantedViewer({ role, scopes, ...who }: Grant, db: Database, now: Date): Promise<Viewer> {
  if (!isRole(role)) {
    throw new AppError('unauthenticated', `${who.name} has the role ${role}, which this version does not know.`);
  }
  if (role !== 'viewer' && scopes.length === 0) return { ...who, scope: mintScope(db, 'all'), units: 'all', role };
  const { accounts, units, projects } = await visibleAccounts(db, scopes, now.toISOString().slice(0, 10));
  return { ...who, scope: mintScope(db, accounts, { units, projects }), units, role };
}
