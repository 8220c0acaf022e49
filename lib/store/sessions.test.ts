import { beforeEach, expect, it } from 'vitest';
import { listAudit } from './audit-entries';
import type { Database } from './database';
import { NOON } from './fixture';
import {
  beginSession,
  endSession,
  findSession,
  hasSignedInFrom,
  listSessions,
  removeOldSessions,
  signOutEverywhere,
  touchSession,
} from './sessions';
import { eachDatabase } from './testing';

const END = '2026-12-01T12:00:00.000Z';
const by = { actor: 'ana@example.com', via: 'session', address: '192.0.2.1' } as const;

eachDatabase('sessions', (open) => {
  let db: Database;
  beforeEach(async () => {
    db = await open();
  });
  const begin = (personId: string) =>
    beginSession(
      db,
      { personId, createdAt: NOON, expiresAt: END, address: '192.0.2.1', agent: 'Firefox '.repeat(99) },
      by,
    );

  it('have an id that the store does not keep', async () => {
    const id = await begin('ana');
    expect(id).toMatch(/^[\w-]{43}$/);
    expect(await begin('ana')).not.toBe(id);
    expect(JSON.stringify(await db.prisma.session.findMany())).not.toContain(id);
    expect(JSON.stringify(await listAudit(db, {}, { limit: 9, before: null }))).not.toContain(id);
    const found = await findSession(db, id);
    expect(found).toMatchObject({
      personId: 'ana',
      createdAt: NOON,
      lastSeenAt: NOON,
      expiresAt: END,
      revokedAt: null,
    });
    expect(found?.agent.length).toBe(160);
    expect(await findSession(db, `${id}x`)).toBeNull();
    expect(await findSession(db, found?.hash ?? '')).toBeNull();
  });

  it('are used, listed, and ended one by one or all', async () => {
    const [first, second, others] = [await begin('ana'), await begin('ana'), await begin('ben')];
    const { hash = '' } = (await findSession(db, first)) ?? {};
    await touchSession(db, hash, '2026-11-24T13:00:00.000Z');
    expect((await listSessions(db, 'ana', NOON)).map((each) => each.hash)[0]).toBe(hash);
    expect(await listSessions(db, 'ana', END)).toEqual([]);
    await endSession(db, first, NOON, by);
    await endSession(db, first, END, by);
    expect(await findSession(db, first)).toMatchObject({ revokedAt: NOON });
    expect(await signOutEverywhere(db, { id: 'ana', email: 'ana@example.com' }, NOON, by)).toBe(1);
    expect(await findSession(db, second)).toMatchObject({ revokedAt: NOON });
    expect(await findSession(db, others)).toMatchObject({ revokedAt: null });
    const actions = (await listAudit(db, {}, { limit: 9, before: null })).map(({ action }) => action);
    expect(actions).toEqual(['session.endAll', 'session.end', 'session.begin', 'session.begin', 'session.begin']);
  });

  it('tell where a person has signed in from, until they are forgotten', async () => {
    await begin('ana');
    expect(await hasSignedInFrom(db, 'ana', '192.0.2.1', '2026-11-01T00:00:00.000Z')).toBe(true);
    expect(await hasSignedInFrom(db, 'ana', '192.0.2.1', END)).toBe(false);
    expect(await hasSignedInFrom(db, 'ana', '192.0.2.2', '2026-11-01T00:00:00.000Z')).toBe(false);
    expect(await hasSignedInFrom(db, 'ben', '192.0.2.1', '2026-11-01T00:00:00.000Z')).toBe(false);
    await removeOldSessions(db, END);
    expect(await db.prisma.session.count()).toBe(1);
    await removeOldSessions(db, '2027-01-01T00:00:00.000Z');
    expect(await db.prisma.session.count()).toBe(0);
  });
});
