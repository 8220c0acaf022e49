import { prepareBeforeAfter } from '@/components/rules/before-after';
import { preparePoolFlows } from '@/components/rules/pool-flows';
import type { RulesTrial } from '@/components/rules/rules-actions';
import type { Basis } from '@/lib/finance/basis';
import type { Month } from '@/lib/finance/month';
import type { SharedCosts } from '@/lib/finance/shared-cost';

type Input = {
  before: SharedCosts;
  after: SharedCosts;
  currency: string;
  basis: Basis;
  names: Readonly<Record<string, string>>;
  /** Null for a reader of a part. */
  residual: bigint | null;
  closed: readonly Month[];
  /** True when every book is a bill from a file. */
  fromFiles: boolean;
};

/** The table and the chart of what rules make of some months. */
export function rulesTrial({
  before,
  after,
  fromFiles,
  residual,
  closed,
  ...shown
}: Input): Omit<RulesTrial, 'milliseconds'> {
  const totalLabel = fromFiles ? 'File total' : 'AWS total';
  return {
    table: prepareBeforeAfter({ before, after, residual, totalLabel, ...shown }),
    flows: preparePoolFlows({ costs: after, title: 'From pools to projects', ...shown }),
    pools: after.pools,
    notices: after.notices,
    closed,
  };
}
