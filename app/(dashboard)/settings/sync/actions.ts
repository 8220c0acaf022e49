'use server';

import { AppError } from '@/lib/errors';

/** Starts a sync of a connection in the background. A refusal that can be expected is told, not thrown. */
export async function startSync(
  _connectionId: string,
): Promise<{ ok: true; runId: string } | { ok: false; message: string }> {
  throw new AppError('internal', 'not wired');
}
