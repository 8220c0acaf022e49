import { z } from 'zod';
import type { Viewer } from '@/lib/auth/viewer';
import { getRun, type SyncRun, type SyncStep } from '@/lib/store/runs';
import type { SyncProgress } from './shapes';

const plan = z.object({ requests: z.number() }).catch({ requests: 0 });
const query = z.object({ kind: z.string(), expectedRequests: z.number().optional() }).catch({ kind: '' });

const hasEnded = (run: SyncRun): boolean => run.status !== 'queued' && run.status !== 'running';

/**
 * How far a run is: requests of its finished steps over those that its plan, or its steps by now, expect. A run under
 * way is never quite whole.
 */
export function progressOf(run: SyncRun): SyncProgress {
  const expected = run.steps.map(expectedOf);
  const total = Math.max(
    plan.parse(run.plan).requests,
    expected.reduce((sum, each) => sum + each, 0),
  );
  const done = run.steps.reduce((sum, step, index) => sum + doneOf(step, expected[index] ?? 0), 0);
  const current =
    run.steps.find(({ status }) => status === 'running') ?? run.steps.findLast(({ status }) => status !== 'pending');
  const fraction = total === 0 ? null : Math.min(0.99, done / total);
  return {
    runId: run.id,
    status: run.status,
    fraction: hasEnded(run) ? 1 : fraction,
    step: current?.name ?? 'planning',
    requests: run.requests,
    rows: run.steps.reduce((sum, step) => sum + step.rows, 0),
  };
}

function expectedOf(step: SyncStep): number {
  const { kind, expectedRequests } = query.parse(step.query);
  if (expectedRequests !== undefined) return expectedRequests;
  return kind === 'control' ? 1 : 0;
}

const doneOf = (step: SyncStep, expected: number): number =>
  step.status === 'done' || step.status === 'skipped' ? expected : Math.min(step.requests, expected);

/** @throws AppError `not-found` */
export const readProgress = async (viewer: Viewer, runId: string): Promise<SyncProgress> =>
  progressOf(await getRun(viewer.scope, runId));
