import { AppError } from '@/lib/errors';
import type { PageQuery } from './query';
import type { TreeOutcome } from './shapes';

export async function loadTree(_query: PageQuery): Promise<TreeOutcome> {
  throw new AppError('internal', 'not wired');
}
