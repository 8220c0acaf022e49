import { AppError } from '@/lib/errors';
import type { Database } from '@/lib/store/database';
import { type AccountScope, mintScope } from '@/lib/store/scope';
import type { Role } from './roles';

/** Who reads, and what they may see. Every report takes one. */
export type Viewer = {
  readonly scope: AccountScope;
  /** OUs and roots inside the reader's scopes; `all` for one who sees the organization. */
  readonly units: 'all' | ReadonlySet<string>;
  readonly role: Role;
  readonly name: string;
  readonly via: 'session' | 'token' | 'demo' | 'machine';
  /** The person and the session of a browser that is signed in as one. */
  readonly person?: { readonly id: string; readonly sessionId: string };
};

/** Someone who sees every account. Organization-wide totals are for such readers alone. */
export const seesOrganization = (viewer: Viewer): boolean => viewer.scope.accounts === 'all';

/** Someone who may do and read everything. */
export const isAdministrator = (viewer: Viewer): boolean => viewer.role === 'admin' && seesOrganization(viewer);

/** The administrator of the machine: whoever may run the command line on its store. */
export const administratorOf = (db: Database): Viewer => ({
  scope: mintScope(db, 'all'),
  units: 'all',
  role: 'admin',
  name: 'administrator of this machine',
  via: 'machine',
});

/**
 * What viewers may read is narrowed to their scopes; anything else is of the whole organization.
 * @throws AppError `forbidden` unless the viewer has one of the roles, and sees every account where viewers are not let in
 */
export function requireRole(viewer: Viewer, roles: readonly Role[]): void {
  if (roles.includes(viewer.role) && (roles.includes('viewer') || seesOrganization(viewer))) return;
  throw new AppError('forbidden', `This call is for the roles ${roles.join(', ')}; ${viewer.name} is ${viewer.role}.`, {
    fix: 'Ask an administrator for such a role without scopes.',
  });
}

/** @throws AppError `forbidden` for a reader who sees some accounts only */
export function requireOrganization(viewer: Viewer): void {
  if (seesOrganization(viewer)) return;
  throw new AppError('forbidden', 'This call tells of the whole organization, of which this token may see a part.', {
    fix: 'Read /tree or /costs, which show what the scopes allow.',
  });
}
