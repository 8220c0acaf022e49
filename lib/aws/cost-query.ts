import type { GetCostAndUsageCommandInput } from '@aws-sdk/client-cost-explorer';
import { BASES, METRIC_OF } from '@/lib/finance/basis';
import type { Day } from '@/lib/finance/month';
import { type CostFilter, toExpression } from './cost-filter';

export type { CostFilter } from './cost-filter';

export type GroupKey = { readonly type: 'DIMENSION' | 'TAG' | 'COST_CATEGORY'; readonly key: string };

/** One question to Cost Explorer, the same for all its pages. Days are UTC, `[from, to)`; two group keys at most. */
export type CostQuery = {
  /** For the request ledger: what is asked, in words. */
  readonly subject: string;
  readonly granularity: 'MONTHLY' | 'DAILY';
  readonly from: Day;
  readonly to: Day;
  readonly groupBy: readonly GroupKey[];
  readonly filter: CostFilter | null;
};

/** The request of one page: all five metrics, since metrics do not multiply requests. */
export function toCostRequest(query: CostQuery, token: string | null): GetCostAndUsageCommandInput {
  return {
    TimePeriod: { Start: query.from, End: query.to },
    Granularity: query.granularity,
    Metrics: BASES.map((basis) => METRIC_OF[basis]),
    ...(query.groupBy.length === 0
      ? {}
      : { GroupBy: query.groupBy.map(({ type, key }) => ({ Type: type, Key: key })) }),
    ...(query.filter === null ? {} : { Filter: toExpression(query.filter) }),
    ...(token === null ? {} : { NextPageToken: token }),
  };
}
