import {
  ListCostAllocationTagBackfillHistoryCommand,
  ListCostAllocationTagsCommand,
  ListCostCategoryDefinitionsCommand,
} from '@aws-sdk/client-cost-explorer';
import { z } from 'zod';
import { type CallOptions, callAws, readReply } from './call';
import type { AwsClients } from './clients';
import { drain } from './drain';
import { withSubject } from './request-ledger';

// Each page of these is one Cost Explorer request, counted as billed: AWS does not say that it is free.

/** Words are AWS's own: `UserDefined` or `AWSGenerated`, `Active` or `Inactive`. Times are AWS's ISO texts. */
export type DiscoveredTagKey = {
  readonly key: string;
  readonly type: string;
  readonly status: string;
  readonly lastUpdatedAt: string | null;
  readonly lastUsedAt: string | null;
};

export type DiscoveredCostCategory = {
  readonly name: string;
  readonly arn: string;
  readonly effectiveStart: string;
  /** `PROCESSING` or `APPLIED` for Cost Explorer; null when AWS gave none. */
  readonly status: string | null;
};

export type DiscoveredBackfill = {
  readonly from: string;
  readonly requestedAt: string | null;
  readonly completedAt: string | null;
  /** `SUCCEEDED`, `PROCESSING` or `FAILED`. */
  readonly status: string;
  readonly lastUpdatedAt: string | null;
};

const next = z.string().nullish();
const time = z.string().nullish();

const tagsReply = z.object({
  CostAllocationTags: z.array(
    z.object({ TagKey: z.string(), Type: z.string(), Status: z.string(), LastUpdatedDate: time, LastUsedDate: time }),
  ),
  NextToken: next,
});

const categoriesReply = z.object({
  CostCategoryReferences: z.array(
    z.object({
      Name: z.string(),
      CostCategoryArn: z.string(),
      EffectiveStart: z.string(),
      ProcessingStatus: z.array(z.object({ Component: z.string().nullish(), Status: z.string().nullish() })).nullish(),
    }),
  ),
  NextToken: next,
});

const backfillsReply = z.object({
  BackfillRequests: z.array(
    z.object({
      BackfillFrom: z.string(),
      RequestedAt: time,
      CompletedAt: time,
      BackfillStatus: z.string(),
      LastUpdatedAt: time,
    }),
  ),
  NextToken: next,
});

/** The payer's cost-allocation tag keys, active ones and others (or only one status). */
export async function pullTagKeys(
  clients: AwsClients,
  { status, ...options }: CallOptions & { readonly status?: 'Active' | 'Inactive' | undefined } = {},
): Promise<DiscoveredTagKey[]> {
  const found = await listing(clients, 'ListCostAllocationTags', tagsReply, options, (NextToken, http) =>
    clients.costExplorer.send(
      new ListCostAllocationTagsCommand({ NextToken, ...(status === undefined ? {} : { Status: status }) }),
      http,
    ),
  )((reply) => reply.CostAllocationTags);
  return found.map((tag) => ({
    key: tag.TagKey,
    type: tag.Type,
    status: tag.Status,
    lastUpdatedAt: tag.LastUpdatedDate ?? null,
    lastUsedAt: tag.LastUsedDate ?? null,
  }));
}

/** The payer's cost categories that are in effect. */
export async function pullCostCategories(
  clients: AwsClients,
  options: CallOptions = {},
): Promise<DiscoveredCostCategory[]> {
  const found = await listing(clients, 'ListCostCategoryDefinitions', categoriesReply, options, (NextToken, http) =>
    clients.costExplorer.send(new ListCostCategoryDefinitionsCommand({ NextToken }), http),
  )((reply) => reply.CostCategoryReferences);
  return found.map((category) => ({
    name: category.Name,
    arn: category.CostCategoryArn,
    effectiveStart: category.EffectiveStart,
    status: category.ProcessingStatus?.find(({ Component }) => Component === 'COST_EXPLORER')?.Status ?? null,
  }));
}

/** Backfills of tags that were asked for: each rewrites the tag values of closed months. */
export async function pullBackfills(clients: AwsClients, options: CallOptions = {}): Promise<DiscoveredBackfill[]> {
  const found = await listing(
    clients,
    'ListCostAllocationTagBackfillHistory',
    backfillsReply,
    options,
    (NextToken, http) =>
      clients.costExplorer.send(new ListCostAllocationTagBackfillHistoryCommand({ NextToken }), http),
  )((reply) => reply.BackfillRequests);
  return found.map((backfill) => ({
    from: backfill.BackfillFrom,
    requestedAt: backfill.RequestedAt ?? null,
    completedAt: backfill.CompletedAt ?? null,
    status: backfill.BackfillStatus,
    lastUpdatedAt: backfill.LastUpdatedAt ?? null,
  }));
}

type Http = { abortSignal?: AbortSignal };

function listing<Reply extends { NextToken?: string | null | undefined }>(
  clients: AwsClients,
  operation: string,
  schema: z.ZodType<Reply>,
  options: CallOptions,
  send: (token: string | undefined, http: Http) => Promise<unknown>,
) {
  const call = { client: clients.costExplorer, action: `ce:${operation}`, target: clients.target };
  return <Item>(itemsOf: (reply: Reply) => readonly Item[]): Promise<Item[]> =>
    drain(operation, async (token) => {
      const raw = await withSubject(operation, () => callAws(call, (http) => send(token, http), options));
      const reply = readReply(schema, raw, operation);
      return { items: itemsOf(reply), next: reply.NextToken };
    });
}
