'use server';

import { revalidatePath } from 'next/cache';
import { z } from 'zod';
import type { PeopleReply, TokenReply } from '@/components/people/person-row';
import { pageActor } from '@/lib/auth/actor';
import { isOfDemo } from '@/lib/auth/demo-people';
import { emailFault, plainEmail } from '@/lib/auth/email';
import { findPageViewer } from '@/lib/auth/page-viewer';
import { hashPassword, passwordFault } from '@/lib/auth/password';
import { scopeFault } from '@/lib/auth/reading-scope';
import { ROLES } from '@/lib/auth/roles';
import { mainStore } from '@/lib/auth/stores';
import { requireRole } from '@/lib/auth/viewer';
import { readEnvironment } from '@/lib/env';
import { AppError } from '@/lib/errors';
import type { Actor } from '@/lib/store/audit';
import type { Database } from '@/lib/store/database';
import { addPerson, changePerson, findPerson, type Person, removePerson } from '@/lib/store/people';
import { signOutEverywhere } from '@/lib/store/sessions';
import { createToken, revokeToken } from '@/lib/store/tokens';
import { log } from '@/lib/telemetry/log';

const DAY_MS = 86_400_000;
const scopes = z
  .array(z.string().transform((text) => text.trim()))
  .max(500)
  .superRefine((texts, context) => {
    for (const text of texts) {
      const fault = scopeFault(text);
      if (fault !== null) context.addIssue({ code: 'custom', message: `The scope ${text.slice(0, 80)} ${fault}.` });
    }
  });
const grant = z
  .object({ role: z.enum(ROLES, 'Choose a role.'), scopes })
  .transform((given) => ({ role: given.role, scopes: given.role === 'viewer' ? [...new Set(given.scopes)] : [] }));
const named = (most: number) => z.string().trim().min(1, 'The name is missing.').max(most, 'The name is too long.');
const draft = z.object({
  email: z.string().transform(plainEmail),
  name: z.string().trim().max(200, 'The name is too long.'),
  password: z.string(),
});
const days = z
  .string()
  .trim()
  .regex(/^([1-9]\d{0,3})?$/, 'Days are a whole number from 1 to 9999, or nothing.');

/** Adds a person; with an empty password one who comes by single sign-on. */
export async function addSomeone(given: unknown): Promise<PeopleReply> {
  return told(async ({ db, by }) => {
    const { email, name, password } = known(draft, given);
    const allowed = known(grant, given);
    const fault = emailFault(email);
    if (fault !== null) throw wrong(`The e-mail ${fault}.`);
    if (password === '' && readEnvironment().oidc === null) throw wrong('The password is missing.');
    const weakness = password === '' ? null : passwordFault(password, email);
    if (weakness !== null) throw wrong(`The password ${weakness}.`);
    const passwordHash = password === '' ? null : await hashPassword(password);
    await addPerson(db, { email, name: name || email, passwordHash, ...allowed }, { by });
    return { ok: true };
  });
}

/** Says what someone else may do, from their next request on. */
export async function changeSomeone(id: unknown, role: unknown, given: unknown): Promise<PeopleReply> {
  return told(async ({ db, by, ownId }) => {
    const person = await someoneElse(db, id, ownId);
    const change = { ...known(grant, { role, scopes: given }), roleFrom: 'here' } as const;
    await changePerson(db, person.id, change, 'administrator', { by });
    return { ok: true };
  });
}

/** Ends what someone else may do. */
export async function removeSomeone(id: unknown): Promise<PeopleReply> {
  return told(async ({ db, by, ownId }) => {
    await removePerson(db, (await someoneElse(db, id, ownId)).id, 'administrator', { by });
    return { ok: true };
  });
}

/** Ends every session of a person. */
export async function signOutSomeone(id: unknown): Promise<PeopleReply> {
  return told(async ({ db, by }) => {
    await signOutEverywhere(db, await someoneElse(db, id, null), new Date().toISOString(), by);
    return { ok: true };
  });
}

/** Makes a token of the API; it is in the answer and nowhere else. */
export async function makeToken(given: unknown): Promise<TokenReply> {
  return told(async ({ db, by }) => {
    const { name } = known(z.object({ name: named(100) }), given);
    const { days: wanted } = known(z.object({ days }), given);
    const expiresAt = wanted === '' ? null : new Date(Date.now() + Number(wanted) * DAY_MS).toISOString();
    const { token } = await createToken(db, { name, expiresAt, by, ...known(grant, given) });
    return { ok: true, token };
  });
}

/** Ends a token. */
export async function endToken(id: unknown): Promise<PeopleReply> {
  return told(async ({ db, by }) => {
    await revokeToken(db, known(z.string().min(1).max(100), id), new Date().toISOString(), by);
    return { ok: true };
  });
}

/** Nobody raises, lowers or removes themselves: what one may do is for others to say. */
async function someoneElse(db: Database, id: unknown, ownId: string | null): Promise<Person> {
  const person = await findPerson(db, known(z.string().min(1).max(100), id));
  if (!person || person.removedAt !== null) throw new AppError('not-found', 'There is no such person any more.');
  if (person.id !== ownId) return person;
  throw new AppError('forbidden', 'What you may do is for another administrator to change.');
}

const wrong = (message: string) => new AppError('invalid-input', message);

function known<Schema extends z.ZodType>(schema: Schema, given: unknown): z.output<Schema> {
  const parsed = schema.safeParse(given);
  if (parsed.success) return parsed.data;
  throw wrong(parsed.error.issues[0]?.message ?? 'This is not what the page sends.');
}

type Asked = { readonly db: Database; readonly by: Actor; readonly ownId: string | null };

/** For administrators of the real books only. A refusal that can be expected is told, not thrown. */
async function told<Reply extends TokenReply | PeopleReply>(
  work: (asked: Asked) => Promise<Reply>,
): Promise<Reply | { ok: false; message: string }> {
  try {
    const viewer = await findPageViewer();
    requireRole(viewer, ['admin']);
    if (isOfDemo(viewer)) throw new AppError('forbidden', 'The demo keeps no people and no tokens.');
    const ownId = viewer.person?.id ?? null;
    const reply = await work({ db: await mainStore(), by: await pageActor(viewer), ownId });
    revalidatePath('/settings/people');
    return reply;
  } catch (error) {
    if (!(error instanceof AppError) || error.status >= 500) {
      log.error({ err: error }, 'people or tokens could not be changed');
      throw error;
    }
    return { ok: false, message: [error.message, error.fix].filter(Boolean).join(' ') };
  }
}
