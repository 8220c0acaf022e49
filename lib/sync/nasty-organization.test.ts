import { describe, expect, it } from 'vitest';
import type { OrganizationAccount } from '@/lib/finance/organization';
import { getConnection } from '@/lib/store/connections';
import { getOrganization, listEvents } from '@/lib/store/organization';
import { ACCOUNTS } from './bill-fixture';
import { syncFixture } from './sync-fixture';
import { cellsOf, figuresOf, type MovableWorld, movableWorld } from './world-fixture';

const [FIRST = '', SECOND = '', THIRD = ''] = ACCOUNTS;
const today = '2026-11-24';

function reorganize(
  world: MovableWorld,
  change: (account: OrganizationAccount) => OrganizationAccount | null,
  units = world.organization?.units ?? [],
) {
  if (!world.organization) throw new Error('the world has no organization');
  const accounts = world.organization.accounts.flatMap((account) => change(account) ?? []);
  world.organization = { ...world.organization, units, accounts };
}
const UNITS = [
  { id: 'ou-bill-aaaaaaaa', parentId: 'r-bill', name: 'Workloads' },
  { id: 'ou-bill-bbbbbbbb', parentId: 'ou-bill-aaaaaaaa', name: 'Production' },
];

describe('the organization', () => {
  it('case 16: an account that left keeps its cost, its name and a place among the former ones', async () => {
    const world = movableWorld();
    const fixture = await syncFixture(world);
    await fixture.sync();
    world.accountNames = { [THIRD]: 'left behind' };
    world.set('2026-11-25T12:00:00Z');
    reorganize(world, (account) => (account.id === THIRD ? null : account));
    await fixture.sync();
    const organization = await getOrganization(fixture.scope, fixture.connectionId, '2026-11-25');
    expect(organization?.former).toMatchObject([{ id: THIRD, name: 'left behind' }]);
    expect((await cellsOf(fixture, 'recordType')).some((row) => row.key1 === THIRD)).toBe(true);
  });

  it('case 17, 19, 20, 21, 22: accounts without cost, of one name, of odd ids, states and names are all there', async () => {
    const world = movableWorld();
    reorganize(world, (account) => account);
    if (!world.organization) throw new Error('no organization');
    const odd = {
      email: null,
      arn: null,
      joinedMethod: null,
      joinedAt: null,
      parentId: 'r-bill',
      tags: { 'team ü': '=HYPERLINK("x")' },
    };
    world.organization = {
      ...world.organization,
      accounts: [
        ...world.organization.accounts,
        { ...odd, id: '000000000042', name: '<script>alert(1)</script> 🦊 ‏עברית', state: 'SOMETHING_NEW' },
        { ...odd, id: '555566667777', name: 'same', state: 'SUSPENDED' },
        { ...odd, id: '666677778888', name: 'same', state: null },
      ],
    };
    const fixture = await syncFixture(world, { extraFields: true });
    expect(await fixture.sync()).toMatchObject({ status: 'succeeded' });
    const found = new Map(
      (await getOrganization(fixture.scope, fixture.connectionId, today))?.accounts.map((each) => [each.id, each]),
    );
    expect(found.get('000000000042')).toMatchObject({
      name: '<script>alert(1)</script> 🦊 ‏עברית',
      state: 'SOMETHING_NEW',
      tags: odd.tags,
    });
    expect([found.get('555566667777')?.name, found.get('666677778888')?.name]).toEqual(['same', 'same']);
    expect(found.get('555566667777')?.state).toBe('SUSPENDED');
    expect(found.size).toBe(ACCOUNTS.length + 3);
  });

  it('case 18: a move and a rename leave a history, and cost follows the account', async () => {
    const world = movableWorld();
    reorganize(
      world,
      (account) => (account.id === SECOND ? { ...account, parentId: 'ou-bill-aaaaaaaa' } : account),
      UNITS,
    );
    const fixture = await syncFixture(world);
    await fixture.sync();
    world.set('2026-11-26T12:00:00Z');
    reorganize(world, (account) =>
      account.id === SECOND ? { ...account, parentId: 'ou-bill-bbbbbbbb', name: 'renamed' } : account,
    );
    await fixture.sync();
    const placeOn = async (day: string) =>
      (await getOrganization(fixture.scope, fixture.connectionId, day))?.accounts.find(({ id }) => id === SECOND)
        ?.parentId;
    expect([await placeOn(today), await placeOn('2026-11-26')]).toEqual(['ou-bill-aaaaaaaa', 'ou-bill-bbbbbbbb']);
    const events = await listEvents(fixture.scope, fixture.connectionId, today, '2026-12-01');
    expect(events.map(({ kind, accountId, day }) => [kind, accountId, day]).sort()).toEqual([
      ['moved', SECOND, '2026-11-26'],
      ['renamed', SECOND, '2026-11-26'],
    ]);
  });

  it.each([{ withoutPaths: true }, { organizationPageSize: 1 }, { withoutState: true, withoutStatus: false }])(
    'case 21 and 23: %o gives the same tree',
    async (knobs) => {
      const world = () => {
        const made = movableWorld();
        reorganize(
          made,
          (account) => (account.id === THIRD ? { ...account, parentId: 'ou-bill-bbbbbbbb' } : account),
          UNITS,
        );
        return made;
      };
      const [plain, odd] = [await syncFixture(world()), await syncFixture(world(), knobs)];
      await plain.sync();
      expect(await odd.sync()).toMatchObject({ status: 'succeeded' });
      const treeOf = async (fixture: typeof plain) => {
        const { connectionId: _, ...tree } = (await getOrganization(fixture.scope, fixture.connectionId, today)) ?? {
          connectionId: '',
        };
        return tree;
      };
      expect(await treeOf(odd)).toEqual(await treeOf(plain));
    },
  );

  it('case 24: a parent that vanishes during the walk restarts it; one that keeps vanishing leaves the old tree', async () => {
    const world = movableWorld();
    reorganize(world, (account) => account, UNITS);
    const fixture = await syncFixture(world, { parentNotFound: 1 });
    expect(await fixture.sync()).toMatchObject({ status: 'succeeded' });
    const before = await getOrganization(fixture.scope, fixture.connectionId, today);
    expect(before?.units).toHaveLength(2);
    world.set('2026-11-25T12:00:00Z');
    reorganize(world, (account) => (account.id === THIRD ? null : account));
    fixture.sandbox.knobs.parentNotFound = Number.POSITIVE_INFINITY;
    const run = await fixture.sync();
    expect(run).toMatchObject({ status: 'partial' });
    const after = await getOrganization(fixture.scope, fixture.connectionId, '2026-11-25');
    expect(after?.accounts).toEqual(before?.accounts);
    expect(after?.units).toEqual(before?.units);
  });

  it('case 25: without an organization the account stands alone, with its costs', async () => {
    const fixture = await syncFixture(movableWorld(), { noOrganization: true });
    const run = await fixture.sync();
    expect(run).toMatchObject({ status: 'succeeded' });
    expect(run.notices.map(({ code }) => code)).toContain('no-organization');
    expect((await cellsOf(fixture, 'recordType')).length).toBeGreaterThan(0);
  });

  it('case 26: credentials of a member account show that account and fail on what the payer alone may', async () => {
    const fixture = await syncFixture(movableWorld(), { memberOnly: SECOND });
    const run = await fixture.sync();
    expect(run.status).not.toBe('succeeded');
    expect(run.error).toMatch(/ce:ListCostAllocationTags|organizations:|management account/);
  });

  it('case 27: Cost Explorer that is off is not a missing permission', async () => {
    const off = await syncFixture(movableWorld(), { costExplorerOff: true });
    expect((await off.sync()).error).toMatch(/not enabled/i);
    const denied = await syncFixture(movableWorld(), { deny: new Set(['ce:GetCostAndUsage']) });
    const run = await denied.sync();
    expect(run).toMatchObject({ status: 'failed' });
    expect(run.error).toContain('ce:GetCostAndUsage');
    const early = await syncFixture(movableWorld(), { dataUnavailable: true });
    expect((await early.sync()).error).toMatch(/no data yet/i);
  });

  it('keeps the figures and the tree when permissions are taken away', async () => {
    const fixture = await syncFixture(movableWorld());
    await fixture.sync();
    const [figures, tree] = [
      await figuresOf(fixture),
      await getOrganization(fixture.scope, fixture.connectionId, today),
    ];
    fixture.sandbox.knobs.deny = new Set(['organizations:ListAccounts', 'ce:GetCostAndUsage']);
    fixture.sandbox.world.now = () => new Date('2026-11-24T12:05:00Z');
    const run = await fixture.sync({ full: true });
    expect(run.status).toBe('failed');
    expect(run.error).toContain('ce:GetCostAndUsage');
    expect(await figuresOf(fixture)).toEqual(figures);
    expect(await getOrganization(fixture.scope, fixture.connectionId, today)).toEqual(tree);
    expect((await getConnection(fixture.scope, fixture.connectionId)).managementAccountId).toBe(FIRST);
  });
});
