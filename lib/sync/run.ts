import { isBeyondHistory } from '@/lib/aws/cost-page';
import { AppError } from '@/lib/errors';
import { categoryOf, chainKeysOf } from '@/lib/finance/cube';
import { cubeText } from '@/lib/finance/cube-text';
import { isDetailCube } from '@/lib/finance/detail-cube';
import type { DetailPlan } from '@/lib/finance/detail-plan';
import { monthOf } from '@/lib/finance/month';
import { removeUnshownDerivations } from '@/lib/store/derivations';
import { listLatestLoads } from '@/lib/store/latest';
import { removeUnpublishedLoads, sumLoad } from '@/lib/store/loads';
import {
  appendSteps,
  finishRun,
  listSteps,
  type SyncRun,
  type SyncStep,
  saveNotices,
  updateStep,
} from '@/lib/store/runs';
import type { SyncContext } from './context';
import { runControlStep } from './control-step';
import { runCubeStep } from './cube-step';
import { planDetailCubes } from './detail-queries';
import { runDetailStep } from './detail-step';
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
  detail: runDetailStep,
  publish: runPublishStep,
};

/** How a run ended; `error` is '' where nothing failed. */
export type RunEnd = { readonly status: 'succeeded' | 'partial' | 'failed'; readonly error: string };

/** Takes steps until nothing is left to do. A failed step stops the run where a later one may resume it. */
export async function runSteps(context: SyncContext, startedAt: Date): Promise<RunEnd> {
  for (;;) {
    context.lease.assertHeld();
    const steps = await listSteps(context.db, context.runId);
    const step = steps.find((each) => each.status === 'pending' || each.status === 'running');
    if (!step) {
      const more = await planAhead(context, startedAt, steps);
      if (more === null) return endOf(steps);
      await context.lease.write((tx) => appendSteps(tx, context.runId, more));
      continue;
    }
    const goesOn = await takeStep(context, step);
    context.onProgress();
    if (goesOn) continue;
    const left = await listSteps(context.db, context.runId);
    noteStale(context, left);
    return endOf(left);
  }
}

async function planAhead(context: SyncContext, startedAt: Date, steps: readonly SyncStep[]) {
  const { db, scope, connection, full } = context;
  const [state, published] = await Promise.all([
    loadSyncState(db, scope, connection, startedAt),
    listLatestLoads(db, connection.id),
  ]);
  return nextSteps({
    full,
    now: startedAt,
    state,
    steps: readSteps(steps),
    publishedBook: new Map(
      published.filter((each) => each.cube === 'recordType').map((each) => [each.month, each.loadId]),
    ),
    planDetail: async () => {
      const plan = await planDetailCubes(scope, connection.id, state);
      noteDetailLimit(context, plan, state.rules.detailRequests);
      return plan;
    },
    recordTypes: async (loads) => {
      const sums = await Promise.all(loads.map((load) => sumLoad(db, load, 'key2')));
      return [...new Set(sums.flat().map((each) => each.key))];
    },
  });
}

/** False when the run must stop at this step, where the next one takes it up. */
async function takeStep(context: SyncContext, step: SyncStep): Promise<boolean> {
  const query = stepQuery.parse(step.query);
  try {
    await context.lease.write((tx) => updateStep(tx, step.id, { status: 'running', error: '' }));
    await withOwner({ runId: context.runId, stepId: step.id }, () => RUNNERS[query.kind](context, step));
    await context.lease.write((tx) => saveNotices(tx, context.runId, context.notices()));
    return true;
  } catch (error) {
    // Another process goes on with this run: what it has written stays as it is.
    if (context.lease.isLost()) throw error;
    const failure = error instanceof AppError ? error : new AppError('internal', messageOf(error), { cause: error });
    if (query.kind === 'cube' && isSpared(query.cube) && isRefusal(failure)) {
      await refuseCube(context, step, query.cube, failure);
      return true;
    }
    // A step that stops the run stays open: a run that is resumed begins with it.
    const goesOn = SPARED_KINDS.has(query.kind) && !STOPPING.has(failure.code);
    const status = goesOn ? 'failed' : 'pending';
    await context.lease.write((tx) => updateStep(tx, step.id, { status, error: textOf(failure) }));
    return goesOn;
  }
}

/** Costs do not wait for the tree: without it they are still right, and the last tree stays. */
const SPARED_KINDS: ReadonlySet<string> = new Set(['organization', 'discovery']);

/** The cap, or a wish to end: no later step may ask anything either. */
const STOPPING: ReadonlySet<string> = new Set(['cap-reached', 'conflict']);

/** A tag key or category that was switched off, or a query for detail, does not stop the books. */
const isSpared = (cube: string): boolean =>
  chainKeysOf(cube) !== null || categoryOf(cube) !== null || isDetailCube(cube);

/** AWS does not take the key: no other query would be refused for the same reason. */
const isRefusal = (failure: AppError): boolean => failure.code === 'aws-refused' && !isBeyondHistory(failure);

async function refuseCube(context: SyncContext, step: SyncStep, cube: string, failure: AppError): Promise<void> {
  await saveRefusedCube(context.db, context.connection.id, cube, context.clock().toISOString());
  await context.lease.write((tx) => updateStep(tx, step.id, { status: 'failed', error: textOf(failure) }));
  context.notify({
    code: 'tag-refused',
    message: `AWS refuses ${chainKeysOf(cube) ? `the tag key ${chainKeysOf(cube)?.at(-1)}` : cubeText(cube)}: ${failure.message} What was read of it before stays, marked stale.`,
  });
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
export const textOf = (error: AppError): string => (error.fix ? `${error.message} ${error.fix}` : error.message);

/** Says when the rules allow fewer requests for `detail` than it takes. */
function noteDetailLimit(context: SyncContext, { wanted }: DetailPlan, allowed: number): void {
  if (wanted <= allowed) return;
  context.notify({
    code: 'detail-limit',
    message: `To tell the accounts of several projects by service and environment takes about ${wanted} requests; the rules allow ${allowed} a sync (detailRequests), and the costliest come first. The rest says (not fetched).`,
  });
}

/** Says what the run leaves unread, by cube and months. */
function noteStale(context: SyncContext, steps: readonly SyncStep[]): void {
  const left = readSteps(steps).filter(
    ({ step, query }) =>
      query.kind !== 'publish' && query.kind !== 'detail' && (step.status === 'pending' || step.status === 'running'),
  );
  if (left.length === 0) return;
  context.notify({
    code: NOT_READ,
    message: `Not read, or not to its end: ${left.map(({ step }) => step.name).join(', ')}. What is shown of it is of an earlier sync; the next one goes on there.`,
  });
}

/** The notice of what a run left unread; it is void once the run goes on. */
export const NOT_READ = 'not-read';

/** From the steps alone, so that a run in two parts ends as one that was never interrupted. */
function endOf(steps: readonly SyncStep[]): RunEnd {
  const read = readSteps(steps);
  const states = read.filter(({ query }) => query.kind === 'publish').map(({ step }) => publishStateOf(step));
  const open = steps.find(({ status }) => status === 'pending' || status === 'running');
  if (open) {
    const published = states.some((state) => state.published.length > 0);
    return { status: published ? 'partial' : 'failed', error: open.error };
  }
  const apart = read.filter(({ step, query }) => step.status === 'failed' && query.kind !== 'cube');
  const breached = states.some(({ held, faulty }) => faulty.length > 0 || held.some(({ breach }) => breach));
  const error = apart.at(-1)?.step.error ?? '';
  return { status: apart.length > 0 || breached ? 'partial' : 'succeeded', error };
}

/** Closes a run: its status, its notices, and the loads that nothing points at any more. */
export async function closeRun(context: SyncContext, { status, error }: RunEnd): Promise<void> {
  const { connection, runId } = context;
  const end = { status, error, notices: context.notices(), finishedAt: context.clock().toISOString() };
  await context.lease.write((tx) => finishRun(tx, runId, end));
  // An hour ago: another process may be deriving right now.
  const left = new Date(Date.now() - 60 * 60_000).toISOString();
  await removeUnshownDerivations(context.db, connection.id, left);
  await removeUnpublishedLoads(context.db, connection.id, status === 'succeeded' ? undefined : runId);
}

const RESUME_MS = 6 * 60 * 60_000;

/** A run may be resumed within six hours and the same calendar month: its control totals are of that time. */
export const mayResume = (run: SyncRun, now: Date): boolean =>
  run.startedAt !== null &&
  now.getTime() - Date.parse(run.startedAt) < RESUME_MS &&
  now.getTime() >= Date.parse(run.startedAt) &&
  monthOf(new Date(run.startedAt)) === monthOf(now);
