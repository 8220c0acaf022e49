import { priceOf } from '@/lib/finance/request-price';
import type { StoredCompany } from './stored-company';

/** What syncing asks of AWS: GetCostAndUsage requests, and all billed ones with their price in USD. */
export type RequestCount = {
  readonly what: string;
  readonly scale: string;
  readonly costAndUsage: number;
  readonly billed: number;
  readonly price: string;
  /** The most that is promised of GetCostAndUsage; null when nothing is. */
  readonly limit: number | null;
};

/** Syncs a company for the first time, again at once, and a day later; counts at the sandbox, as AWS would. */
export async function countRequests(
  company: StoredCompany,
  scale: string,
  limits: readonly (number | null)[],
): Promise<RequestCount[]> {
  const counts: RequestCount[] = [];
  for (const [at, [what, days]] of (
    [
      ['backfill', 0],
      ['again at once', 0],
      ['a day later', 1],
    ] as const
  ).entries()) {
    const before = company.sandbox.requests.length;
    const run = await company.sync(days);
    if (run.status !== 'succeeded') throw new Error(`the sync ended ${run.status}: ${run.error}`);
    const asked = company.sandbox.requests.slice(before).filter((request) => request.billed);
    const costAndUsage = asked.filter((request) => request.operation === 'GetCostAndUsage').length;
    counts.push({
      what,
      scale,
      costAndUsage,
      billed: asked.length,
      price: priceOf(asked.length),
      limit: limits[at] ?? null,
    });
  }
  return counts;
}
