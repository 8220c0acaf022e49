'use server';

import { pageActor } from '@/lib/auth/actor';
import { findPageViewer } from '@/lib/auth/page-viewer';
import { requireRole } from '@/lib/auth/viewer';
import { AppError } from '@/lib/errors';
import { getConnection } from '@/lib/store/connections';
import { startSync as begin } from '@/lib/sync/background';
import { log } from '@/lib/telemetry/log';

/** Starts a sync of a connection in the background. A refusal that can be expected is told, not thrown. */
export async function startSync(
  connectionId: string,
): Promise<{ ok: true; runId: string } | { ok: false; message: string }> {
  try {
    const viewer = await findPageViewer();
    requireRole(viewer, ['admin']);
    const connection = await getConnection(viewer.scope, String(connectionId));
    return {
      ok: true,
      runId: await begin(viewer.scope.db, connection, { full: false, actor: await pageActor(viewer) }),
    };
  } catch (error) {
    if (!(error instanceof AppError) || error.status >= 500) {
      log.error({ err: error }, 'a sync could not be started');
      throw error;
    }
    return { ok: false, message: [error.message, error.fix].filter(Boolean).join(' ') };
  }
}
