import {
  DescribeAccountCommand,
  DescribeOrganizationCommand,
  ListAccountsCommand,
  ListAccountsForParentCommand,
  ListChildrenCommand,
  ListDelegatedAdministratorsCommand,
  ListOrganizationalUnitsForParentCommand,
  ListParentsCommand,
  ListPoliciesCommand,
  ListRootsCommand,
  ListTagsForResourceCommand,
  paginateListAccounts,
} from '@aws-sdk/client-organizations';
import { describe, expect, test } from 'vitest';
import { openSandbox } from './clients-fixture';
import { demoWorld } from './demo-world';
import { scaledWorld } from './scaled-world';

const demo = demoWorld(() => new Date('2026-11-24T12:00:00Z'));
const world = () => ({ ...demo });
const PAYER = '100200300400';

async function allAccounts({ organizations }: Awaited<ReturnType<typeof openSandbox>>) {
  const accounts = [];
  for await (const { Accounts } of paginateListAccounts({ client: organizations }, {}))
    accounts.push(...(Accounts ?? []));
  return accounts;
}

describe('a walk of the organization', () => {
  test('finds every account once, at most twenty a page, by path and by parent alike', async () => {
    await using opened = await openSandbox({ world: world() });
    const { organizations, sandbox } = opened;
    const accounts = await allAccounts(opened);
    expect(sandbox.requests).toHaveLength(4);
    const { Roots } = await organizations.send(new ListRootsCommand({}));
    const found: string[] = [];
    const parents = [Roots?.[0]?.Id ?? ''];
    for (const ParentId of parents) {
      const units = await organizations.send(new ListOrganizationalUnitsForParentCommand({ ParentId }));
      parents.push(...(units.OrganizationalUnits ?? []).map(({ Id }) => Id ?? ''));
      for (let NextToken: string | undefined; ; ) {
        const page = await organizations.send(new ListAccountsForParentCommand({ ParentId, NextToken }));
        for (const { Id, Paths } of page.Accounts ?? []) {
          expect(Paths?.[0]?.endsWith(`/${ParentId}/${Id}/`)).toBe(true);
          found.push(Id ?? '');
        }
        NextToken = page.NextToken;
        if (!NextToken) break;
      }
    }
    expect(parents).toHaveLength(15);
    expect(found.sort()).toEqual(accounts.map(({ Id }) => Id).sort());
    expect(found).toHaveLength(61);
    expect(sandbox.billed()).toBe(0);
  });

  test('gives accounts and units in full', async () => {
    await using opened = await openSandbox({ world: world() });
    const { organizations } = opened;
    const { Account } = await organizations.send(new DescribeAccountCommand({ AccountId: '190044712873' }));
    expect(Account).toMatchObject({
      Name: 'search-prod',
      State: 'ACTIVE',
      JoinedMethod: 'CREATED',
      JoinedTimestamp: new Date('2019-03-04T09:30:00Z'),
    });
    expect(Account?.Status).toBeUndefined();
    const [path = ''] = Account?.Paths ?? [];
    const unit = path.split('/').at(-3) ?? '';
    const { Parents } = await organizations.send(new ListParentsCommand({ ChildId: '190044712873' }));
    expect(Parents).toEqual([{ Id: unit, Type: 'ORGANIZATIONAL_UNIT' }]);
    const { Children } = await organizations.send(new ListChildrenCommand({ ParentId: unit, ChildType: 'ACCOUNT' }));
    expect(Children).toContainEqual({ Id: '190044712873', Type: 'ACCOUNT' });
    const { Tags } = await organizations.send(new ListTagsForResourceCommand({ ResourceId: '190044712873' }));
    expect(Tags).toContainEqual({ Key: 'app', Value: 'search' });
    const { Organization } = await organizations.send(new DescribeOrganizationCommand({}));
    expect(Organization).toMatchObject({ Id: 'o-northwind01', MasterAccountId: PAYER, FeatureSet: 'ALL' });
    const { Policies } = await organizations.send(new ListPoliciesCommand({ Filter: 'SERVICE_CONTROL_POLICY' }));
    expect(Policies?.map(({ Name }) => Name)).toEqual(['FullAWSAccess', 'deny-unused-regions']);
    const { DelegatedAdministrators } = await organizations.send(new ListDelegatedAdministratorsCommand({}));
    expect(DelegatedAdministrators).toEqual([]);
  });

  test('may lack Paths, State or Status, and carry fields that nobody knows', async () => {
    await using opened = await openSandbox({
      world: world(),
      knobs: { withoutPaths: true, withoutState: true, extraFields: true },
    });
    const bare = (await allAccounts(opened))[0];
    expect([bare?.Paths, bare?.State, bare?.Status]).toEqual([undefined, undefined, undefined]);
    opened.sandbox.knobs.withoutStatus = false;
    const closed = (await allAccounts(opened)).find(({ Name }) => Name === 'legacy-batch');
    expect(closed?.Status).toBe('SUSPENDED');
  });

  test('has empty pages with a token, pages as small as told, and tokens that end', async () => {
    await using opened = await openSandbox({ world: world(), knobs: { organizationPageSize: 7, emptyPages: 1 } });
    expect(await allAccounts(opened)).toHaveLength(61);
    expect(opened.sandbox.requests).toHaveLength(1 + Math.ceil(61 / 7));
    await expect(opened.organizations.send(new ListAccountsCommand({ NextToken: 'invented' }))).rejects.toMatchObject({
      name: 'InvalidInputException',
      Reason: 'INVALID_NEXT_TOKEN',
    });
    await expect(opened.organizations.send(new ListAccountsCommand({ MaxResults: 21 }))).rejects.toMatchObject({
      name: 'ValidationException',
    });
  });

  test('meets a parent that went away, once', async () => {
    await using opened = await openSandbox({ world: world(), knobs: { parentNotFound: 1 } });
    const ask = () => opened.organizations.send(new ListAccountsForParentCommand({ ParentId: 'r-nw01' }));
    await expect(ask()).rejects.toMatchObject({ name: 'ParentNotFoundException' });
    expect((await ask()).Accounts?.map(({ Name }) => Name)).toEqual(['northwind-payer', 'break-glass']);
    const gone = new ListAccountsForParentCommand({ ParentId: 'ou-nw01-00000000' });
    await expect(opened.organizations.send(gone)).rejects.toMatchObject({ name: 'ParentNotFoundException' });
  });
});

test('without an organization, or as a member, AWS says so', async () => {
  await using opened = await openSandbox({ world: world(), knobs: { noOrganization: true } });
  const { organizations, sandbox } = opened;
  await expect(organizations.send(new DescribeOrganizationCommand({}))).rejects.toMatchObject({
    name: 'AWSOrganizationsNotInUseException',
    message: 'Your account is not a member of an organization.',
  });
  sandbox.knobs.noOrganization = false;
  sandbox.knobs.memberOnly = '482017336650';
  expect((await organizations.send(new DescribeOrganizationCommand({}))).Organization?.MasterAccountId).toBe(PAYER);
  await expect(organizations.send(new ListAccountsCommand({}))).rejects.toMatchObject({
    name: 'AccessDeniedException',
    message: "You don't have permissions to access this resource.",
  });
  const { organization } = sandbox.world;
  if (!organization) throw new Error('no organization');
  sandbox.world.organization = { ...organization, delegatedAdministrators: ['482017336650'] };
  expect((await organizations.send(new ListAccountsCommand({}))).Accounts).toHaveLength(20);
});

test('ten thousand accounts in two thousand units, five deep, are listed in full', async () => {
  const large = scaledWorld({
    accounts: 10_000,
    units: 2000,
    services: 1,
    recordTypes: 1,
    tagValues: 1,
    tagKeys: 0,
    months: 1,
  });
  await using opened = await openSandbox({ world: large });
  const accounts = await allAccounts(opened);
  expect(new Set(accounts.map(({ Id }) => Id)).size).toBe(10_000);
  expect(Math.max(...accounts.map(({ Paths }) => (Paths?.[0] ?? '').split('/').length - 4))).toBe(5);
  expect(opened.sandbox.requests).toHaveLength(500);
});
