import { problemResponse } from '@/lib/api/problem';
import { activeStore } from '@/lib/auth/stores';
import { AppError } from '@/lib/errors';
import { pendingMigrations } from '@/lib/store/migrate';
import { stopSignal } from '@/lib/sync/hand-over';

/**
 * Whether requests should be sent here: 200 when the store answers and has this program's tables, 503 when it does not,
 * and while the server stops. No sign-in; it tells nothing else. `/api/v1/health` says whether the process lives.
 */
export async function GET(): Promise<Response> {
  try {
    if (stopSignal().aborted) throw new AppError('store-unavailable', 'This server is stopping.');
    const pending = await pendingMigrations((await activeStore()).db);
    if (pending.length > 0) throw new AppError('store-unavailable', 'The store is not brought up to date yet.');
    return Response.json({ status: 'ready' }, { headers: { 'cache-control': 'no-store' } });
  } catch (error) {
    return problemResponse(error);
  }
}

export const dynamic = 'force-dynamic';
