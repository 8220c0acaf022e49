import type { ControlTotal } from '@/lib/finance/cube';
import { firstDay, type Month } from '@/lib/finance/month';
import type { SyncStep } from '@/lib/store/runs';
import { controlsOf, emptyControl } from './control-step';
import { isDaily } from './cost-cubes';
import { hasDuplicates, loadsOf } from './cube-step';
import { type CubeStep, type StepQuery, stepQuery } from './step-query';

/** A step with its query read back from the store. */
export type ReadStep = { readonly step: SyncStep; readonly query: StepQuery };

export const readSteps = (steps: readonly SyncStep[]): ReadStep[] =>
  steps.map((step) => ({ step, query: stepQuery.parse(step.query) }));

/** The finished cube steps, in the order in which they ran. */
export function doneCubes(steps: readonly ReadStep[]): { step: SyncStep; query: CubeStep }[] {
  return steps.flatMap(({ step, query }) => (query.kind === 'cube' && step.status === 'done' ? [{ step, query }] : []));
}

/**
 * A month's newest loads of this run, the round in which they were read, its daily cubes that are whole, and whether
 * its book has groups that AWS listed twice.
 */
export function monthLoadsOf(
  steps: readonly ReadStep[],
  month: Month,
): { loads: Map<string, number>; round: number; whole: Set<string>; doubled: boolean } {
  const loads = new Map<string, number>();
  const whole = new Set<string>();
  let round = 1;
  let doubled = false;
  for (const { step, query } of doneCubes(steps)) {
    const load = loadsOf(step)[month];
    if (load === undefined) continue;
    loads.set(query.cube, load);
    if (query.cube === 'recordType') doubled = hasDuplicates(step);
    round = Math.max(round, query.round);
    if (isDaily(query.cube) && query.from <= firstDay(month)) whole.add(query.cube);
  }
  return { loads, round, whole, doubled };
}

/** The control total of a month as asked in a round, or null when that round asked none. A month that AWS left out has none. */
export function controlOf(steps: readonly ReadStep[], month: Month, round: number): ControlTotal | null {
  const step = steps.find(
    ({ step: each, query }) => query.kind === 'control' && query.round === round && each.status === 'done',
  );
  return step ? (controlsOf(step.step).get(month) ?? emptyControl(month)) : null;
}
