import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { AppError } from '@/lib/errors';
import { type Actor, MACHINE, recordAudit } from './audit';
import { type Database, type Transaction, transaction, type Writer } from './database';
import type { Prisma } from './generated/sqlite/client';
import { readJson } from './json-text';
import { endSessionsOf } from './sessions';

const scopesColumn = z.array(z.string());

/** Someone who signs in. Instants are ISO, UTC. */
export type Person = {
  readonly id: string;
  /** Lower-case. */
  readonly email: string;
  readonly name: string;
  readonly role: string;
  readonly scopes: readonly string[];
  /** Who says what the person may do: an administrator here, or the OpenID Connect provider at each sign-in. */
  readonly roleFrom: 'here' | 'provider';
  readonly hasPassword: boolean;
  /** Issuer and subject at the provider; null for one who never came from there. */
  readonly subject: string | null;
  readonly createdAt: string;
  readonly removedAt: string | null;
  readonly lastSignInAt: string | null;
};

export type NewPerson = Pick<Person, 'email' | 'name' | 'role' | 'scopes'> & {
  readonly passwordHash: string | null;
  readonly subject?: string;
};

/** Who acts, and when; this machine when absent. */
export type PersonAct = { readonly by?: Actor; readonly at?: string };

/**
 * Adds a person, or takes back one of that e-mail who was removed.
 * @throws AppError `conflict` when someone has the e-mail
 */
export async function addPerson(db: Writer, given: NewPerson, act: PersonAct = {}): Promise<Person> {
  const { by = MACHINE, at = new Date().toISOString() } = act;
  const { email, name, role, scopes, passwordHash, subject = null } = given;
  return transaction(db, async (tx) => {
    const known = await tx.prisma.person.findUnique({ where: { email } });
    if (known && known.removedAt === null) {
      throw new AppError('conflict', `There is a person ${email} already.`, {
        fix: 'Change that one, or remove it first.',
      });
    }
    const roleFrom = subject === null ? 'here' : 'provider';
    const content = { name, role, scopes: JSON.stringify(scopes), roleFrom, passwordHash, subject, removedAt: null };
    const row = await tx.prisma.person.upsert({
      where: { email },
      create: { id: randomUUID(), email, createdAt: at, ...content },
      update: content,
    });
    await recordAudit(tx, {
      ...{ ...by, at, action: 'person.add', subject: email, before: null },
      after: { name, role, scopes, roleFrom, signsIn: passwordHash === null ? 'by single sign-on' : 'by password' },
    });
    return toPerson(row);
  });
}

/** Everyone who may sign in, by e-mail. */
export async function listPeople(db: Writer): Promise<Person[]> {
  return (await db.prisma.person.findMany({ where: { removedAt: null }, orderBy: { email: 'asc' } })).map(toPerson);
}

/** The person of an id, removed or not. */
export async function findPerson(db: Writer, id: string): Promise<Person | null> {
  const row = await db.prisma.person.findUnique({ where: { id } });
  return row && toPerson(row);
}

/** The person of a lower-case e-mail, removed or not, and the hash of the password if there is one. */
export async function findPersonByEmail(
  db: Writer,
  email: string,
): Promise<{ person: Person; passwordHash: string | null } | null> {
  const row = await db.prisma.person.findUnique({ where: { email } });
  return row && { person: toPerson(row), passwordHash: row.passwordHash };
}

/** The person of an issuer and subject, removed or not. */
export async function findPersonBySubject(db: Writer, subject: string): Promise<Person | null> {
  const row = await db.prisma.person.findUnique({ where: { subject } });
  return row && toPerson(row);
}

/** Remembers that a person came from a provider; what they may do stays as it was. */
export async function linkPerson(db: Writer, id: string, subject: string, act: PersonAct = {}): Promise<Person> {
  return update(db, id, { subject }, 'person.link', act, { subject });
}

export type PersonChange = Pick<Person, 'role' | 'scopes' | 'roleFrom'>;

/** Whether someone who administrates must be left; not so for the machine's own command line, and for a provider. */
export type Leave = 'administrator' | 'nobody';

/**
 * Changes what a person may do. It counts from their next request on.
 * @throws AppError `not-found`; `conflict` when nobody would be left who administrates
 */
export async function changePerson(
  db: Writer,
  id: string,
  change: PersonChange,
  leave: Leave,
  act: PersonAct = {},
): Promise<Person> {
  const { role, scopes, roleFrom } = change;
  return transaction(db, async (tx) => {
    const content = { role, scopes: JSON.stringify(scopes), roleFrom };
    const person = await update(tx, id, content, 'person.change', act, change);
    if (leave === 'administrator') await keepAdministrator(tx);
    return person;
  });
}

/** Sets a password, by its hash, and ends every session of the person. @throws AppError `not-found` */
export async function setPassword(db: Writer, id: string, passwordHash: string, act: PersonAct = {}): Promise<Person> {
  return transaction(db, async (tx) => {
    await endSessionsOf(tx, id, act.at ?? new Date().toISOString());
    return update(tx, id, { passwordHash }, 'person.password', act, { signsIn: 'by password' });
  });
}

/**
 * Removes a person and ends their sessions.
 * @throws AppError `not-found`; `conflict` when nobody would be left who administrates
 */
export async function removePerson(db: Database, id: string, leave: Leave, act: PersonAct = {}): Promise<Person> {
  const at = act.at ?? new Date().toISOString();
  return transaction(db, async (tx) => {
    await endSessionsOf(tx, id, at);
    const person = await update(tx, id, { removedAt: at, passwordHash: null }, 'person.remove', act, null);
    if (leave === 'administrator') await keepAdministrator(tx);
    return person;
  });
}

/** Records that a person signed in. */
export async function recordSignIn(db: Writer, id: string, at: string): Promise<void> {
  await db.prisma.person.updateMany({ where: { id }, data: { lastSignInAt: at } });
}

async function update(
  db: Writer,
  id: string,
  data: Prisma.PersonUpdateInput,
  action: `person.${string}`,
  { by = MACHINE, at = new Date().toISOString() }: PersonAct,
  after: unknown,
): Promise<Person> {
  return transaction(db, async (tx) => {
    const row = await tx.prisma.person.findUnique({ where: { id } });
    if (!row || row.removedAt !== null)
      throw new AppError('not-found', 'There is no such person.', { fix: 'See `user list`.' });
    const { email, role, scopes, roleFrom } = toPerson(row);
    const changed = await tx.prisma.person.update({ where: { id }, data });
    await recordAudit(tx, { ...by, at, action, subject: email, before: { role, scopes, roleFrom }, after });
    return toPerson(changed);
  });
}

/** Asked after the act is recorded: writers take turns there, so that of two who remove each other one is refused. */
async function keepAdministrator(tx: Transaction): Promise<void> {
  if ((await tx.prisma.person.count({ where: { role: 'admin', scopes: '[]', removedAt: null } })) > 0) return;
  throw new AppError('conflict', 'Nobody would be left who administrates.', {
    fix: 'Make someone else an administrator first.',
  });
}

function toPerson({ passwordHash, scopes, roleFrom, ...row }: Prisma.PersonModel): Person {
  return {
    ...row,
    scopes: readJson(scopesColumn, scopes, 'Person.scopes'),
    roleFrom: roleFrom === 'provider' ? 'provider' : 'here',
    hasPassword: passwordHash !== null,
  };
}
