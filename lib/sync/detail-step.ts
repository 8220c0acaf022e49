import { isDetailCube } from '@/lib/finance/detail-cube';
import type { Month } from '@/lib/finance/month';
import { listLatestBooks, listLatestLoads } from '@/lib/store/latest';
import { publishLoads } from '@/lib/store/loads';
import { findRules } from '@/lib/store/rule-sets';
import { listSteps, type SyncStep, updateStep } from '@/lib/store/runs';
import type { SyncContext } from './context';
import { loadsOf } from './cube-step';
import { publishDerived, totalsOf } from './derive';
import { saveDetailReading } from './detail-due';
import { WEEK_AGE } from './due';
import { doneCubes, readSteps } from './run-view';
import { stepQuery } from './step-query';

/** What nobody asked again for this long is of no use: the plan has other queries now. */
const FORGOTTEN = 2 * WEEK_AGE;

/**
 * Shows what this run read of `detail`: each month's cubes whole, with what is derived from them, in one transaction. A month
 * that has no book yet shows nothing.
 */
export async function runDetailStep(context: SyncContext, step: SyncStep): Promise<void> {
  if (stepQuery.parse(step.query).kind !== 'detail') throw new TypeError(`not a detail step: ${step.name}`);
  const { db, scope, connection, runId, clock, lease } = context;
  const { id: ruleSetId } = await findRules(db);
  const books = await listLatestBooks(scope, connection.id);
  const published = await listLatestLoads(db, connection.id);
  const read = await readDetail(context);
  const now = clock();
  for (const book of books) {
    const { month } = book;
    const loads = read.get(month);
    if (!loads) continue;
    const shown = published.filter((each) => each.month === month);
    const forgotten = shown.filter(
      ({ cube, loadedAt }) =>
        isDetailCube(cube) && !loads.has(cube) && now.getTime() - Date.parse(loadedAt) >= FORGOTTEN,
    );
    const kept = shown.filter((each) => !forgotten.includes(each)).map(({ cube, loadId }) => [cube, loadId] as const);
    await publishDerived(
      {
        ...{ db, scope, connectionId: connection.id, currency: connection.currency, month },
        loads: new Map([...kept, ...loads]),
      },
      totalsOf(book),
      { now: now.toISOString(), runId },
      {
        write: lease.write,
        publish: (tx) =>
          publishLoads(tx, {
            connectionId: connection.id,
            month,
            loads,
            removed: forgotten.map(({ cube }) => cube),
            publishedAt: now.toISOString(),
          }),
      },
    );
    context.onProgress();
  }
  await lease.write(async (tx) => {
    await saveDetailReading(tx, connection.id, { at: now.toISOString(), ruleSetId });
    await updateStep(tx, step.id, { status: 'done', rows: read.size });
  });
}

/** The loads of this run's detail cubes by month, then cube. */
async function readDetail({ db, runId }: SyncContext): Promise<Map<Month, Map<string, number>>> {
  const months = new Map<Month, Map<string, number>>();
  for (const { step, query } of doneCubes(readSteps(await listSteps(db, runId)))) {
    if (!isDetailCube(query.cube)) continue;
    for (const [month, load] of Object.entries(loadsOf(step))) {
      months.set(month, (months.get(month) ?? new Map<string, number>()).set(query.cube, load));
    }
  }
  return months;
}
