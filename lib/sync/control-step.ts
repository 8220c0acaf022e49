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
  await updateStep(context.db, step.id, {
    status: 'done',
    pages: 1,
    rows: controls.length,
    state: { from: monthOf(from), controls },
  });
}

/** Right after a month's end AWS may serve one month less than documented: asks once more, a month later. */
async function pullServed(context: SyncContext, from: string, to: string): Promise<{ page: CostPage; from: string }> {
  try {
    return { page: await drain(context, from, to), from };
  } catch (error) {
    if (!isBeyondHistory(error)) throw error;
    const later = firstDay(addMonths(monthOf(from), 1));
    context.notify({
      code: 'history-clamped',
      message: `AWS serves no costs before ${monthOf(later)}; the books begin there.`,
    });
    return { page: await drain(context, later, to), from: later };
  }
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
