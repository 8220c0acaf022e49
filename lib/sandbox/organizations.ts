import { z } from 'zod';
import { type Context, confinedTo } from './context';
import { strikes } from './knobs';
import { indexOf } from './organization-index';
import { renderAccount, renderOrganization, renderPolicy, renderRoot, renderUnit } from './organization-shapes';
import { Refusal } from './request';
import type { SandboxOrganization } from './world';

type Answer = (context: Context, organization: SandboxOrganization) => unknown;

const LARGEST_PAGE = 20;
const LIST = z.object({ MaxResults: z.number().int().min(1).max(LARGEST_PAGE).optional() });
const PARENT = z.object({ ParentId: z.string() });

function listed<Item>(
  context: Context,
  name: string,
  items: readonly Item[],
  render: (item: Item) => unknown,
): unknown {
  const { MaxResults: asked = LARGEST_PAGE } = LIST.parse(context.request.body);
  return context.organizationPages.first(context.request, {
    total: items.length,
    size: () => Math.min(asked, context.knobs.organizationPageSize, LARGEST_PAGE),
    render: ({ from, to, token }) => ({
      [name]: items.slice(from, to).map(render),
      ...(token === undefined ? {} : { NextToken: token }),
      ...(context.knobs.extraFields ? { Provenance: 'next' } : {}),
    }),
  });
}

const absent = (kind: 'Parent' | 'Child' | 'Account' | 'Target'): Refusal =>
  new Refusal(`${kind}NotFoundException`, `You specified a ${kind.toLowerCase()} that doesn't exist.`);

function parentOf(context: Context, organization: SandboxOrganization): string {
  const { ParentId: id } = PARENT.parse(context.request.body);
  const known = id === organization.root.id || indexOf(organization).units.has(id);
  if (!known || strikes(context.knobs, 'parentNotFound', context.request)) throw absent('Parent');
  return id;
}

const describeAccount: Answer = (context, organization) => {
  const { AccountId } = z.object({ AccountId: z.string() }).parse(context.request.body);
  const account = indexOf(organization).accounts.get(AccountId);
  if (!account) throw absent('Account');
  return { Account: renderAccount(context, organization, account) };
};

const listChildren: Answer = (context, organization) => {
  const { ChildType } = z.object({ ChildType: z.enum(['ACCOUNT', 'ORGANIZATIONAL_UNIT']) }).parse(context.request.body);
  const parent = parentOf(context, organization);
  const { unitsUnder, accountsUnder } = indexOf(organization);
  const children: readonly { id: string }[] = (ChildType === 'ACCOUNT' ? accountsUnder : unitsUnder).get(parent) ?? [];
  return listed(context, 'Children', children, ({ id }) => ({ Id: id, Type: ChildType }));
};

const listParents: Answer = (context, organization) => {
  const { ChildId } = z.object({ ChildId: z.string() }).parse(context.request.body);
  const { units, accounts } = indexOf(organization);
  const child = units.get(ChildId) ?? accounts.get(ChildId);
  if (!child || child.parentId === null) throw absent('Child');
  const type = child.parentId === organization.root.id ? 'ROOT' : 'ORGANIZATIONAL_UNIT';
  return listed(context, 'Parents', [child.parentId], (id) => ({ Id: id, Type: type }));
};

const listTagsForResource: Answer = (context, organization) => {
  const { ResourceId: id } = z.object({ ResourceId: z.string() }).parse(context.request.body);
  const { units, accounts } = indexOf(organization);
  const resource = id === organization.root.id ? { tags: organization.rootTags } : (units.get(id) ?? accounts.get(id));
  if (!resource) throw absent('Target');
  return listed(context, 'Tags', Object.entries(resource.tags ?? {}), ([Key, Value]) => ({ Key, Value }));
};

const listPolicies: Answer = (context, organization) => {
  const { Filter } = z.object({ Filter: z.string() }).parse(context.request.body);
  const policies = (organization.policies ?? []).filter(({ type }) => type === Filter);
  return listed(context, 'Policies', policies, (policy) => renderPolicy(organization, policy));
};

const listDelegatedAdministrators: Answer = (context, organization) => {
  const { accounts } = indexOf(organization);
  const administrators = (organization.delegatedAdministrators ?? []).flatMap((id) => accounts.get(id) ?? []);
  return listed(context, 'DelegatedAdministrators', administrators, (account) =>
    renderAccount(context, organization, account),
  );
};

const OPERATIONS = new Map<string, Answer>([
  ['DescribeOrganization', (_, organization) => ({ Organization: renderOrganization(organization) })],
  ['ListRoots', (context, organization) => listed(context, 'Roots', [organization], renderRoot)],
  [
    'ListOrganizationalUnitsForParent',
    (context, organization) => {
      const units = indexOf(organization).unitsUnder.get(parentOf(context, organization)) ?? [];
      return listed(context, 'OrganizationalUnits', units, (unit) => renderUnit(context, organization, unit));
    },
  ],
  [
    'ListAccountsForParent',
    (context, organization) => {
      const accounts = indexOf(organization).accountsUnder.get(parentOf(context, organization)) ?? [];
      return listed(context, 'Accounts', accounts, (account) => renderAccount(context, organization, account));
    },
  ],
  [
    'ListAccounts',
    (context, organization) =>
      listed(context, 'Accounts', organization.accounts, (account) => renderAccount(context, organization, account)),
  ],
  ['DescribeAccount', describeAccount],
  ['ListChildren', listChildren],
  ['ListParents', listParents],
  ['ListTagsForResource', listTagsForResource],
  ['ListPolicies', listPolicies],
  ['ListDelegatedAdministrators', listDelegatedAdministrators],
]);

/** Answers an Organizations operation. @throws Refusal */
export function answerOrganizations(context: Context): unknown {
  const { world, knobs, request } = context;
  const answer = OPERATIONS.get(request.operation);
  if (!answer) throw new Refusal('UnknownOperationException', '');
  const { organization } = world;
  if (!organization || knobs.noOrganization) {
    throw new Refusal('AWSOrganizationsNotInUseException', 'Your account is not a member of an organization.');
  }
  const member = confinedTo(context);
  const delegated = member === null || organization.delegatedAdministrators?.includes(member);
  if (!delegated && request.operation !== 'DescribeOrganization') {
    throw new Refusal('AccessDeniedException', "You don't have permissions to access this resource.");
  }
  const token = request.body.NextToken;
  if (typeof token !== 'string') return answer(context, organization);
  if (request.operation.endsWith('ForParent')) parentOf(context, organization);
  return context.organizationPages.resume(request, token);
}
