import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { AppError } from '@/lib/errors';
import type { OrganizationAccount, OrganizationSnapshot } from '@/lib/finance/organization';
import { billWorld } from '@/lib/sandbox/bill-world';
import type { Knobs } from '@/lib/sandbox/knobs';
import { lineOf } from '@/lib/sandbox/line-fixture';
import type { SandboxRequest } from '@/lib/sandbox/request';
import { startSandbox } from '@/lib/sandbox/server';
import { openClients, recordingLedger, serveReplies, timeless } from './aws-fixture';
import { pullOrganization } from './organization-walk';

const account = (number: number, parentId: string | null, rest: Partial<OrganizationAccount> = {}) => ({
  id: String(number).padStart(12, '0'),
  name: `account ${number}`,
  email: `a${number}@example.com`,
  arn: `arn:aws:organizations::1:account/o-abcdefghij/${number}`,
  state: 'ACTIVE',
  joinedMethod: 'CREATED',
  joinedAt: '2021-05-06T07:08:09.123Z',
  parentId,
  tags: { team: `t${number}` },
  ...rest,
});
const unit = (name: string, parentId: string) => ({
  id: `ou-root-${name.padEnd(8, '0')}`,
  parentId,
  name,
  tags: { level: name },
});

/** Five OUs deep, an empty OU, accounts under the root and under the deepest OU, 45 accounts in one OU. */
function company(): OrganizationSnapshot {
  const units = [unit('a', 'r-root')];
  for (const name of ['b', 'c', 'd', 'e']) units.push(unit(name, units.at(-1)?.id ?? ''));
  units.push(unit('empty', 'r-root'));
  return {
    id: 'o-abcdefghij',
    managementAccountId: '000000000001',
    featureSet: 'ALL',
    root: { id: 'r-root', name: 'Root' },
    units,
    accounts: [
      account(1, 'r-root', { name: '<script>alert("é🏦")</script>' }),
      account(2, units[4]?.id ?? '', { name: 'twin', state: 'SUSPENDED' }),
      account(3, units[4]?.id ?? '', { name: 'TWIN', state: 'QUARANTINED_IN_2027', joinedMethod: 'INVITED' }),
      ...Array.from({ length: 45 }, (_, i) => account(100 + i, units[0]?.id ?? '')),
    ],
  };
}

async function open(knobs: Partial<Knobs> = {}, organization: OrganizationSnapshot | null = company()) {
  const bill = { currency: 'USD', lines: [lineOf('2026-10-03', '1', { account: '000000000001' })] };
  const sandbox = await startSandbox({ world: billWorld(bill, { organization }), knobs });
  const { ledger, rows } = recordingLedger();
  const clients = openClients(sandbox.url, ledger);
  const count = (operation: string) => sandbox.requests.filter((request) => request.operation === operation).length;
  return { sandbox, clients, rows, count, [Symbol.asyncDispose]: () => sandbox.close() };
}

const untagged = ({ units, accounts, ...rest }: OrganizationSnapshot) => ({
  ...rest,
  units: units.map(({ tags: _left, ...unit }) => unit),
  accounts: accounts.map(({ tags: _left, ...account }) => account),
});
const sorted = (found: OrganizationSnapshot | null) =>
  found && {
    ...found,
    units: [...found.units].sort((a, b) => a.id.localeCompare(b.id)),
    accounts: [...found.accounts].sort((a, b) => a.id.localeCompare(b.id)),
  };

describe('the walk', () => {
  it('reads the whole tree with paths, deepest OUs not asked for children, nothing in the request ledger', async () => {
    await using s = await open();
    const found = await pullOrganization(s.clients, { tags: 'none' });
    expect(sorted(found)).toEqual(sorted(untagged(company())));
    expect(s.count('ListOrganizationalUnitsForParent')).toBe(6);
    expect(s.count('ListAccounts')).toBe(3);
    expect(s.count('ListAccountsForParent')).toBe(0);
    expect(s.rows).toEqual([]);
  });

  it('reads the same tree where AWS gives no paths', async () => {
    await using s = await open({ withoutPaths: true });
    const found = await pullOrganization(s.clients, { tags: 'none' });
    expect(sorted(found)).toEqual(sorted(untagged(company())));
    expect(s.count('ListAccountsForParent')).toBe(9);
  });

  it('drains listings past empty pages', async () => {
    await using s = await open({ emptyPages: 2, organizationPageSize: 7 });
    expect(sorted(await pullOrganization(s.clients, { tags: 'none' }))).toEqual(sorted(untagged(company())));
  });

  it('nasty case 9: stops at a token that repeats', async () => {
    await using s = await open({ repeatToken: true, organizationPageSize: 5 });
    const work = pullOrganization(s.clients, { tags: 'none' });
    await expect(work).rejects.toMatchObject({
      code: 'aws-bad-reply',
      message: expect.stringMatching(/token came twice/),
    });
    expect(s.sandbox.requests.length).toBeLessThan(10);
  });

  it('nasty case 25: no organization is single-account mode, not an error', async () => {
    await using s = await open({}, null);
    expect(await pullOrganization(s.clients, { tags: 'none' })).toBeNull();
  });

  it('nasty case 24: a parent that vanishes restarts the walk, and the tree is whole', async () => {
    await using s = await open({ parentNotFound: 2 });
    expect(sorted(await pullOrganization(s.clients, { tags: 'none' }))).toEqual(sorted(untagged(company())));
    expect(s.count('ListRoots')).toBeGreaterThan(1);
  });

  it('nasty case 24: an organization that will not hold still gives no tree at all', async () => {
    await using s = await open({ parentNotFound: Number.POSITIVE_INFINITY });
    const work = pullOrganization(s.clients, { tags: 'none' });
    await expect(work).rejects.toMatchObject({
      code: 'aws-unavailable',
      fix: expect.stringMatching(/last complete tree/),
    });
    expect(s.count('ListRoots')).toBe(3);
  });

  it('nasty case 18: an account that moves while we read is in the tree once, where it went', async () => {
    const before = company();
    const after = {
      ...before,
      accounts: before.accounts.map((a) => (a.id === '000000000002' ? { ...a, parentId: 'r-root' } : a)),
    };
    let moved = false;
    await using s = await open({
      withoutPaths: true,
      onRequest: ({ operation, body }: SandboxRequest) => {
        if (moved || operation !== 'ListAccountsForParent' || body.ParentId === 'r-root') return;
        moved = true;
        s.sandbox.world.organization = after;
      },
    });
    const found = await pullOrganization(s.clients, { tags: 'none' });
    expect(found?.accounts.filter(({ id }) => id === '000000000002')).toHaveLength(1);
    expect(sorted(found)).toEqual(sorted(untagged(after)));
  });

  it('nasty case 21: unknown and absent states are kept as they are', async () => {
    await using state = await open();
    const states = (await pullOrganization(state.clients, { tags: 'none' }))?.accounts.map((a) => a.state);
    expect(states?.slice(0, 3)).toEqual(['ACTIVE', 'SUSPENDED', 'QUARANTINED_IN_2027']);
    await using status = await open({ withoutState: true, withoutStatus: false });
    const old = (await pullOrganization(status.clients, { tags: 'none' }))?.accounts.map((a) => a.state);
    expect(old?.slice(0, 2)).toEqual(['ACTIVE', 'SUSPENDED']);
    await using neither = await open({ withoutState: true, withoutStatus: true });
    const none = (await pullOrganization(neither.clients, { tags: 'none' }))?.accounts.map((a) => a.state);
    expect(new Set(none)).toEqual(new Set([null]));
  });

  it('waits out throttling beyond the SDK, with jitter', async () => {
    await using s = await open({ throttle: 4 });
    const time = timeless();
    const found = await pullOrganization(s.clients, { tags: 'none', ...time.options });
    expect(found?.accounts).toHaveLength(48);
    expect(time.waits).toEqual([750]);
  });

  it('refuses without a permission, and names it', async () => {
    await using s = await open({ deny: new Set(['organizations:ListAccounts']) });
    const work = pullOrganization(s.clients, { tags: 'none' });
    await expect(work).rejects.toMatchObject({
      code: 'aws-access-denied',
      message: expect.stringMatching(/organizations:ListAccounts/),
      fix: expect.stringMatching(/"Action":\["organizations:ListAccounts"\]/),
    });
    await expect(work).rejects.toBeInstanceOf(AppError);
  });
});

describe('tags', () => {
  it('are read for everyone, OUs too, when all are wanted', async () => {
    await using s = await open();
    const seen: number[] = [];
    const onProgress = ({ tagged }: { tagged: number }) => seen.push(tagged);
    expect(sorted(await pullOrganization(s.clients, { tags: 'all', onProgress }))).toEqual(sorted(company()));
    expect(seen.at(-1)).toBe(54);
  });

  it('are read for the accounts asked for, and left out elsewhere', async () => {
    await using s = await open();
    const found = await pullOrganization(s.clients, { tags: ['000000000002', '999999999999'] });
    expect(found?.accounts.filter(({ tags }) => tags !== undefined).map(({ id, tags }) => [id, { ...tags }])).toEqual([
      ['000000000002', { team: 't2' }],
    ]);
    expect(s.count('ListTagsForResource')).toBe(1);
  });

  it('without the permission there is no tree, rather than one without tags', async () => {
    await using s = await open({ deny: new Set(['organizations:ListTagsForResource']) });
    await expect(pullOrganization(s.clients, { tags: 'all' })).rejects.toMatchObject({ code: 'aws-access-denied' });
  });
});

it('reads ten thousand accounts in two thousand OUs', { timeout: 120_000 }, async () => {
  const units = Array.from({ length: 2_000 }, (_, i) => unit(String(i).padStart(4, '0'), i < 40 ? 'r-root' : ''));
  const placed = units.map((one, i) => (i < 40 ? one : { ...one, parentId: units[Math.floor(i / 4)]?.id ?? '' }));
  const accounts = Array.from({ length: 10_000 }, (_, i) => account(i + 1, placed[i % 2_000]?.id ?? ''));
  await using s = await open({}, { ...company(), units: placed, accounts });
  const found = await pullOrganization(s.clients, { tags: 'none' });
  expect(found?.accounts).toHaveLength(10_000);
  expect(found?.units).toHaveLength(2_000);
  expect(found?.accounts.every(({ parentId }) => parentId !== null)).toBe(true);
});

describe('recorded pages', () => {
  const page = z.looseObject({});
  const pages = z
    .record(z.string(), page)
    .parse(
      Object.fromEntries(
        Object.entries(JSON.parse(readFileSync('../shared/data/organizations-pages.json', 'utf8'))).filter(
          ([key]) => !key.startsWith('EXPECTED'),
        ),
      ),
    );
  type Node = { identifier: string; name: string; accounts?: Node[]; org_units?: Node[] };
  const expected: Node[] = JSON.parse(
    readFileSync('../shared/data/organizations-pages.json', 'utf8'),
  ).EXPECTED_ORGANIZATION_TREE;

  function answer(operation: string, body: Record<string, unknown>): unknown {
    if (operation === 'DescribeOrganization')
      return { Organization: { Id: 'o-root1', MasterAccountId: '987654655432' } };
    if (operation === 'ListRoots') return pages.ROOTS;
    const parent = String(body.ParentId);
    if (operation === 'ListOrganizationalUnitsForParent') {
      if (parent === 'r-root1') return pages.ORG_UNITS_FOR_ROOT;
      return parent === 'ou-root1-2' ? pages.ORG_UNITS_FOR_ORG_UNIT_2 : pages.EMPTY_ORG_UNITS;
    }
    if (operation === 'ListAccounts') return { Accounts: [] };
    if (parent === 'r-root1') return pages.ACCOUNTS_FOR_ROOT_1;
    if (parent === 'ou-root1-1') {
      return body.NextToken === 'root-1-org-unit-1-next-token'
        ? pages.ACCOUNTS_FOR_ORG_UNIT_1_PAGE_2
        : pages.ACCOUNTS_FOR_ORG_UNIT_1_PAGE_1;
    }
    if (parent === 'ou-root1-2') return pages.ACCOUNTS_FOR_ORG_UNIT_2;
    return parent === 'ou-root1-2-2' ? pages.ACCOUNTS_FOR_ORG_UNIT_2_2 : pages.EMPTY_ACCOUNTS;
  }

  it('give the published tree', async () => {
    await using server = await serveReplies(answer);
    using clients = openClients(server.url, recordingLedger().ledger);
    const found = await pullOrganization(clients, { tags: 'none' });
    const node = (id: string, name: string): object => ({
      identifier: id,
      name,
      accounts: found?.accounts.filter((a) => a.parentId === id).map((a) => ({ identifier: a.id, name: a.name })),
      org_units: found?.units.filter((u) => u.parentId === id).map((u) => node(u.id, u.name)),
    });
    expect(node(found?.root.id ?? '', found?.root.name ?? '')).toMatchObject(expected[0] ? strip(expected[0]) : {});
    expect(found?.accounts).toHaveLength(8);
  });

  const strip = ({ identifier, name, accounts, org_units }: Node): object => ({
    identifier,
    name,
    accounts: accounts?.map((a) => ({ identifier: a.identifier, name: a.name })),
    org_units: org_units?.map(strip),
  });
});
