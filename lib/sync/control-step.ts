import { z } from 'zod';
import { type CostPage, isBeyondHistory, pullCostPage } from '@/lib/aws/cost-page';
import { AppError } from '@/lib/errors';
import { amountsOf, BASES } from '@/lib/finance/basis';
import type { ControlTotal } from '@/lib/finance/cube';
import { formatDecimal, parseDecimal } from '@/lib/finance/money';
import { addMonths, firstDay, type Month, monthOf } from '@/lib/finance/month';
import { type SyncStep, updateStep } from '@/lib/store/runs';
import type { SyncContext } from './context';
import { controlQueryOf } from './cost-cubes';
import { checkCurrency } from './cube-step';
import { stepQuery } from './step-query';

const decimal = z.string().transform((text) => parseDecimal(text));
const controlState = z.object({
  /** First month that AWS would serve; later than asked where its history is shorter. */
  from: z.string().optional(),
  controls: z
    .array(z.object({ month: z.string(), estimated: z.boolean(), amounts: z.object(amountsShape()) }))
    .default([]),
});

function amountsShape() {
  return { unblended: decimal, amortized: decimal, netUnblended: decimal, netAmortized: decimal, blended: decimal };
}

/** The control totals that a finished control step learned, by month. */
export function controlsOf(step: SyncStep): Map<Month, ControlTotal> {
  return new Map(controlState.parse(step.state).controls.map((control) => [control.month, control]));
}

/** The first month that AWS served in a finished control step; null when the step has not run. */
export const servedFrom = (step: SyncStep): Month | null => controlState.parse(step.state).from ?? null;

/** AWS's total of every month, ungrouped and unfiltered: asked first, and again when an identity fails. One request. */
export async function runControlStep(context: SyncContext, step: SyncStep): Promise<void> {
  const query = stepQuery.parse(step.query);
  if (query.kind !== 'control') throw new TypeError(`not a control step: ${step.name}`);
  const { page, from } = await pullServed(context, query.from, query.to);
  await checkCurrency(context, page);
  const controls = page.buckets.map((bucket) => {
    const month = monthOf(bucket.start);
    if (bucket.start !== firstDay(month) || bucket.end !== firstDay(addMonths(month, 1)) || bucket.total === null) {
      throw new AppError(
        'aws-bad-reply',
        `Cost Explorer answered the control total with the period ${bucket.start} to ${bucket.end}.`,
      );
    }
    const { total } = bucket;
    return {
      month,
      estimated: bucket.estimated,
      amounts: Object.fromEntries(BASES.map((basis) => [basis, formatDecimal(total[basis])])),
    };
  });
  const state = { from: monthOf(from), controls };
  await context.lease.write((tx) =>
    updateStep(tx, step.id, { status: 'done', pages: 1, rows: controls.length, state }),
  );
}

/**
 * Asks from the month wanted; where AWS keeps less, from later ones: right after a month's end it may serve one month
 * less than documented, and multi-year history that was just turned on, or off, is the default's fourteen months.
 * A refused query is not billed.
 */
async function pullServed(context: SyncContext, from: string, to: string): Promise<{ page: CostPage; from: string }> {
  const [first = from, ...later] = startsOf(from, to);
  try {
    return { page: await drain(context, first, to), from: first };
  } catch (error) {
    if (!isBeyondHistory(error)) throw error;
    let refusal: unknown = error;
    for (const start of later) {
      try {
        const page = await drain(context, start, to);
        context.notify({
          code: 'history-clamped',
          message: `AWS serves no costs before ${monthOf(start)}; the books begin there.`,
        });
        return { page, from: start };
      } catch (again) {
        if (!isBeyondHistory(again)) throw again;
        refusal = again;
      }
    }
    throw refusal;
  }
}

/** Months that Cost Explorer keeps without the multi-year setting, the open one included. */
const DEFAULT_HISTORY = 14;

/** First days to ask from, in order: the one wanted, a month later, the default history, and a month less than that. */
function startsOf(from: string, to: string): string[] {
  const usual = addMonths(monthOf(to), -DEFAULT_HISTORY);
  const starts = [monthOf(from), addMonths(monthOf(from), 1), usual, addMonths(usual, 1)].map(firstDay);
  return [...new Set(starts)].filter((start) => start >= from && start < to).sort();
}

/** All pages of the control query; it has no groups, so that one page is what AWS sends. */
async function drain(context: SyncContext, from: string, to: string): Promise<CostPage> {
  const query = controlQueryOf(from, to);
  let page = await pullCostPage(context.clients, query, null);
  const buckets = [...page.buckets];
  const seen = new Set<string>();
  while (page.nextToken !== null) {
    if (seen.has(page.nextToken))
      throw new AppError('aws-bad-reply', 'Cost Explorer repeated the token of the control total; stopped.');
    seen.add(page.nextToken);
    page = await pullCostPage(context.clients, query, page.nextToken);
    buckets.push(...page.buckets);
  }
  const months = new Set(buckets.map((bucket) => bucket.start));
  if (months.size !== buckets.length)
    throw new AppError('aws-bad-reply', 'Cost Explorer gave two control totals for one month.');
  return { ...page, buckets };
}

/** A month of no charges, for a month that AWS left out of its reply. */
export const emptyControl = (month: Month): ControlTotal => ({ month, amounts: amountsOf(() => 0n), estimated: false });
