import {
  ListAccountsCommand,
  ListAccountsForParentCommand,
  ListOrganizationalUnitsForParentCommand,
  ListRootsCommand,
  ListTagsForResourceCommand,
} from '@aws-sdk/client-organizations';
import { type CallOptions, callAws, readReply } from './call';
import type { AwsClients } from './clients';
import type { Identity } from './identity';
import { organizationCalls } from './organization-calls';
import { rootsReply } from './organization-reply';
import { IAM_ACTIONS, type IamAction } from './policy';
import { actionCheck, type Check, failed, type Probe, passed, probe } from './probe';
import { causeOf } from './refusal';

type Description = { readonly Id: string; readonly MasterAccountId: string };

/** Where the credentials stand: in the management account, a member, an account without organization, or unknown. */
export type Standing = 'management' | 'member' | 'alone' | 'unknown';

export type OrganizationFindings = {
  readonly standing: Standing;
  readonly describe: Probe<Description>;
  readonly actions: ReadonlyMap<IamAction, Probe<unknown>>;
};

const ORGANIZATION_ACTIONS = IAM_ACTIONS.filter((action) => action.startsWith('organizations:'));
/** A root that cannot exist: IAM answers before anyone looks for it. */
const NO_ROOT = 'r-0000';

/** Tries each read of Organizations once, one item each. Free of charge. */
export async function probeOrganization(
  clients: AwsClients,
  caller: Identity,
  options: CallOptions,
): Promise<OrganizationFindings> {
  const describe = await probe('organizations:DescribeOrganization', () =>
    organizationCalls(clients, options).describe(),
  );
  const standing = standingOf(describe, caller);
  const actions = new Map<IamAction, Probe<unknown>>([['organizations:DescribeOrganization', describe]]);
  if (standing === 'alone') return { standing, describe, actions };
  const { organizations: client, target } = clients;
  const attempt = async (operation: string, send: Parameters<typeof callAws>[1]) => {
    const found = await probe(`organizations:${operation}`, () =>
      callAws({ client, action: `organizations:${operation}`, target }, send, options),
    );
    const action = ORGANIZATION_ACTIONS.find((known) => known === `organizations:${operation}`);
    if (action) actions.set(action, found);
    return found;
  };
  const roots = await attempt('ListRoots', (http) => client.send(new ListRootsCommand({}), http));
  const root = roots.kind === 'answered' ? readReply(rootsReply, roots.reply, 'ListRoots').Roots[0]?.Id : undefined;
  const one = { ParentId: root ?? NO_ROOT, MaxResults: 1 };
  await attempt('ListAccounts', (http) => client.send(new ListAccountsCommand({ MaxResults: 1 }), http));
  await attempt('ListOrganizationalUnitsForParent', (http) =>
    client.send(new ListOrganizationalUnitsForParentCommand(one), http),
  );
  await attempt('ListAccountsForParent', (http) => client.send(new ListAccountsForParentCommand(one), http));
  await attempt('ListTagsForResource', (http) =>
    client.send(new ListTagsForResourceCommand({ ResourceId: caller.accountId }), http),
  );
  return { standing, describe, actions };
}

function standingOf(describe: Probe<Description>, caller: Identity): Standing {
  if (describe.kind === 'answered') {
    return describe.reply.MasterAccountId === caller.accountId ? 'management' : 'member';
  }
  return causeOf(describe.error).name === 'AWSOrganizationsNotInUseException' ? 'alone' : 'unknown';
}

/** `onlyOwnAccount`: Cost Explorer shows the caller's cost and nobody else's; null when it was not asked. */
export function organizationChecks(
  found: OrganizationFindings,
  caller: Identity,
  onlyOwnAccount: boolean | null,
): Check[] {
  const fix = found.standing === 'member' ? memberFix(found.describe) : undefined;
  return [
    organizationCheck(found, caller, onlyOwnAccount),
    ...ORGANIZATION_ACTIONS.map((action) => {
      const result = found.actions.get(action);
      if (found.standing === 'alone') return passed(action, 'Not needed: the account is in no organization.');
      return result ? actionCheck(action, result, fix) : failed(action, 'Not checked.', null);
    }),
  ];
}

function organizationCheck(
  { standing, describe }: OrganizationFindings,
  caller: Identity,
  onlyOwnAccount: boolean | null,
): Check {
  const id = 'organization';
  if (describe.kind === 'answered') {
    const { Id, MasterAccountId } = describe.reply;
    return standing === 'management'
      ? passed(id, `Organization ${Id}; these credentials are of its management account ${MasterAccountId}.`)
      : failed(
          id,
          `Account ${caller.accountId} is a member of organization ${Id}, whose management account is ${MasterAccountId}: a member sees its own cost only, not the organization's.`,
          memberFix(describe),
        );
  }
  if (standing === 'alone') {
    return failed(
      id,
      `Account ${caller.accountId} is not in an organization: its books are kept in single-account mode, with Cost Explorer alone.`,
      "Nothing to do for a single account. Else use credentials of the organization's management account.",
      false,
    );
  }
  const own = onlyOwnAccount
    ? ` Cost Explorer shows cost of account ${caller.accountId} alone: these may be a member account's credentials.`
    : '';
  return failed(id, `Cannot be told: ${describe.error.message}.${own}`, describe.error.fix ?? null);
}

const memberFix = (describe: Probe<Description>): string => {
  const payer = describe.kind === 'answered' ? ` ${describe.reply.MasterAccountId}` : '';
  return `Use credentials of the management account${payer}, or a role in it: subledger connect --role-arn arn:aws:iam::${payer.trim() || '<management account>'}:role/<role> --external-id <id>.`;
};
