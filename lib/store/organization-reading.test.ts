import { describe, expect, it } from 'vitest';
import { createConnection } from './connections';
import { account, organization, unit } from './fixture';
import {
  getOrganization,
  listAccountsSeen,
  listEvents,
  saveAccountNames,
  saveAccountTags,
  saveOrganization,
} from './organization';
import { ACCOUNTS, at, moved, walkedBooks } from './organization-fixture';
import { mintScope } from './scope';
import { eachDatabase } from './testing';

eachDatabase('organization: costs, tags, scopes and scale', (open) => {
  const books = () => walkedBooks(open);

  describe('the accounts that costs know', () => {
    it('have the name of their costs only while they are outside', async () => {
      const { db, scope, id, walk, on } = await books();
      await saveAccountNames(
        db,
        id,
        new Map([
          ['2', 'from costs'],
          ['9', 'old'],
        ]),
        at('2026-03-01'),
      );
      expect(await on('2026-03-01')).toMatchObject({
        root: null,
        managementAccountId: null,
        units: [],
        accounts: [],
        former: [{ id: '2', name: 'from costs' }, { id: '9' }],
      });
      await walk('2026-03-10', ACCOUNTS);
      await saveAccountNames(
        db,
        id,
        new Map([
          ['2', 'from costs'],
          ['9', 'new'],
        ]),
        at('2026-03-12'),
      );
      const seen = await listAccountsSeen(scope, id);
      expect(seen).toEqual([
        {
          accountId: '1',
          name: 'account 1',
          inOrganization: true,
          firstSeen: at('2026-03-10'),
          lastSeen: at('2026-03-10'),
          tagsSeenAt: null,
        },
        {
          accountId: '2',
          name: 'account 2',
          inOrganization: true,
          firstSeen: at('2026-03-01'),
          lastSeen: at('2026-03-12'),
          tagsSeenAt: at('2026-03-10'),
        },
        {
          accountId: '3',
          name: 'account 3',
          inOrganization: true,
          firstSeen: at('2026-03-10'),
          lastSeen: at('2026-03-10'),
          tagsSeenAt: null,
        },
        {
          accountId: '9',
          name: 'new',
          inOrganization: false,
          firstSeen: at('2026-03-01'),
          lastSeen: at('2026-03-12'),
          tagsSeenAt: null,
        },
      ]);
      expect((await on('2026-03-12'))?.former).toEqual([{ id: '9', name: 'new', lastSeen: '2026-03-12' }]);
      await saveAccountNames(db, id, new Map(), at('2026-03-13'));
    });

    it('are none in an empty connection', async () => {
      const { on } = await books();
      expect(await on('2026-03-01')).toBeNull();
    });
  });

  it('records tags by themselves', async () => {
    const { db, scope, id, walk, on } = await books();
    await walk('2026-03-10', ACCOUNTS);
    const odd: Record<string, string> = { 'aws:x': '', a$b: 'ü🦊', long: 'x'.repeat(256), "o'": '"\\' };
    const told = await saveAccountTags(
      db,
      id,
      new Map<string, Record<string, string>>([
        ['1', odd],
        ['2', { team: 'search' }],
        ['9', { a: 'b' }],
      ]),
      at('2026-03-20'),
    );
    expect(told.map(({ kind, accountId }) => [kind, accountId])).toEqual([['tagged', '1']]);
    expect((await on('2026-03-20'))?.accounts.map(({ tags }) => tags)).toEqual([odd, { team: 'search' }, {}]);
    expect((await on('2026-03-19'))?.accounts[0]?.tags).toEqual({});
    expect((await listAccountsSeen(scope, id)).map(({ tagsSeenAt }) => tagsSeenAt)).toEqual([
      at('2026-03-20'),
      at('2026-03-20'),
      null,
    ]);
  });

  it('shows a reader of some accounts these and what stands above them', async () => {
    const { db, id, walk } = await books();
    await walk('2026-03-10', ACCOUNTS);
    await walk('2026-03-20', moved('2', 'ou-b').slice(0, 2));
    await saveAccountNames(db, id, new Map([['9', 'nine']]), at('2026-03-12'));
    const viewer = mintScope(db, new Set(['3', '9']));
    expect(await getOrganization(viewer, id, '2026-03-10')).toMatchObject({
      managementAccountId: null,
      units: [{ id: 'ou-b' }, { id: 'ou-b1' }],
      accounts: [{ id: '3' }],
      former: [{ id: '9' }],
    });
    expect((await getOrganization(viewer, id, '2026-03-20'))?.units).toEqual([]);
    expect((await listEvents(viewer, id, '2026-01-01', '2027-01-01')).map(({ accountId }) => accountId)).toEqual(['3']);
    expect((await listAccountsSeen(viewer, id)).map(({ accountId }) => accountId)).toEqual(['3', '9']);
    expect(await getOrganization(mintScope(db, new Set(['7'])), id, '2026-03-10')).toBeNull();
    expect(await getOrganization(mintScope(db, new Set()), id, '2026-03-10')).toBeNull();
  });

  it('keeps two connections apart', async () => {
    const { db, scope, walk, on } = await books();
    const other = await createConnection(db, { name: 'other', kind: 'demo' });
    await walk('2026-03-10', ACCOUNTS);
    await saveOrganization(db, other.id, organization([], [account('2', 'r-1')]), at('2026-03-20'));
    await saveOrganization(db, other.id, organization([], [account('1', 'r-1')]), at('2026-03-21'));
    expect((await on('2026-03-22'))?.accounts).toHaveLength(3);
    expect((await getOrganization(scope, other.id, '2026-03-22'))?.former).toMatchObject([{ id: '2' }]);
  });

  it('records ten thousand accounts and two thousand units in moments', async () => {
    const { walk, on } = await books();
    const units = Array.from({ length: 2_000 }, (_, n) =>
      unit(`ou-${n}`, n < 100 ? 'r-1' : `ou-${n % 100}`, `Unit ${n}`),
    );
    const accounts = Array.from({ length: 10_000 }, (_, n) =>
      account(String(100_000_000_000 + n), `ou-${n % 2_000}`, { tags: { team: `t${n % 50}` } }),
    );
    const took = async (work: () => Promise<unknown>) => {
      const began = performance.now();
      await work();
      return performance.now() - began;
    };
    expect(await took(() => walk('2026-03-10', accounts, units))).toBeLessThan(8_000);
    expect(await took(() => walk('2026-03-11', accounts, units))).toBeLessThan(8_000);
    const changed = accounts.map((each, n) => (n % 100 ? each : { ...each, parentId: 'ou-7' }));
    expect(await walk('2026-03-12', changed, units)).toHaveLength(100);
    expect(await took(() => on('2026-03-11'))).toBeLessThan(3_000);
    expect((await on('2026-03-12'))?.accounts).toHaveLength(10_000);
  });
});
