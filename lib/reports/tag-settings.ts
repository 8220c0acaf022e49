import { requireViewer } from '@/lib/auth/page-viewer';
import { requireOrganization, seesOrganization, type Viewer } from '@/lib/auth/viewer';
import { planTagKeys, type TagPlan } from '@/lib/sync/plan';
import { refOf, selectConnections } from './books';
import { readCap } from './request-cap';
import type { ConnectionRef, Restricted, Unavailable } from './shapes';
import { isSynced } from './sync-plan';

/** The tag keys of one connection, what each costs to read, and which are read. */
export type TagSettings = {
  readonly kind: 'tags';
  readonly connection: ConnectionRef;
  /** Null for a bill in a file, whose keys are all read. */
  readonly plan: TagPlan | null;
  /** True while nobody has chosen, and the planner does. */
  readonly automatic: boolean;
  /** Billed requests allowed in a calendar month. */
  readonly cap: number;
  /** Only an administrator may choose. */
  readonly mayChoose: boolean;
};
export type TagSettingsOutcome = TagSettings | Extract<Unavailable, { kind: 'no-connection' | 'unknown-connection' }>;

/** @param connection an id or a name; null is the only connection, or the first that asks AWS. */
export async function loadTagSettings(connection: string | null): Promise<TagSettingsOutcome | Restricted> {
  const viewer = await requireViewer();
  return seesOrganization(viewer) ? reportTagSettings(viewer, connection) : { kind: 'restricted' };
}

/** @throws AppError `forbidden` for a reader of some accounts */
export async function reportTagSettings(
  viewer: Viewer,
  name: string | null,
  now: Date = new Date(),
): Promise<TagSettingsOutcome> {
  requireOrganization(viewer);
  const chosen = await selectConnections(viewer, { connection: name, currency: null });
  if ('kind' in chosen) return chosen;
  const connection = chosen.find(isSynced) ?? chosen[0];
  if (!connection) return { kind: 'no-connection' };
  const [plan, cap] = await Promise.all([
    isSynced(connection) ? planTagKeys(viewer.scope.db, viewer.scope, connection, now) : null,
    readCap(viewer, connection, now),
  ]);
  return {
    kind: 'tags',
    connection: refOf(connection),
    plan,
    automatic: connection.settings.tagKeys === null,
    cap: cap?.limit ?? 0,
    mayChoose: viewer.role === 'admin',
  };
}
