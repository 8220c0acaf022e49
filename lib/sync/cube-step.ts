import { z } from 'zod';
import { type CostPage, isStaleToken, pullCostPage } from '@/lib/aws/cost-page';
import { AppError } from '@/lib/errors';
import { addDays, addMonths, monthOf, monthsIn } from '@/lib/finance/month';
import { updateConnection } from '@/lib/store/connections';
import { createMonthLoads, writeMonthCells } from '@/lib/store/loads';
import { saveAccountNames } from '@/lib/store/organization';
import { type SyncStep, updateStep } from '@/lib/store/runs';
import { getSetting, saveSetting } from '@/lib/store/settings';
import type { SyncContext } from './context';
import { costQueryOf } from './cost-cubes';
import { cellsOfPage } from './cube-cells';
import { type CubeStep, stepQuery } from './step-query';

const cubeState = z.object({
  /** The staged load of each month that the query covers. */
  loads: z.record(z.string(), z.number()).default({}),
  /** Times that AWS made us begin again; once is allowed. */
  restarts: z.number().default(0),
  /** Groups that AWS listed twice: their sum is not to be trusted. */
  duplicates: z.number().default(0),
});
type CubeState = z.infer<typeof cubeState>;

/** A query that would never end is stopped after this many pages: each one is billed. */
const MOST_PAGES = 5_000;

/** The staged loads of a finished cube step, by month. */
export const loadsOf = (step: SyncStep): Record<string, number> => cubeState.parse(step.state).loads;

/** True when AWS listed a group twice in this step's pages. */
export const hasDuplicates = (step: SyncStep): boolean => cubeState.parse(step.state).duplicates > 0;

/**
 * Reads one cube over one range, page by page. Each page is staged and the cursor moved in one transaction,
 * so that a killed run asks no page twice that it had stored.
 */
export async function runCubeStep(context: SyncContext, step: SyncStep): Promise<void> {
  const query = stepQuery.parse(step.query);
  if (query.kind !== 'cube') throw new TypeError(`not a cube step: ${step.name}`);
  let state = cubeState.parse(step.state);
  let { cursor, pages, rows } = step;
  if (Object.keys(state.loads).length === 0) state = await stageLoads(context, step, query, state.restarts);
  // Nothing in the book is usage: there is nothing to ask, and the empty loads say so.
  if (query.usage?.length === 0) return void (await updateStep(context.db, step.id, { status: 'done' }));
  for (;;) {
    if (pages >= MOST_PAGES)
      throw new AppError('aws-bad-reply', `${query.cube} did not end after ${pages} pages; stopped.`);
    context.lease.assertHeld();
    const page = await pullPage(context, query, cursor);
    if (page === 'stale') {
      if (state.restarts >= 1) {
        // The next attempt begins at the first page: with the dead token it could never go on.
        await stageLoads(context, step, query, 0);
        throw new AppError('aws-unavailable', `Cost Explorer refused the next page of ${query.cube} twice.`, {
          fix: 'Sync again: this query begins anew, what else was read is kept.',
        });
      }
      state = await stageLoads(context, step, query, state.restarts + 1);
      cursor = '';
      pages = rows = 0;
      continue;
    }
    if (page.nextToken !== null && page.nextToken === cursor) {
      throw new AppError(
        'aws-bad-reply',
        `Cost Explorer repeated the token of a page of ${query.cube}; stopped before paying for it again.`,
      );
    }
    state = await storePage(context, step, query, state, page, { pages: pages + 1, rows });
    rows += page.buckets.reduce((sum, bucket) => sum + bucket.groups.length, 0);
    pages += 1;
    context.onProgress();
    if (page.nextToken === null) return;
    if (pages === 1) await measurePageSize(context, page);
    cursor = page.nextToken;
  }
}

async function pullPage(context: SyncContext, query: CubeStep, cursor: string): Promise<CostPage | 'stale'> {
  try {
    return await pullCostPage(context.clients, costQueryOf(query), cursor === '' ? null : cursor);
  } catch (error) {
    if (isStaleToken(error)) return 'stale';
    throw error;
  }
}

/** New, empty loads for every month of the query: a month without groups must replace one that had some. */
async function stageLoads(context: SyncContext, step: SyncStep, query: CubeStep, restarts: number): Promise<CubeState> {
  const months = monthsIn({ from: monthOf(query.from), to: addMonths(monthOf(addDays(query.to, -1)), 1) });
  return context.lease.write(async (tx) => {
    const load = {
      connectionId: context.connection.id,
      cube: query.cube,
      runId: context.runId,
      stepId: step.id,
      createdAt: context.clock().toISOString(),
    };
    const loads = await createMonthLoads(tx, load, months);
    const state = { loads, restarts, duplicates: 0 };
    await updateStep(tx, step.id, { cursor: '', pages: 0, rows: 0, state });
    return state;
  });
}

async function storePage(
  context: SyncContext,
  step: SyncStep,
  query: CubeStep,
  state: CubeState,
  page: CostPage,
  counts: { pages: number; rows: number },
): Promise<CubeState> {
  await checkCurrency(context, page);
  const cells = cellsOfPage(query, page);
  // Before the page: what fails after it would have the step taken again, and its last page added twice.
  if (page.accountNames.size > 0) {
    await saveAccountNames(context.db, context.connection.id, page.accountNames, context.clock().toISOString());
  }
  const duplicates = await context.lease.write(async (tx) => {
    const written = await writeMonthCells(tx, (month) => loadFor(state, month), cells);
    const done = page.nextToken === null;
    await updateStep(tx, step.id, {
      cursor: page.nextToken ?? '',
      pages: counts.pages,
      rows: counts.rows + cells.length,
      state: { ...state, duplicates: state.duplicates + written.duplicates },
      ...(done ? { status: 'done' } : {}),
    });
    return written.duplicates;
  });
  if (duplicates > 0) {
    context.notify({
      code: 'duplicate-groups',
      message: `Cost Explorer listed ${duplicates} groups of ${query.cube} twice; they were added and the month is checked against its control total.`,
    });
  }
  return { ...state, duplicates: state.duplicates + duplicates };
}

function loadFor(state: CubeState, month: string): number {
  const load = state.loads[month];
  if (load === undefined)
    throw new AppError('aws-bad-reply', `Cost Explorer answered with the month ${month}, which was not asked for.`);
  return load;
}

/** The first currency seen is the connection's; another one is refused, never added. */
export async function checkCurrency(context: SyncContext, page: CostPage): Promise<void> {
  if (page.currency === null) return;
  const known = context.connection.currency;
  if (known === null) {
    await updateConnection(context.db, context.connection.id, { currency: page.currency });
    Object.assign(context.connection, { currency: page.currency });
  } else if (known !== page.currency) {
    throw new AppError(
      'aws-bad-reply',
      `Cost Explorer answered in ${page.currency}; this connection's books are in ${known}.`,
      {
        fix: 'Connect the payer of the other currency as a connection of its own.',
      },
    );
  }
}

const pageSizeKey = (connectionId: string) => `pageSize:${connectionId}`;

/** A first page that has a successor is a full one: its groups are AWS's page size, used to price the next plan. */
async function measurePageSize(context: SyncContext, page: CostPage): Promise<void> {
  const groups = page.buckets.reduce((sum, bucket) => sum + bucket.groups.length, 0);
  if (groups > 0) await saveSetting(context.db, pageSizeKey(context.connection.id), groups);
}

/** The measured page size of a connection, or null when no reply has had two pages yet. */
export async function findPageSize(db: SyncContext['db'], connectionId: string): Promise<number | null> {
  return z
    .number()
    .int()
    .positive()
    .nullable()
    .catch(null)
    .parse(await getSetting(db, pageSizeKey(connectionId)));
}
