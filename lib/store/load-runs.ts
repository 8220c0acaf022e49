import type { Writer } from './database';

/** The runs that some loads were read by; a load of a file that no run brought is not in the answer. */
export async function listLoadRuns(db: Writer, loadIds: readonly number[]): Promise<Map<number, string>> {
  const rows = await db.prisma.load.findMany({
    where: { id: { in: [...loadIds] } },
    select: { id: true, runId: true },
  });
  return new Map(rows.flatMap(({ id, runId }) => (runId === null ? [] : [[id, runId] as const])));
}
