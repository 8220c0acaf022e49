import {
  DescribeOrganizationCommand,
  ListAccountsCommand,
  ListAccountsForParentCommand,
  ListOrganizationalUnitsForParentCommand,
  ListRootsCommand,
  ListTagsForResourceCommand,
} from '@aws-sdk/client-organizations';
import type { z } from 'zod';
import { type CallOptions, callAws, readReply } from './call';
import type { AwsClients } from './clients';
import { drain } from './drain';
import { accountsReply, organizationReply, rootsReply, tagsReply, unitsReply } from './organization-reply';

type Http = { abortSignal?: AbortSignal };

/** The reads of AWS Organizations, each drained of all its pages and checked. They cost nothing. */
export function organizationCalls(clients: AwsClients, options: CallOptions = {}) {
  const { organizations: client, target } = clients;
  const ask = async <T>(
    operation: string,
    schema: z.ZodType<T>,
    send: (http: Http) => Promise<unknown>,
  ): Promise<T> => {
    const reply = await callAws({ client, action: `organizations:${operation}`, target }, send, options);
    return readReply(schema, reply, operation);
  };
  return {
    describe: async () =>
      (
        await ask('DescribeOrganization', organizationReply, (http) =>
          client.send(new DescribeOrganizationCommand({}), http),
        )
      ).Organization,
    roots: () =>
      drain('ListRoots', async (NextToken) => {
        const reply = await ask('ListRoots', rootsReply, (http) =>
          client.send(new ListRootsCommand({ NextToken }), http),
        );
        return { items: reply.Roots, next: reply.NextToken };
      }),
    accounts: () =>
      drain('ListAccounts', async (NextToken) => {
        const reply = await ask('ListAccounts', accountsReply, (http) =>
          client.send(new ListAccountsCommand({ NextToken }), http),
        );
        return { items: reply.Accounts, next: reply.NextToken };
      }),
    unitsOf: (ParentId: string) =>
      drain('ListOrganizationalUnitsForParent', async (NextToken) => {
        const reply = await ask('ListOrganizationalUnitsForParent', unitsReply, (http) =>
          client.send(new ListOrganizationalUnitsForParentCommand({ ParentId, NextToken }), http),
        );
        return { items: reply.OrganizationalUnits, next: reply.NextToken };
      }),
    accountsOf: (ParentId: string) =>
      drain('ListAccountsForParent', async (NextToken) => {
        const reply = await ask('ListAccountsForParent', accountsReply, (http) =>
          client.send(new ListAccountsForParentCommand({ ParentId, NextToken }), http),
        );
        return { items: reply.Accounts, next: reply.NextToken };
      }),
    tagsOf: (ResourceId: string) =>
      drain('ListTagsForResource', async (NextToken) => {
        const reply = await ask('ListTagsForResource', tagsReply, (http) =>
          client.send(new ListTagsForResourceCommand({ ResourceId, NextToken }), http),
        );
        return { items: reply.Tags, next: reply.NextToken };
      }),
  };
}

export type OrganizationCalls = ReturnType<typeof organizationCalls>;
