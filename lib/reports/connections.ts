import { AppError } from '@/lib/errors';
import type { ConnectionsReport } from './shapes';

export async function loadConnections(): Promise<ConnectionsReport> {
  throw new AppError('internal', 'not wired');
}
