import { expect, it } from 'vitest';
import { account, unit } from './fixture';
import { countAccountsSeen, getOrganization, listAccountsSeen } from './organization';
import { ACCOUNTS, at, moved, UNITS, walkedBooks } from './organization-fixture';
import { mintScope } from './scope';
import { eachDatabase } from './testing';

eachDatabase('organization', (open) => {
  const books = () => walkedBooks(open);

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

  it('places an account that had joined before the walk that found it', async () => {
    const { db, id, walk, on } = await books();
    await walk('2026-03-10', ACCOUNTS);
    const late = { ...account('4', 'ou-b1'), joinedAt: '2026-03-20T23:59:59.000Z' };
    await walk('2026-04-10', [...ACCOUNTS, late]);
    await walk('2026-04-20', [...ACCOUNTS, { ...late, parentId: 'ou-a' }]);
    expect((await on('2026-03-19'))?.accounts).toHaveLength(3);
    expect((await on('2026-03-19'))?.former).toMatchObject([{ id: '4' }]);
    expect((await on('2026-03-20'))?.accounts[3]).toMatchObject({ id: '4', parentId: 'ou-b1' });
    expect((await on('2026-03-20'))?.former).toEqual([]);
    expect((await on('2026-04-20'))?.accounts[3]).toMatchObject({ id: '4', parentId: 'ou-a' });
    expect((await getOrganization(mintScope(db, new Set(['1'])), id, '2026-03-20'))?.accounts).toHaveLength(1);
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
    expect(await countAccountsSeen(scope, id)).toBe((await listAccountsSeen(scope, id)).length);
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
    await walk('2026-03-20', [...ACCOUNTS, account('4', 'ou-a', { joinedAt: at('2026-03-20') })]);
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
});
