import { beforeEach, expect, it } from 'vitest';
import { listAudit } from './audit-entries';
import type { Database } from './database';
import { transaction } from './database';
import { NOON } from './fixture';
import {
  addPerson,
  changePerson,
  findPerson,
  findPersonByEmail,
  findPersonBySubject,
  linkPerson,
  listPeople,
  removePerson,
  setPassword,
} from './people';
import { beginSession, findSession } from './sessions';
import { eachDatabase } from './testing';

const by = { actor: 'ana@example.com', via: 'session', address: '192.0.2.1' } as const;
const person = (email: string, role = 'admin', scopes: string[] = []) => ({
  ...{ email, name: 'A', role, scopes },
  passwordHash: '$argon2id$stored',
});

eachDatabase('people', (open) => {
  let db: Database;
  beforeEach(async () => {
    db = await open();
  });
  const signIn = (personId: string) =>
    beginSession(db, { personId, createdAt: NOON, expiresAt: '2026-12-01T12:00:00.000Z', address: '', agent: '' }, by);

  it('are added once, found by e-mail, and never told with their password', async () => {
    const ana = await addPerson(db, person('ana@example.com', 'viewer', ['account:1']), { by, at: NOON });
    expect(ana).toMatchObject({ role: 'viewer', scopes: ['account:1'], roleFrom: 'here', hasPassword: true });
    await expect(addPerson(db, person('ana@example.com'))).rejects.toMatchObject({ code: 'conflict' });
    expect(await findPersonByEmail(db, 'ana@example.com')).toEqual({ person: ana, passwordHash: '$argon2id$stored' });
    expect(await findPersonByEmail(db, 'ben@example.com')).toBeNull();
    expect(JSON.stringify(await listPeople(db))).not.toContain('argon2');
    const log = await listAudit(db, {}, { limit: 9, before: null });
    expect(log.map(({ action, actor }) => [action, actor])).toEqual([['person.add', 'ana@example.com']]);
    expect(JSON.stringify(log)).not.toContain('argon2');
  });

  it('lose their sessions when they are removed or get a password, and come back by being added', async () => {
    const { id } = await addPerson(db, person('ana@example.com', 'finance'), { by, at: NOON });
    const first = await signIn(id);
    await setPassword(db, id, '$argon2id$other', { by, at: NOON });
    expect(await findSession(db, first)).toMatchObject({ revokedAt: NOON });
    const second = await signIn(id);
    await removePerson(db, id, 'nobody', { by, at: NOON });
    expect(await findSession(db, second)).toMatchObject({ revokedAt: NOON });
    expect(await listPeople(db)).toEqual([]);
    expect(await findPerson(db, id)).toMatchObject({ removedAt: NOON, hasPassword: false });
    await expect(changePerson(db, id, { role: 'admin', scopes: [], roleFrom: 'here' }, 'nobody')).rejects.toMatchObject(
      {
        code: 'not-found',
      },
    );
    const again = await addPerson(db, person('ana@example.com', 'executive'));
    expect(again).toMatchObject({ id, role: 'executive', removedAt: null });
  });

  it('keep someone who administrates, unless nobody need be left', async () => {
    const ana = await addPerson(db, person('ana@example.com'));
    const ben = await addPerson(db, person('ben@example.com'));
    await addPerson(db, person('eva@example.com', 'admin', ['account:1']));
    await changePerson(db, ben.id, { role: 'finance', scopes: [], roleFrom: 'here' }, 'administrator');
    const lowered = { role: 'viewer', scopes: [], roleFrom: 'here' } as const;
    await expect(changePerson(db, ana.id, lowered, 'administrator')).rejects.toMatchObject({ code: 'conflict' });
    await expect(removePerson(db, ana.id, 'administrator')).rejects.toMatchObject({ code: 'conflict' });
    expect(await findPerson(db, ana.id)).toMatchObject({ role: 'admin', removedAt: null });
    await removePerson(db, ana.id, 'nobody');
  });

  it('of two administrators who remove each other at once one stays', async () => {
    const [ana, ben] = [await addPerson(db, person('ana@example.com')), await addPerson(db, person('ben@example.com'))];
    const ends = await Promise.allSettled([ana, ben].map(({ id }) => removePerson(db, id, 'administrator')));
    expect(ends.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(await listPeople(db)).toHaveLength(1);
  });

  it('are known by the subject of their provider once they are linked', async () => {
    const ana = await addPerson(db, person('ana@example.com'));
    await linkPerson(db, ana.id, 'https://issuer.example 1');
    expect(await findPersonBySubject(db, 'https://issuer.example 1')).toMatchObject({ id: ana.id, role: 'admin' });
    expect(await findPersonBySubject(db, 'https://issuer.example 2')).toBeNull();
    const given = { ...person('ben@example.com'), passwordHash: null, subject: 'https://issuer.example 2' };
    expect(await addPerson(db, given)).toMatchObject({ roleFrom: 'provider', hasPassword: false });
  });

  it('are there with what else is done, or not at all', async () => {
    const failing = transaction(db, async (tx) => {
      await addPerson(tx, person('ana@example.com'));
      throw new Error('afterwards');
    });
    await expect(failing).rejects.toThrow('afterwards');
    expect(await listPeople(db)).toEqual([]);
  });
});
