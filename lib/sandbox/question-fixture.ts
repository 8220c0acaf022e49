import {
  GetCostAndUsageCommand,
  type GetCostAndUsageCommandInput,
  type ResultByTime,
} from '@aws-sdk/client-cost-explorer';
import type { openSandbox } from './clients-fixture';

/** Two months of unblended cost, and what a test asks beside. */
export const question = (rest: Partial<GetCostAndUsageCommandInput> = {}): GetCostAndUsageCommandInput => ({
  TimePeriod: { Start: '2026-10-01', End: '2026-12-01' },
  Granularity: 'MONTHLY',
  Metrics: ['UnblendedCost'],
  ...rest,
});
/** GroupBy: dimensions, and tags as `tag:key`. */
export const by = (...keys: string[]) =>
  keys.map((Key) =>
    Key.startsWith('tag:') ? { Type: 'TAG' as const, Key: Key.slice(4) } : { Type: 'DIMENSION' as const, Key },
  );
/** Groups as text, `start | key | key | amount`. */
export const flat = (results: ResultByTime[] | undefined) =>
  (results ?? []).flatMap(({ TimePeriod, Groups }) =>
    (Groups ?? []).map(({ Keys, Metrics }) =>
      [TimePeriod?.Start, ...(Keys ?? []), Metrics?.UnblendedCost?.Amount].join(' | '),
    ),
  );

type Opened = Awaited<ReturnType<typeof openSandbox>>;

/** All pages of a question, in order, until the last one or `limit`. */
export async function drain({ costs }: Opened, input: GetCostAndUsageCommandInput, limit = 200) {
  const results: ResultByTime[] = [];
  let pages = 0;
  for (let NextPageToken: string | undefined; ; ) {
    const reply = await costs.send(new GetCostAndUsageCommand({ ...input, NextPageToken }));
    results.push(...(reply.ResultsByTime ?? []));
    pages++;
    NextPageToken = reply.NextPageToken;
    if (!NextPageToken || pages >= limit) return { results, pages };
  }
}
