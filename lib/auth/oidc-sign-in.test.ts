import { beforeEach, expect, it } from 'vitest';
import type { Database } from '@/lib/store/database';
import { addPerson, changePerson, listPeople, removePerson } from '@/lib/store/people';
import { beginSession, findSession } from '@/lib/store/sessions';
import { eachDatabase } from '@/lib/store/testing';
import { signInByClaims } from './oidc-sign-in';

const NOW = new Date('2026-11-24T12:00:00.000Z');
const claims = { iss: 'https://id.example', sub: '7', email: 'Ana@Example.com', email_verified: true, name: 'Ana' };
const groups = (...names: string[]) => ({ ...claims, groups: names });

eachDatabase('single sign-on', (open) => {
  let db: Database;
  beforeEach(async () => {
    db = await open();
  });
  const come = (given: Record<string, unknown>) => signInByClaims(db, given, {}, { address: '192.0.2.1' }, NOW);

  it('makes a person of whoever has a role, and takes it away with the role', async () => {
    expect(await come(claims)).toEqual({ kind: 'no-role' });
    expect(await listPeople(db)).toEqual([]);
    const first = await come(groups('subledger:viewer', 'project:a'));
    expect(first).toMatchObject({
      person: { email: 'ana@example.com', name: 'Ana', role: 'viewer', scopes: ['project:a'] },
    });
    expect(await come(groups('subledger:admin'))).toMatchObject({ person: { role: 'admin', scopes: [] } });
    const id = first.kind === 'signed-in' ? first.person.id : '';
    const by = { actor: 'ana@example.com', via: 'session', address: '' } as const;
    const session = await beginSession(
      db,
      { personId: id, createdAt: NOW.toISOString(), expiresAt: '2026-12-01T00:00:00.000Z', address: '', agent: '' },
      by,
    );
    expect(await come(claims)).toEqual({ kind: 'no-role' });
    expect((await findSession(db, session))?.revokedAt).toBe(NOW.toISOString());
  });

  it('knows someone by the subject, whatever the e-mail is now', async () => {
    await come(groups('subledger:finance'));
    const moved = { ...groups('subledger:finance'), email: 'other@example.com', email_verified: false };
    expect(await come(moved)).toMatchObject({ kind: 'signed-in', person: { email: 'ana@example.com' } });
    expect(await come({ ...moved, sub: '8' })).toEqual({ kind: 'no-email' });
  });

  it('links someone who is known here by a verified e-mail alone, and once', async () => {
    await addPerson(db, { email: 'ana@example.com', name: 'A', role: 'executive', scopes: [], passwordHash: null });
    for (const verified of [false, 'false', undefined, 'yes']) {
      expect(await come({ ...groups('subledger:admin'), email_verified: verified })).not.toMatchObject({
        kind: 'signed-in',
      });
    }
    // The role that was given here stays, with and without one of the provider's.
    expect(await come(groups('subledger:admin'))).toMatchObject({ kind: 'signed-in', person: { role: 'executive' } });
    expect(await come(claims)).toMatchObject({ kind: 'signed-in', person: { role: 'executive' } });
    expect(await come({ ...groups('subledger:admin'), sub: 'another' })).toEqual({ kind: 'no-email' });
  });

  it('refuses someone who was removed here', async () => {
    const first = await come(groups('subledger:admin'));
    if (first.kind !== 'signed-in') throw new Error(first.kind);
    await removePerson(db, first.person.id, 'nobody');
    expect(await come(groups('subledger:admin'))).toEqual({ kind: 'removed' });
    expect(await come({ ...groups('subledger:admin'), sub: '8' })).toEqual({ kind: 'removed' });
  });

  it('leaves a role alone that an administrator here has set', async () => {
    const first = await come(groups('subledger:admin'));
    if (first.kind !== 'signed-in') throw new Error(first.kind);
    await changePerson(db, first.person.id, { role: 'viewer', scopes: [], roleFrom: 'here' }, 'nobody');
    expect(await come(groups('subledger:admin'))).toMatchObject({ person: { role: 'viewer' } });
  });

  it('refuses claims without a subject', async () => {
    expect(await come({ ...groups('subledger:admin'), sub: '' })).toEqual({ kind: 'claims' });
  });
});
