'use server';

import { z } from 'zod';
import { pageActor } from '@/lib/auth/actor';
import { findPageViewer } from '@/lib/auth/page-viewer';
import { requireRole } from '@/lib/auth/viewer';
import { AppError } from '@/lib/errors';
import { getConnection } from '@/lib/store/connections';
import { saveTagKeys } from '@/lib/sync/tag-keys';
import { log } from '@/lib/telemetry/log';

/** AWS lets a payer have 500 active keys, of 128 characters at most. */
const choice = z.object({
  connectionId: z.string().min(1),
  keys: z.array(z.string().min(1).max(128)).max(500).nullable(),
});

/** Stores which tag keys are read; null leaves it to the planner. A refusal that can be expected is told, not thrown. */
export async function chooseTags(
  connectionId: string,
  keys: readonly string[] | null,
): Promise<{ ok: true } | { ok: false; message: string }> {
  try {
    const viewer = await findPageViewer();
    requireRole(viewer, ['admin']);
    const given = choice.safeParse({ connectionId, keys });
    if (!given.success) return { ok: false, message: 'This is no list of tag keys. Reload the page and choose again.' };
    const connection = await getConnection(viewer.scope, given.data.connectionId);
    await saveTagKeys(viewer.scope.db, viewer.scope, connection, given.data.keys, await pageActor(viewer));
    return { ok: true };
  } catch (error) {
    if (!(error instanceof AppError) || error.status >= 500) {
      log.error({ err: error }, 'the choice of tag keys could not be stored');
      throw error;
    }
    return { ok: false, message: [error.message, error.fix].filter(Boolean).join(' ') };
  }
}
