import { sameAmounts } from '@/lib/finance/basis';
import { chargeClassOf } from '@/lib/finance/charge-class';
import { cubeText } from '@/lib/finance/cube-text';
import { isDetailCube } from '@/lib/finance/detail-cube';
import type { DetailPlan } from '@/lib/finance/detail-plan';
import { type Month, type MonthRange, monthOf } from '@/lib/finance/month';
import { controlsOf, servedFrom } from './control-step';
import { dailyCubes, isUsageFiltered, monthlyCubes } from './cost-cubes';
import { loadsOf } from './cube-step';
import { detailSet } from './detail-steps';
import { planQueries } from './planned-query';
import { publishStateOf } from './publish-step';
import { type ReadingSet, readingSet } from './reading-set';
import { controlOf, doneCubes, monthLoadsOf, type ReadStep } from './run-view';
import type { CubeStep, NewStep } from './step-query';
import { discoveryRequests, dueDiscovery, type SyncState } from './sync-state';
import { MOST_ROUNDS } from './verdict';
import { daysOfRange } from './window';

export type RunFacts = {
  readonly full: boolean;
  readonly now: Date;
  readonly state: SyncState;
  readonly steps: readonly ReadStep[];
  /** The raw record types of loads, read from the store. */
  readonly recordTypes: (loadIds: readonly number[]) => Promise<string[]>;
  /** Plans `detail` from what the store shows. */
  readonly planDetail: () => Promise<DetailPlan>;
  /** Published `recordType` loads by month. */
  readonly publishedBook: ReadonlyMap<Month, number>;
};

/**
 * What a run must do next, from what it has done: nothing but the store is asked, so that a run that was killed
 * goes on where it stood. Null when it is complete.
 */
export async function nextSteps(facts: RunFacts): Promise<NewStep[] | null> {
  const { steps } = facts;
  if (steps.length === 0) return openingSteps(facts);
  if (steps.some(({ query }) => query.kind === 'detail')) return null;
  if (steps.some(({ query }) => query.kind === 'cube' && isDetailCube(query.cube))) return [DETAIL_STEP];
  return (await bookSteps(facts)) ?? detailSteps(facts);
}

const DETAIL_STEP: NewStep = { name: 'detail', query: { kind: 'detail' } };

/** Detail comes last: it is planned by the chains that were just read, and no book waits for it. */
async function detailSteps(facts: RunFacts): Promise<NewStep[] | null> {
  const { state, now, full, planDetail } = facts;
  const set = await detailSet(state, now, full, planDetail);
  if (set === null) return null;
  const usage = await usageTypes(facts);
  const round = Math.max(...facts.steps.map(({ query }) => ('round' in query ? query.round : 1)));
  return [...stepsOf(facts, set, { usage, round, wants: () => true }), DETAIL_STEP];
}

async function bookSteps(facts: RunFacts): Promise<NewStep[] | null> {
  const { steps } = facts;
  const round = Math.max(...steps.map(({ query }) => ('round' in query ? query.round : 1)));
  const inRound = steps.filter(({ query }) => 'round' in query && query.round === round);
  const has = (test: (step: ReadStep) => boolean) => inRound.some(test);
  const publish = inRound.find(({ query }) => query.kind === 'publish');
  if (publish) return afterPublish(facts, publish, round);
  if (!has(({ query }) => query.kind === 'cube')) return readAgain(facts, round);
  if (has(({ query }) => query.kind === 'cube' && query.cube !== 'recordType'))
    return [publishStep(monthsOfRound(facts, round), round)];
  return filteredSteps(facts, round);
}

function openingSteps({ state, now, full }: RunFacts): NewStep[] {
  const due = dueDiscovery(state, now, full);
  const { from, to } = daysOfRange(state.wanted.months);
  return [
    { name: 'organization', query: { kind: 'organization' } },
    ...(discoveryRequests(due) > 0 ? [{ name: 'discovery', query: { kind: 'discovery' as const, ...due } }] : []),
    { name: 'control', query: { kind: 'control', from, to, round: 1 } },
  ];
}

/** The months of the window that AWS serves after all: the first may have been clamped. */
function servedOf(facts: RunFacts): MonthRange {
  const control = facts.steps.find(({ query, step }) => query.kind === 'control' && step.status === 'done');
  const { from, to } = facts.state.wanted.months;
  return { from: (control && servedFrom(control.step)) ?? from, to };
}

function dueSet(facts: RunFacts): ReadingSet {
  const { state, steps, full, now } = facts;
  const first = steps.find(({ query }) => query.kind === 'control' && query.round === 1);
  return readingSet(
    { ...state.wanted, months: servedOf(facts) },
    {
      now,
      full,
      openMonth: state.openMonth,
      previousMonth: state.previousMonth,
      controls: first ? controlsOf(first.step) : null,
      definitionsChangedAt: state.discovery.changedAt,
      categoriesChangedAt: state.discovery.categoriesChangedAt,
    },
    state.readings,
  );
}

/** Round 1 reads what is due; a later round the months that moved or did not add up. */
function setOfRound(facts: RunFacts, round: number): ReadingSet {
  if (round === 1) return dueSet(facts);
  const months = monthsToReadAgain(facts, round);
  const { wanted } = facts.state;
  const daily = months.filter((month) => month >= monthOf(wanted.days.from));
  return {
    reasons: new Map(months.map((month) => [month, 'control'])),
    months: new Map<string, Month[]>([
      ...monthlyCubes(wanted.tagCubes).map((cube): [string, Month[]] => [cube, months]),
      ...dailyCubes(wanted.dailyByAccount).map((cube): [string, Month[]] => [cube, daily]),
    ]),
  };
}

/** After the last round of reading only control is asked: whether it stood still. */
function monthsToReadAgain({ steps }: RunFacts, round: number): Month[] {
  if (round > MOST_ROUNDS) return [];
  return askedAgain(steps, round - 1)
    .filter(({ month, reread }) => {
      const before = controlOf(steps, month, monthLoadsOf(steps, month).round);
      const after = controlOf(steps, month, round);
      return reread || before === null || after === null || !sameAmounts(before.amounts, after.amounts);
    })
    .map(({ month }) => month);
}

function askedAgain(steps: readonly ReadStep[], round: number) {
  const publish = steps.find(({ query }) => query.kind === 'publish' && query.round === round);
  return publish ? publishStateOf(publish.step).askAgain : [];
}

const cubeSteps = (facts: RunFacts, round: number, usage: string[], wants: (cube: string) => boolean): NewStep[] =>
  stepsOf(facts, setOfRound(facts, round), { usage, round, wants });

type StepOptions = {
  readonly usage: string[];
  readonly round: number;
  readonly wants: (cube: string) => boolean;
};

function stepsOf({ state }: RunFacts, set: ReadingSet, { usage, round, wants }: StepOptions): NewStep[] {
  const known = (cube: string, month: Month) => state.readings.get(month)?.loadedAt.has(cube) ?? false;
  return planQueries(set, state.wanted, state.size, known)
    .filter(({ cube }) => wants(cube))
    .map((planned): NewStep => {
      const query: CubeStep = {
        kind: 'cube',
        cube: planned.cube,
        from: planned.from,
        to: planned.to,
        usage: isUsageFiltered(planned.cube) ? usage : null,
        round,
        expectedRequests: planned.expectedRequests,
      };
      return {
        name: `${cubeText(planned.cube)} ${planned.from}..${planned.to}${round > 1 ? ` (again, ${round})` : ''}`,
        query,
      };
    });
}

/** The book first: the filtered cubes ask for the usage record types that it returns. */
async function readAgain(facts: RunFacts, round: number): Promise<NewStep[] | null> {
  const book = cubeSteps(facts, round, [], (cube) => cube === 'recordType');
  if (book.length > 0) return book;
  const others = await filteredSteps(facts, round);
  if (others?.some(({ query }) => query.kind === 'cube')) return others;
  if (round === 1) return null;
  return [
    publishStep(
      askedAgain(facts.steps, round - 1).map(({ month }) => month),
      round,
    ),
  ];
}

async function filteredSteps(facts: RunFacts, round: number): Promise<NewStep[] | null> {
  const usage = await usageTypes(facts);
  const others = cubeSteps(facts, round, usage, (cube) => cube !== 'recordType');
  return others.length > 0 ? others : [publishStep(monthsOfRound(facts, round), round)];
}

/** Exactly the raw record types of the window that map to usage (`finance.md` §5): this run's readings before published ones. */
async function usageTypes({ steps, state, publishedBook, recordTypes }: RunFacts): Promise<string[]> {
  const loads = new Map([...publishedBook].filter(([month]) => month >= state.wanted.months.from));
  for (const { step, query } of doneCubes(steps)) {
    if (query.cube === 'recordType') for (const [month, load] of Object.entries(loadsOf(step))) loads.set(month, load);
  }
  const raw = await recordTypes([...loads.values()]);
  return raw.filter((each) => chargeClassOf(each) === 'usage').sort();
}

function monthsOfRound(facts: RunFacts, round: number): Month[] {
  const read = doneCubes(facts.steps)
    .filter(({ query }) => query.round === round)
    .flatMap(({ step }) => Object.keys(loadsOf(step)));
  const waiting = round > 1 ? askedAgain(facts.steps, round - 1).map(({ month }) => month) : [];
  return [...new Set([...read, ...waiting])].sort();
}

const publishStep = (months: Month[], round: number): NewStep => ({
  name: round === 1 ? 'publish' : `publish (${round})`,
  query: { kind: 'publish', months, round },
});

function afterPublish(facts: RunFacts, publish: ReadStep, round: number): NewStep[] | null {
  if (publishStateOf(publish.step).askAgain.length === 0) return null;
  const { from, to } = daysOfRange(servedOf(facts));
  return [{ name: `control (again, ${round + 1})`, query: { kind: 'control', from, to, round: round + 1 } }];
}
