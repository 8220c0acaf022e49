import { z } from 'zod';
import { priceOf } from '@/lib/finance/request-price';
import type { SyncPlan } from '@/lib/reports/sync-plan';
import type { RunReport } from '@/lib/reports/sync-run';
import { connectionParam } from './books-params';
import { decimal } from './decimal';

const notice = z.strictObject({ code: z.string(), message: z.string() });

export const planParams = z.strictObject({ connection: connectionParam.optional() });

export const planReply = z.strictObject({
  requests: z.int().min(0),
  price: decimal.meta({ description: 'US dollars.' }),
  queries: z.array(
    z.strictObject({
      cube: z.string(),
      groupBy: z.array(z.string()),
      from: z.string().meta({ description: 'First day.' }),
      to: z.string().meta({ description: 'Last day, exclusive.' }),
      expectedRequests: z.int().min(0),
    }),
  ),
  notices: z.array(notice),
});

/** A plan as JSON. */
export const toPlanReply = ({ requests, price, queries, notices }: SyncPlan): z.infer<typeof planReply> => ({
  ...{ requests, price },
  queries: queries.map(({ cube, groupBy, from, to, expectedRequests }) => ({
    ...{ cube, groupBy: [...groupBy], from, to, expectedRequests },
  })),
  notices: notices.map(({ code, message }) => ({ code, message })),
});

export const syncBody = z.strictObject({
  full: z.boolean().optional().meta({ description: 'Read every month again that AWS serves.' }),
});

export const startedReply = z.strictObject({ runId: z.string() });

export const runReply = z.strictObject({
  id: z.string(),
  status: z.enum(['queued', 'running', 'succeeded', 'partial', 'failed']),
  startedAt: z.string().nullable(),
  finishedAt: z.string().nullable(),
  requests: z.int().min(0).meta({ description: 'Cost Explorer requests that AWS answered, truncated replies too.' }),
  price: decimal.meta({ description: 'US dollars.' }),
  error: z.string().optional(),
  notices: z.array(notice),
  steps: z.array(
    z.strictObject({
      name: z.string(),
      status: z.enum(['pending', 'running', 'done', 'failed', 'skipped']),
      requests: z.int().min(0),
      rows: z.int().min(0),
      error: z.string().optional(),
    }),
  ),
});

/** A run as JSON. */
export function toRunReply(run: RunReport): z.infer<typeof runReply> {
  const { id, status, startedAt, finishedAt, requests, error } = run;
  return {
    ...{ id, status, startedAt, finishedAt, requests, price: priceOf(requests) },
    ...(error === '' ? {} : { error }),
    notices: run.notices.map(({ code, message }) => ({ code, message })),
    steps: run.steps.map((step) => ({
      ...{ name: step.name, status: step.status, requests: step.requests, rows: step.rows },
      ...(step.error === '' ? {} : { error: step.error }),
    })),
  };
}
