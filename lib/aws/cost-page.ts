import { GetCostAndUsageCommand } from '@aws-sdk/client-cost-explorer';
import type { Amounts } from '@/lib/finance/basis';
import type { Currency } from '@/lib/finance/money';
import type { Day } from '@/lib/finance/month';
import { badReply, type CallOptions, callAws, readReply } from './call';
import type { AwsClients } from './clients';
import { type CostQuery, toCostRequest } from './cost-query';
import { COST_OPERATION, costReply, readAmounts, readKeys, readPeriod } from './cost-reply';
import { BEYOND_HISTORY, causeOf } from './refusal';
import { withSubject } from './request-ledger';

/** Amounts are units of 10⁻⁹. `keys` are in the order of `groupBy`; a tag's is its value, `''` for untagged. */
export type CostGroup = { readonly keys: readonly string[]; readonly amounts: Amounts };

export type CostBucket = {
  readonly start: Day;
  readonly end: Day;
  readonly estimated: boolean;
  /** Null under grouping. */
  readonly total: Amounts | null;
  readonly groups: readonly CostGroup[];
};

/**
 * One page as AWS gave it. A page is a slice of the (time × group) list: the same bucket may continue on the next page,
 * and a page may be empty and still have a successor.
 */
export type CostPage = {
  /** Null when the page holds no amount. */
  readonly currency: Currency | null;
  readonly buckets: readonly CostBucket[];
  /** Account id to name, accounts that left the organization included. */
  readonly accountNames: ReadonlyMap<string, string>;
  readonly nextToken: string | null;
};

/**
 * Asks for one page; `token` null is the first. Every attempt goes to the request ledger under `query.subject`.
 * @throws AppError `aws-bad-reply` for a reply that is incomplete, mixes units or repeats its token;
 * `isStaleToken(error)` when the query must start over; else as `callAws`.
 */
export async function pullCostPage(
  clients: AwsClients,
  query: CostQuery,
  token: string | null,
  options: CallOptions = {},
): Promise<CostPage> {
  const input = toCostRequest(query, token);
  const call = { client: clients.costExplorer, action: `ce:${COST_OPERATION}`, target: clients.target };
  const reply = await withSubject(query.subject, () =>
    callAws(call, (http) => clients.costExplorer.send(new GetCostAndUsageCommand(input), http), options),
  );
  const page = readCostPage(reply, query);
  if (page.nextToken !== null && page.nextToken === token) {
    throw badReply(COST_OPERATION, 'the next page has the same token as this one: it would be asked for ever');
  }
  return page;
}

/** Reads a reply to `query`. @throws AppError `aws-bad-reply` */
export function readCostPage(reply: unknown, query: CostQuery): CostPage {
  const { ResultsByTime, DimensionValueAttributes, NextPageToken } = readReply(costReply, reply, COST_OPERATION);
  const units = new Set<Currency>();
  const buckets = ResultsByTime.map((result): CostBucket => {
    const { from: start, to: end } = readPeriod(result.TimePeriod, query);
    if (query.groupBy.length === 0 && (result.Groups ?? []).length > 0) {
      throw badReply(COST_OPERATION, `${start} has groups that nobody asked for`);
    }
    return {
      start,
      end,
      estimated: result.Estimated,
      total: query.groupBy.length === 0 ? readAmounts(result.Total ?? {}, units, start) : null,
      groups: (result.Groups ?? []).map((group) => ({
        keys: readKeys(group.Keys, query.groupBy),
        amounts: readAmounts(group.Metrics, units, `${start} ${group.Keys.join(' ')}`),
      })),
    };
  });
  const [currency, other] = units;
  if (other !== undefined) throw badReply(COST_OPERATION, `amounts in ${currency} and in ${other}: never added`);
  return {
    currency: currency ?? null,
    buckets,
    accountNames: namesOf(DimensionValueAttributes ?? [], buckets, query),
    nextToken: NextPageToken || null,
  };
}

type Attribute = { readonly Value?: string | undefined; readonly Attributes?: Record<string, string> | undefined };

/** Attributes of the other group key stand in the same list: an account is digits, or stands where accounts stand. */
function namesOf(list: readonly Attribute[], buckets: readonly CostBucket[], query: CostQuery): Map<string, string> {
  const place = query.groupBy.findIndex(({ type, key }) => type === 'DIMENSION' && key === 'LINKED_ACCOUNT');
  const names = new Map<string, string>();
  if (place < 0) return names;
  const grouped = new Set(buckets.flatMap(({ groups }) => groups.map(({ keys }) => keys[place])));
  for (const { Value: id, Attributes } of list) {
    const name = Attributes?.description;
    if (id !== undefined && name !== undefined && (/^\d+$/.test(id) || grouped.has(id))) names.set(id, name);
  }
  return names;
}

const STALE_TOKEN = /^(InvalidNextTokenException|RequestChangedException|BillExpirationException)$/;

/** True when a page token or its query went stale: its pages are worthless, the query is to be asked again, once. */
export const isStaleToken = (error: unknown): boolean => STALE_TOKEN.test(causeOf(error).name);

/** True when the start lies before what AWS keeps ("14 months"): the range is to begin a month later. */
export const isBeyondHistory = (error: unknown): boolean => BEYOND_HISTORY.test(causeOf(error).message);
