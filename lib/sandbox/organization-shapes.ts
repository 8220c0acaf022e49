import type { OrganizationAccount, OrganizationalUnit } from '@/lib/finance/organization';
import type { Context } from './context';
import { pathOf } from './organization-index';
import type { SandboxOrganization, SandboxPolicy } from './world';

const arn = ({ managementAccountId, id }: SandboxOrganization, kind: string, rest: string): string =>
  `arn:aws:organizations::${managementAccountId}:${kind}/${id}${rest}`;

export function renderOrganization(organization: SandboxOrganization) {
  const { id, managementAccountId, featureSet, accounts } = organization;
  const management = accounts.find((account) => account.id === managementAccountId);
  return {
    Id: id,
    Arn: arn(organization, 'organization', ''),
    ...(featureSet === null ? {} : { FeatureSet: featureSet }),
    MasterAccountId: managementAccountId,
    MasterAccountArn: arn(organization, 'account', `/${managementAccountId}`),
    ...(management?.email ? { MasterAccountEmail: management.email } : {}),
    AvailablePolicyTypes: [{ Type: 'SERVICE_CONTROL_POLICY', Status: 'ENABLED' }],
  };
}

export function renderRoot(organization: SandboxOrganization) {
  const { id, name } = organization.root;
  return {
    Id: id,
    Arn: arn(organization, 'root', `/${id}`),
    Name: name,
    PolicyTypes: [...new Set(organization.policies?.map(({ type }) => type))].map((Type) => ({
      Type,
      Status: 'ENABLED',
    })),
  };
}

export const renderUnit = (
  { knobs }: Context,
  organization: SandboxOrganization,
  { id, name }: OrganizationalUnit,
) => ({
  Id: id,
  Arn: arn(organization, 'ou', `/${id}`),
  Name: name,
  ...(knobs.withoutPaths ? {} : { Path: pathOf(organization, id) }),
  ...(knobs.extraFields ? { Colour: 'GREEN' } : {}),
});

export function renderAccount({ knobs }: Context, organization: SandboxOrganization, account: OrganizationAccount) {
  const { id, name, email, state, joinedMethod, joinedAt, parentId } = account;
  const path = knobs.withoutPaths || parentId === null ? null : `${pathOf(organization, parentId)}${id}/`;
  return {
    Id: id,
    Arn: account.arn ?? arn(organization, 'account', `/${id}`),
    ...(email === null ? {} : { Email: email }),
    Name: name,
    ...(state === null || knobs.withoutState ? {} : { State: state }),
    ...(state === null || knobs.withoutStatus ? {} : { Status: statusOf(state) }),
    ...(path === null ? {} : { Paths: [path] }),
    ...(joinedMethod === null ? {} : { JoinedMethod: joinedMethod }),
    ...(joinedAt === null ? {} : { JoinedTimestamp: Date.parse(joinedAt) / 1000 }),
    ...(knobs.extraFields ? { Colour: 'GREEN' } : {}),
  };
}

/** The retired `Status` knew fewer words than `State`. */
const statusOf = (state: string): string =>
  state === 'CLOSED' || state === 'PENDING_ACTIVATION' ? 'SUSPENDED' : state;

export const renderPolicy = (organization: SandboxOrganization, policy: SandboxPolicy) => ({
  Id: policy.id,
  Arn: arn(organization, 'policy', `/${policy.type.toLowerCase()}/${policy.id}`),
  Name: policy.name,
  Description: policy.description,
  Type: policy.type,
  AwsManaged: policy.awsManaged,
});
