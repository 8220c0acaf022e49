import { z } from 'zod';
import type { OrganizationAccount, OrganizationalUnit } from '@/lib/finance/organization';

// What is read of each Organizations reply. Enumerations stay plain strings: a state that is new to us is kept.

const next = z.string().nullish();

export const organizationReply = z.object({
  Organization: z.object({
    Id: z.string(),
    MasterAccountId: z.string(),
    FeatureSet: z.string().nullish(),
  }),
});

export const rootsReply = z.object({
  Roots: z.array(z.object({ Id: z.string(), Name: z.string().nullish() })),
  NextToken: next,
});

export const unitsReply = z.object({
  OrganizationalUnits: z.array(z.object({ Id: z.string(), Name: z.string().nullish() })),
  NextToken: next,
});

const account = z.object({
  Id: z.string(),
  Name: z.string().nullish(),
  Email: z.string().nullish(),
  Arn: z.string().nullish(),
  State: z.string().nullish(),
  Status: z.string().nullish(),
  JoinedMethod: z.string().nullish(),
  JoinedTimestamp: z.date().nullish(),
  Paths: z.array(z.string()).nullish(),
});

export const accountsReply = z.object({ Accounts: z.array(account), NextToken: next });

export const tagsReply = z.object({
  Tags: z.array(z.object({ Key: z.string(), Value: z.string() })),
  NextToken: next,
});

export type ListedAccount = z.infer<typeof account>;

/** `Status` was retired on 2026-09-09 in favour of `State`; older partitions still have only the former. */
export const toAccount = (listed: ListedAccount, parentId: string | null): OrganizationAccount => ({
  id: listed.Id,
  name: listed.Name ?? listed.Id,
  email: listed.Email ?? null,
  arn: listed.Arn ?? null,
  state: listed.State ?? listed.Status ?? null,
  joinedMethod: listed.JoinedMethod ?? null,
  joinedAt: listed.JoinedTimestamp?.toISOString() ?? null,
  parentId,
});

export const toUnit = (
  listed: { Id: string; Name?: string | null | undefined },
  parentId: string,
): OrganizationalUnit => ({
  id: listed.Id,
  parentId,
  name: listed.Name ?? listed.Id,
});

/**
 * The parent in `o-abc/r-xyz/ou-xyz-aaaa/ou-xyz-bbbb/111122223333/`: the last step before the account.
 * Null when AWS gave no path of this account.
 */
export function parentInPaths({ Id, Paths }: ListedAccount): string | null {
  for (const path of Paths ?? []) {
    const steps = path.split('/').filter((step) => step !== '');
    const parent = steps.at(-2);
    if (steps.at(-1) === Id && parent !== undefined && /^(r|ou)-/.test(parent)) return parent;
  }
  return null;
}
