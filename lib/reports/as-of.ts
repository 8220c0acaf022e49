import type { Viewer } from '@/lib/auth/viewer';
import { lastFinishedRun } from '@/lib/store/runs';
import type { Books } from './books';

/** When the oldest of the figures was pulled; null when they are of files alone. */
export async function asOfBooks({ scope }: Viewer, { connections }: Books): Promise<string | null> {
  const pulled = connections.filter(({ connection }) => connection.kind === 'aws' || connection.kind === 'demo');
  const runs = await Promise.all(pulled.map(({ connection }) => lastFinishedRun(scope, connection.id)));
  return runs.flatMap((run) => run?.finishedAt ?? []).sort()[0] ?? null;
}
