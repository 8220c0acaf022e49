import { AppError } from '@/lib/errors';
import { categoryOf, chainKeysOf } from '@/lib/finance/cube';
import { monthOf } from '@/lib/finance/month';
import { listPublished, removeUnpublishedLoads, sumLoad } from '@/lib/store/loads';
import { appendSteps, finishRun, listSteps, type SyncRun, type SyncStep, updateStep } from '@/lib/store/runs';
import type { Notice, SyncContext } from './context';
import { runControlStep } from './control-step';
import { runCubeStep } from './cube-step';
import { runDiscoveryStep } from './discovery-step';
import { nextSteps } from './next-steps';
import { runOrganizationStep } from './organization-step';
import { publishStateOf, runPublishStep } from './publish-step';
import { saveRefusedCube } from './refused-cubes';
import { withOwner } from './request-meter';
import { readSteps } from './run-view';
import { type StepQuery, stepQuery } from './step-query';
import { loadSyncState } from './sync-state';

const RUNNERS: Record<StepQuery['kind'], (context: SyncContext, step: SyncStep) => Promise<void>> = {
  organization: runOrganizationStep,
  discovery: runDiscoveryStep,
  control: runControlStep,
  cube: runCubeStep,
  publish: runPublishStep,
};

/** How a run ended. */
export type RunEnd = { readonly status: 'succeeded' | 'partial' | 'failed'; readonly error: AppError | null };

/** Takes steps until nothing is left to do. A failed step stops the run where a later one may resume it. */
export async function runSteps(context: SyncContext, startedAt: Date): Promise<RunEnd> {
  const failures: AppError[] = [];
  for (;;) {
    const steps = await listSteps(context.db, context.runId);
    const step = steps.find((each) => each.status === 'pending' || each.status === 'running');
    if (!step) {
      const more = await planAhead(context, startedAt, steps);
      if (more === null) return endOf(steps, failures);
      await appendSteps(context.db, context.runId, more);
      continue;
    }
    const failure = await takeStep(context, step);
    context.onProgress();
    if (failure === null) continue;
    failures.push(failure);
    if (!mayGoOn(step)) return endOf(await listSteps(context.db, context.runId), failures);
  }
}

async function planAhead(context: SyncContext, startedAt: Date, steps: readonly SyncStep[]) {
  const { db, scope, connection, full } = context;
  const [state, published] = await Promise.all([
    loadSyncState(db, scope, connection, startedAt),
    listPublished(db, connection.id),
  ]);
  return nextSteps({
    full,
    now: startedAt,
    state,
    steps: readSteps(steps),
    publishedBook: new Map(
      published.filter((each) => each.cube === 'recordType').map((each) => [each.month, each.loadId]),
    ),
    recordTypes: async (loads) => {
      const sums = await Promise.all(loads.map((load) => sumLoad(db, load, 'key2')));
      return [...new Set(sums.flat().map((each) => each.key))];
    },
  });
}

async function takeStep(context: SyncContext, step: SyncStep): Promise<AppError | null> {
  const query = stepQuery.parse(step.query);
  try {
    await updateStep(context.db, step.id, { status: 'running' });
    await withOwner({ runId: context.runId, stepId: step.id }, () => RUNNERS[query.kind](context, step));
    return null;
  } catch (error) {
    const failure = error instanceof AppError ? error : new AppError('internal', messageOf(error), { cause: error });
    if (query.kind === 'cube' && isSpared(query.cube) && failure.code === 'aws-refused') {
      await refuseCube(context, step, query.cube, failure);
      return null;
    }
    // The step that failed stays open: a run that is resumed begins with it. Organization may fail on its own.
    const status = query.kind === 'organization' || query.kind === 'discovery' ? 'failed' : 'pending';
    await updateStep(context.db, step.id, { status, error: textOf(failure) });
    return failure;
  }
}

/** Costs do not wait for the tree: without it they are still right, and the last tree stays. */
const mayGoOn = (step: SyncStep): boolean => ['organization', 'discovery'].includes(stepQuery.parse(step.query).kind);

/** A tag key or category that was switched off does not stop the books. */
const isSpared = (cube: string): boolean => chainKeysOf(cube) !== null || categoryOf(cube) !== null;

async function refuseCube(context: SyncContext, step: SyncStep, cube: string, failure: AppError): Promise<void> {
  await saveRefusedCube(context.db, context.connection.id, cube, context.clock().toISOString());
  await updateStep(context.db, step.id, { status: 'failed', error: textOf(failure) });
  context.notify({
    code: 'tag-refused',
    message: `AWS refuses ${chainKeysOf(cube) ? `the tag key ${chainKeysOf(cube)?.at(-1)}` : cube}: ${failure.message} What was read of it before stays, marked stale.`,
  });
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
export const textOf = (error: AppError): string => (error.fix ? `${error.message} ${error.fix}` : error.message);

function endOf(steps: readonly SyncStep[], failures: readonly AppError[]): RunEnd {
  const publishes = readSteps(steps).filter(({ query }) => query.kind === 'publish');
  const states = publishes.map(({ step }) => publishStateOf(step));
  const published = states.some((state) => state.published.length > 0);
  const breached = states.some((state) => state.held.some((held) => held.breach));
  const stopped = failures.at(-1) ?? null;
  const complete = steps.every((step) => step.status === 'done' || step.status === 'failed');
  const walked = complete && failures.length > 0;
  if (!complete) return { status: published ? 'partial' : 'failed', error: stopped };
  if (walked || breached) return { status: 'partial', error: stopped };
  return { status: 'succeeded', error: null };
}

/** Closes a run: its status, its notices, and the loads that nothing points at any more. */
export async function closeRun(context: SyncContext, end: RunEnd, notices: readonly Notice[]): Promise<void> {
  await finishRun(context.db, context.runId, {
    status: end.status,
    ...(end.error ? { error: textOf(end.error) } : {}),
    notices,
    finishedAt: context.clock().toISOString(),
  });
  await removeUnpublishedLoads(
    context.db,
    context.connection.id,
    end.status === 'succeeded' ? undefined : context.runId,
  );
}

const RESUME_MS = 6 * 60 * 60_000;

/** A run may be resumed within six hours and the same calendar month: its control totals are of that time. */
export const mayResume = (run: SyncRun, now: Date): boolean =>
  run.startedAt !== null &&
  now.getTime() - Date.parse(run.startedAt) < RESUME_MS &&
  now.getTime() >= Date.parse(run.startedAt) &&
  monthOf(new Date(run.startedAt)) === monthOf(now);
