import { AppError } from '@/lib/errors';
import type { SyncOutcome } from './shapes';

/** @param connection an id or a name; null is the only connection, or the first that asks AWS. */
export async function loadSync(_connection: string | null): Promise<SyncOutcome> {
  throw new AppError('internal', 'not wired');
}
