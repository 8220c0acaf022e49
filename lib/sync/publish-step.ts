import { z } from 'zod';
import { isDetailCube } from '@/lib/finance/detail-cube';
import type { Month } from '@/lib/finance/month';
import { type Check, compareSums, RESIDUAL_WARNING_PPM, total } from '@/lib/finance/reconcile';
import type { MonthBook } from '@/lib/store/books';
import type { Writer } from '@/lib/store/database';
import { listLatestBooks, listLatestLoads } from '@/lib/store/latest';
import { holdMonth, publishMonth } from '@/lib/store/loads';
import { listSteps, type SyncStep, updateStep } from '@/lib/store/runs';
import type { SyncContext } from './context';
import { isDaily } from './cost-cubes';

import { publishDerived } from './derive';
import { gatherEvidence, type MonthEvidence } from './month-evidence';
import { pendingResidual, writePending } from './pending';
import { controlOf, doneCubes, monthLoadsOf, type ReadStep, readSteps } from './run-view';
import { stepQuery } from './step-query';
import { judgeMonth, type Verdict } from './verdict';

const publishState = z.object({
  /** Months that do not add up yet, and whether their cubes must be read again whatever control says. */
  askAgain: z.array(z.object({ month: z.string(), reread: z.boolean() })).default([]),
  published: z.array(z.string()).default([]),
  /** Those of the published months that do not add up: there was nothing better to show. */
  faulty: z.array(z.string()).default([]),
  held: z.array(z.object({ month: z.string(), reason: z.string(), breach: z.boolean() })).default([]),
});
export type PublishState = z.infer<typeof publishState>;

export const publishStateOf = (step: SyncStep): PublishState => publishState.parse(step.state);

/** Holds each month against the identities and publishes it, holds it back, or has it asked again. */
export async function runPublishStep(context: SyncContext, step: SyncStep): Promise<void> {
  const query = stepQuery.parse(step.query);
  if (query.kind !== 'publish') throw new TypeError(`not a publish step: ${step.name}`);
  const { db, scope, connection } = context;
  const steps = readSteps(await listSteps(db, context.runId));
  const books = new Map((await listLatestBooks(scope, connection.id)).map((book) => [book.month, book]));
  const published = await listLatestLoads(db, connection.id);
  const current = currentCubes(steps);
  const state = publishStateOf(step);
  for (const month of query.months) {
    if (isSettled(state, month)) continue;
    const older = new Map(
      published
        .filter((each) => each.month === month && current.has(each.cube))
        .map((each) => [each.cube, each.loadId]),
    );
    // Detail of an earlier reading is believed where it still adds up to what it tells.
    const derivable = new Map(
      published
        .filter((each) => each.month === month && isDetailCube(each.cube))
        .map((each) => [each.cube, each.loadId]),
    );
    await settleMonth(
      context,
      { month, round: query.round, steps, older, derivable, book: books.get(month) ?? null },
      {
        state,
        save: (tx) => updateStep(tx, step.id, { state }),
      },
    );
    context.onProgress();
  }
  await context.lease.write((tx) => updateStep(tx, step.id, { status: 'done', rows: state.published.length, state }));
}

const isSettled = ({ published, held, askAgain }: PublishState, month: Month): boolean =>
  published.includes(month) || [...held, ...askAgain].some((each) => each.month === month);

/** The book and the faces that this run keeps current: a key that AWS refuses, or that nobody reads, proves nothing. */
function currentCubes(steps: readonly ReadStep[]): Set<string> {
  return new Set([
    'recordType',
    'service',
    ...doneCubes(steps).flatMap(({ query }) => (isDaily(query.cube) ? [] : [query.cube])),
  ]);
}

type MonthInput = {
  readonly month: Month;
  readonly round: number;
  readonly steps: readonly ReadStep[];
  readonly older: ReadonlyMap<string, number>;
  readonly derivable: ReadonlyMap<string, number>;
  readonly book: MonthBook | null;
};

/** What was decided of the months so far, and how it is kept: in the transaction of what it describes. */
type Decisions = { readonly state: PublishState; readonly save: (tx: Writer) => Promise<void> };

async function settleMonth(context: SyncContext, input: MonthInput, { state, save }: Decisions): Promise<void> {
  const { month, steps, book } = input;
  const read = monthLoadsOf(steps, month);
  const loads = new Map([...input.older, ...read.loads]);
  const evidence = await gatherEvidence(context.db, { loads, wholeDays: read.whole });
  const before = controlOf(steps, month, read.round);
  if (before === null) throw new TypeError(`no control total was asked in round ${read.round}`);
  const pending = pendingResidual(book, context.runId);
  const warningPpm =
    context.connection.settings.residualWarning === null
      ? RESIDUAL_WARNING_PPM
      : BigInt(Math.round(context.connection.settings.residualWarning * 1e6));
  const after = controlOf(steps, month, read.round + 1);
  const verdict = judgeMonth({
    evidence,
    doubled: read.doubled,
    before,
    after,
    published: book,
    pending,
    round: input.round,
    warningPpm,
  });
  if (verdict.kind === 'ask-again') {
    state.askAgain.push({ month, reread: verdict.reread });
    return context.lease.write(save);
  }
  if (verdict.kind === 'hold') {
    state.held.push({ month, reason: verdict.reason, breach: verdict.breach });
    return holdBack(context, month, verdict, save);
  }
  noteResidual(context, month, verdict);
  if (!verdict.holds) state.faulty.push(month);
  state.published.push(month);
  const publication = {
    connectionId: context.connection.id,
    month,
    loads: read.loads,
    book: {
      estimated: before.estimated,
      amounts: before.amounts,
      residual: verdict.residual.amounts,
      residualState: verdict.residual.state,
      holds: verdict.holds,
      reason: verdict.reason,
    },
    checks: checksOf(evidence, before.amounts, verdict),
    publishedAt: context.clock().toISOString(),
    runId: context.runId,
  };
  const { db, scope, connection, runId } = context;
  const source = { db, scope, connectionId: connection.id, currency: connection.currency, month };
  await publishDerived(
    { ...source, loads: new Map([...input.derivable, ...loads]) },
    { control: before.amounts, residual: verdict.residual.amounts },
    { now: publication.publishedAt, runId },
    {
      write: context.lease.write,
      publish: async (tx) => {
        await publishMonth(tx, publication);
        await save(tx);
      },
    },
  );
}

async function holdBack(
  context: SyncContext,
  month: Month,
  verdict: Verdict & { kind: 'hold' },
  save: Decisions['save'],
): Promise<void> {
  context.notify({
    code: verdict.breach ? 'identity-breach' : 'residual-unconfirmed',
    message: `${month} was not published over the good figures of an earlier sync: ${verdict.reason}`,
  });
  const held = {
    connectionId: context.connection.id,
    month,
    reason: verdict.reason,
    pending: writePending(context.runId, verdict.pending),
  };
  await context.lease.write(async (tx) => {
    await holdMonth(tx, held);
    await save(tx);
  });
}

function noteResidual(context: SyncContext, month: Month, verdict: Verdict & { kind: 'publish' }): void {
  if (verdict.residual.state === 'warning') {
    context.notify({
      code: 'residual',
      message: `${month}: AWS's total differs from the sum of its groups by more than the warning share; the difference is the residual.`,
    });
  }
  if (!verdict.holds)
    context.notify({ code: 'identity-breach', message: `${month} does not add up: ${verdict.reason}` });
}

/** The stored identities: control against the book, then the faces. A counted residual explains its difference. */
function checksOf(
  evidence: MonthEvidence,
  control: MonthBook['amounts'],
  verdict: Verdict & { kind: 'publish' },
): Check[] {
  const book = compareSums('control', { amounts: control, groups: 0 }, total([evidence.book]));
  const explained = verdict.holds;
  return [...book.map((check) => ({ ...check, holds: check.holds || explained })), ...evidence.checks];
}
