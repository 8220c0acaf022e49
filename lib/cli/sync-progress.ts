import type { SyncRun, SyncStep } from '@/lib/store/runs';
import type { SyncPlan } from '@/lib/sync/plan';
import { stepQuery } from '@/lib/sync/step-query';

/** How far a sync is, in steps weighed by the requests that they are expected to take. */
export type Progress = { readonly done: number; readonly total: number; readonly step: string };

/** Every step weighs one, and one more for every request beyond the first. */
function weightOf(step: Pick<SyncStep, 'query'>): number {
  const query = stepQuery.parse(step.query);
  return query.kind === 'cube' ? Math.max(1, query.expectedRequests) : 1;
}

/**
 * Steps done against steps known, and the planned queries that no step stands for yet. Months that turn out to need no
 * reading leave the total; a range that turns out longer than expected does not pass its own weight.
 */
export function progressOf(run: Pick<SyncRun, 'steps' | 'finishedAt'>, plan: Pick<SyncPlan, 'queries'>): Progress {
  const steps = run.steps.map((step) => ({ step, weight: weightOf(step), query: stepQuery.parse(step.query) }));
  const cubes = new Set(steps.flatMap(({ query }) => (query.kind === 'cube' ? [query.cube] : [])));
  const publishes = steps.some(({ query }) => query.kind === 'publish');
  const unseen = plan.queries.filter(({ cube }) => !['control', 'discovery'].includes(cube) && !cubes.has(cube));
  // Once the months are settled, no planned query is still to come.
  const ahead = publishes ? 0 : unseen.reduce((sum, query) => sum + query.expectedRequests, 1);
  const known = steps.reduce((sum, { weight }) => sum + weight, 0);
  const done = steps.reduce((sum, { step, weight }) => sum + doneOf(step, weight), 0);
  const total = run.finishedAt === null ? known + ahead : done;
  const current = run.steps.find(({ status }) => status === 'running' || status === 'pending');
  return { done, total, step: current?.name ?? '' };
}

function doneOf(step: SyncStep, weight: number): number {
  if (step.status === 'pending') return 0;
  return step.status === 'running' ? Math.min(step.pages, weight - 0.5) : weight;
}
