import { requireOrganization, type Viewer } from '@/lib/auth/viewer';
import { getRun, type SyncRun } from '@/lib/store/runs';

/** A run as it stands. */
export type RunReport = SyncRun;

/** @throws AppError `forbidden` for a reader of some accounts, `not-found` */
export async function readRun(viewer: Viewer, id: string): Promise<RunReport> {
  requireOrganization(viewer);
  return getRun(viewer.scope, id);
}
