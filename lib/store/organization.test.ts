import { describe, expect, it } from 'vitest';
import type { OrganizationAccount } from '@/lib/finance/organization';
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
import { mintScope } from './scope';
import { eachDatabase } from './testing';

const at = (day: string, time = '12:00') => `${day}T${time}:00.000Z`;
const UNITS = [unit('ou-a', 'r-1', 'A'), unit('ou-b', 'r-1', 'B'), unit('ou-b1', 'ou-b', 'B1')];
const ACCOUNTS = [account('1', 'r-1'), account('2', 'ou-a', { tags: { team: 'search' } }), account('3', 'ou-b1')];

eachDatabase('organization', (open) => {
  const books = async () => {
    const db = await open();
    const { id } = await createConnection(db, { name: 'payer', kind: 'demo' });
    const scope = mintScope(db, 'all');
    return {
      db,
      id,
      scope,
      walk: (day: string, accounts: readonly OrganizationAccount[], units = UNITS) =>
        saveOrganization(db, id, organization(units, accounts), day.length > 10 ? day : at(day)),
      on: async (day: string) => getOrganization(scope, id, day),
      placesOn: async (day: string) =>
        Object.fromEntries(
          ((await getOrganization(scope, id, day))?.accounts ?? []).map((each) => [each.id, each.parentId]),
        ),
      events: async (from = '2020-01-01', to = '2030-01-01') => listEvents(scope, id, from, to),
    };
  };
  const moved = (id: string, parentId: string) =>
    ACCOUNTS.map((each) => (each.id === id ? { ...each, parentId } : each));

  it('gives back what a walk found', async () => {
    const { id, walk, on, events } = await books();
    expect(await walk('2026-03-10', ACCOUNTS)).toEqual([]);
    expect(await on('2026-03-10')).toEqual({
      connectionId: id,
      asOf: '2026-03-10',
      managementAccountId: '1',
      root: { id: 'r-1', name: 'Root' },
      units: UNITS.map((each) => ({ ...each, tags: {} })),
      accounts: ACCOUNTS.map((each) => ({ ...each, tags: each.tags ?? {} })),
      former: [],
    });
    expect(await events()).toEqual([]);
  });

  it('uses the first walk for the days before it, and says of which day it is', async () => {
    const { walk, on } = await books();
    await walk('2026-03-10', ACCOUNTS);
    expect(await on('2025-01-01')).toMatchObject({
      asOf: '2026-03-10',
      accounts: [{ id: '1' }, { id: '2' }, { id: '3' }],
    });
  });

  it('leaves a history when an account moves, is renamed, suspended, tagged', async () => {
    const { walk, on, placesOn, events } = await books();
    await walk('2026-03-10', ACCOUNTS);
    await walk('2026-03-11', ACCOUNTS);
    const change = { parentId: 'ou-b', name: 'new name', state: 'SUSPENDED', tags: { b: '2', a: '1' } };
    const told = await walk(
      '2026-04-01',
      ACCOUNTS.map((each) => (each.id === '2' ? { ...each, ...change } : each)),
    );
    const day = '2026-04-01';
    expect(told).toEqual([
      { kind: 'moved', accountId: '2', day, from: 'ou-a', to: 'ou-b' },
      { kind: 'renamed', accountId: '2', day, from: 'account 2', to: 'new name' },
      { kind: 'state', accountId: '2', day, from: 'ACTIVE', to: 'SUSPENDED' },
      { kind: 'tagged', accountId: '2', day, from: '{"team":"search"}', to: '{"a":"1","b":"2"}' },
    ]);
    expect(await events()).toEqual(told);
    expect(await events('2026-04-01', '2026-04-02')).toEqual(told);
    expect(await events('2026-04-02')).toEqual([]);
    expect(await events('2020-01-01', '2026-04-01')).toEqual([]);
    expect((await placesOn('2026-03-31'))['2']).toBe('ou-a');
    expect((await placesOn('2026-04-01'))['2']).toBe('ou-b');
    expect((await on('2026-03-31'))?.accounts[1]).toMatchObject({
      name: 'account 2',
      state: 'ACTIVE',
      tags: { team: 'search' },
    });
    expect((await on('2027-01-01'))?.accounts[1]).toMatchObject(change);
  });

  it('keeps one version a day, and none for a change that was taken back', async () => {
    const { db, walk, placesOn, events } = await books();
    await walk('2026-03-10', ACCOUNTS);
    expect(await walk(at('2026-03-20', '01:00'), moved('2', 'ou-b'))).toHaveLength(1);
    expect(await walk(at('2026-03-20', '02:00'), moved('2', 'r-1'))).toMatchObject([
      { kind: 'moved', from: 'ou-b', to: 'r-1' },
    ]);
    expect(await events()).toEqual([{ kind: 'moved', accountId: '2', day: '2026-03-20', from: 'ou-a', to: 'r-1' }]);
    expect((await placesOn('2026-03-20'))['2']).toBe('r-1');
    expect(await walk(at('2026-03-20', '03:00'), ACCOUNTS)).toHaveLength(1);
    expect(await events()).toEqual([]);
    expect((await placesOn('2026-03-25'))['2']).toBe('ou-a');
    expect(await db.prisma.accountVersion.count({ where: { accountId: '2' } })).toBe(1);
  });

  it('replaces the first day’s version too', async () => {
    const { walk, placesOn, events } = await books();
    await walk(at('2026-03-10', '01:00'), ACCOUNTS);
    await walk(at('2026-03-10', '02:00'), moved('2', 'ou-b'));
    expect((await placesOn('2026-03-10'))['2']).toBe('ou-b');
    expect(await events()).toEqual([]);
  });

  it('keeps an account that left as a former one, and knows it again', async () => {
    const { scope, id, walk, on, events } = await books();
    const without = ACCOUNTS.slice(0, 2);
    await walk('2026-03-10', ACCOUNTS);
    expect(await walk('2026-03-20', without)).toEqual([
      { kind: 'left', accountId: '3', day: '2026-03-20', from: 'ou-b1', to: null },
    ]);
    expect(await on('2026-03-19')).toMatchObject({ former: [], accounts: [{}, {}, { id: '3' }] });
    expect(await on('2026-03-20')).toMatchObject({
      former: [{ id: '3', name: 'account 3', lastSeen: '2026-03-10' }],
      accounts: [{ id: '1' }, { id: '2' }],
    });
    expect((await listAccountsSeen(scope, id)).map(({ inOrganization }) => inOrganization)).toEqual([
      true,
      true,
      false,
    ]);
    expect(await walk('2026-04-20', ACCOUNTS)).toMatchObject([{ kind: 'joined', to: 'ou-b1' }]);
    expect((await on('2026-04-10'))?.former).toHaveLength(1);
    expect((await on('2026-04-20'))?.former).toEqual([]);
    expect((await events()).map(({ kind, day }) => [kind, day])).toEqual([
      ['left', '2026-03-20'],
      ['joined', '2026-04-20'],
    ]);
  });

  it('knows nothing of one that came and went within a day, or went and came back', async () => {
    const { db, walk, on, events } = await books();
    await walk('2026-03-10', ACCOUNTS);
    await walk(at('2026-03-20', '01:00'), [...ACCOUNTS, account('4', 'ou-a')]);
    await walk(at('2026-03-20', '02:00'), ACCOUNTS.slice(0, 2));
    await walk(at('2026-03-20', '03:00'), ACCOUNTS);
    expect(await events()).toEqual([]);
    expect(await db.prisma.accountVersion.count()).toBe(3);
    expect((await on('2026-03-20'))?.former).toMatchObject([{ id: '4' }]);
  });

  it('joins a new account on the day on which it was seen', async () => {
    const { walk, placesOn, events } = await books();
    await walk('2026-03-10', ACCOUNTS);
    await walk('2026-03-20', [...ACCOUNTS, account('4', 'ou-a')]);
    expect(await placesOn('2026-03-19')).not.toHaveProperty('4');
    expect(await placesOn('2026-03-20')).toHaveProperty('4', 'ou-a');
    expect(await events()).toEqual([{ kind: 'joined', accountId: '4', day: '2026-03-20', from: null, to: 'ou-a' }]);
  });

  it('records units as they were', async () => {
    const { walk, on } = await books();
    await walk('2026-03-10', ACCOUNTS);
    await walk('2026-03-20', moved('3', 'ou-b'), [unit('ou-a', 'ou-b', 'A2', { x: 'y' }), unit('ou-b', 'r-1', 'B')]);
    expect((await on('2026-03-19'))?.units).toEqual(UNITS.map((each) => ({ ...each, tags: {} })));
    expect((await on('2026-03-20'))?.units).toEqual([
      unit('ou-a', 'ou-b', 'A2', { x: 'y' }),
      unit('ou-b', 'r-1', 'B', {}),
    ]);
    await walk('2026-03-21', moved('3', 'ou-b'), [unit('ou-a', 'ou-b', 'A2'), unit('ou-b', 'r-1', 'B')]);
    expect((await on('2026-03-21'))?.units[0]?.tags).toEqual({ x: 'y' });
  });

  it('keeps tags that a walk did not ask for, and a place that it missed', async () => {
    const { walk, on, events } = await books();
    await walk('2026-03-10', ACCOUNTS);
    await walk('2026-03-20', [account('1', 'r-1'), account('2', 'ou-a'), account('3', null)]);
    expect(await events()).toEqual([]);
    expect((await on('2026-03-20'))?.accounts[1]?.tags).toEqual({ team: 'search' });
    await walk('2026-03-21', [account('1', 'r-1'), account('2', 'ou-a', { tags: {} }), account('3', 'ou-a')]);
    expect((await events()).map(({ kind, accountId }) => [kind, accountId])).toEqual([
      ['tagged', '2'],
      ['moved', '3'],
    ]);
  });

  it('is not confused by a clock that goes back', async () => {
    const { walk, placesOn } = await books();
    await walk('2026-03-10', ACCOUNTS);
    await walk('2026-03-20', moved('2', 'ou-b'));
    await walk('2026-03-15', moved('2', 'r-1'));
    expect((await placesOn('2026-03-19'))['2']).toBe('ou-a');
    expect((await placesOn('2026-03-20'))['2']).toBe('r-1');
    await walk('2026-03-15', moved('2', 'r-1').slice(0, 1));
    await walk('2026-03-25', ACCOUNTS);
    expect(await placesOn('2026-03-25')).toEqual({ 1: 'r-1', 2: 'ou-a', 3: 'ou-b1' });
  });

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
