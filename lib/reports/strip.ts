import { AppError } from '@/lib/errors';
import type { PageQuery } from './query';
import type { StripOutcome } from './shapes';

export async function loadStrip(_query: PageQuery): Promise<StripOutcome> {
  throw new AppError('internal', 'not wired');
}
