import type { BillReading } from '@/lib/bills/reading';
import { AppError } from '@/lib/errors';
import { addMonths, firstDay, type Month } from '@/lib/finance/month';
import type { Database } from '@/lib/store/database';
import {
  createRun,
  findRun,
  findUnfinishedRun,
  finishRun,
  listSteps,
  type SyncRun,
  startRun,
  updateStep,
} from '@/lib/store/runs';
import { mintScope } from '@/lib/store/scope';
import type { ImportResult } from './bill-publishing';
import type { Notice } from './context';
import { noPlan } from './planned-query';
import type { NewStep } from './step-query';

/** Records an import as a run, so that the history shows it beside the syncs. A run of a process that died ends here. */
export async function openBillRun(
  db: Database,
  connectionId: string,
  reading: BillReading,
  now: string,
): Promise<SyncRun> {
  const left = await findUnfinishedRun(db, connectionId);
  if (left) {
    await finishRun(db, left.id, {
      status: 'failed',
      error: 'Its process ended before it was complete; a newer import took its place.',
      notices: [],
      finishedAt: now,
    });
  }
  const run = await createRun(db, { connectionId, trigger: 'import', full: true, queuedAt: now });
  await startRun(db, run.id, { plan: noPlan, steps: stepsOf(reading), startedAt: now });
  const started = await findRun(mintScope(db, 'all'), run.id);
  if (!started) throw new AppError('internal', `the run ${run.id} is gone`);
  return started;
}

/** One step a cube, then one that publishes: none of them asks AWS. */
function stepsOf({ cubes, months }: BillReading): NewStep[] {
  const range = rangeOf(months);
  const reads = cubes.map(
    (cube): NewStep => ({
      name: cube,
      query: { kind: 'cube', cube, ...range, usage: null, round: 1, expectedRequests: 0 },
    }),
  );
  return [...reads, { name: 'publish', query: { kind: 'publish', months: [...months], round: 1 } }];
}

/** First and last month of the file as half-open days. */
function rangeOf(months: readonly Month[]): { from: string; to: string } {
  const sorted = [...months].sort();
  const [first] = sorted;
  const last = sorted.at(-1);
  if (first === undefined || last === undefined) throw new AppError('invalid-input', 'The file has no line of AWS.');
  return { from: firstDay(first), to: firstDay(addMonths(last, 1)) };
}

/** Ends the run of an import: what the file said, what was left out, and the months that do not add up. */
export async function closeBillRun(
  db: Database,
  run: SyncRun,
  reading: BillReading,
  { months, unchanged, faulty }: Pick<ImportResult, 'months' | 'unchanged' | 'faulty'>,
  now: string,
): Promise<void> {
  const step = (await listSteps(db, run.id)).find(({ name }) => name === 'publish');
  if (step) {
    const held = faulty.map(({ month, reason }) => ({ month, reason, breach: true }));
    await updateStep(db, step.id, { status: 'done', rows: months.length, state: { published: months, held } });
  }
  const notices: Notice[] = [
    ...reading.notices,
    ...(reading.badLines.total > 0
      ? [
          {
            code: 'bad-lines',
            message: `${reading.badLines.total} lines could not be read and were accepted as missing.`,
          },
        ]
      : []),
    ...(unchanged.length > 0
      ? [{ code: 'unchanged', message: `${unchanged.join(', ')}: the store had exactly this already.` }]
      : []),
    ...faulty.map(({ month, reason }) => ({ code: 'identity-breach', message: `${month} does not add up: ${reason}` })),
  ];
  await finishRun(db, run.id, { status: faulty.length > 0 ? 'partial' : 'succeeded', notices, finishedAt: now });
}

/** Ends the run of an import that stopped: the months published before stay, the rest is as it was. */
export async function failBillRun(db: Database, run: SyncRun, error: unknown, now: string): Promise<void> {
  const message = error instanceof Error ? error.message : String(error);
  await finishRun(db, run.id, { status: 'failed', error: message, notices: [], finishedAt: now });
}
