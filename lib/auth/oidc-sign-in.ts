import { z } from 'zod';
import type { Actor } from '@/lib/store/audit';
import type { Database } from '@/lib/store/database';
import {
  addPerson,
  changePerson,
  findPersonByEmail,
  findPersonBySubject,
  linkPerson,
  type Person,
} from '@/lib/store/people';
import { signOutEverywhere } from '@/lib/store/sessions';
import { emailFault, plainEmail } from './email';
import { type ClaimedRole, type ClaimMeanings, claimedRole } from './oidc-claims';

const identity = z.object({
  iss: z.string().min(1),
  sub: z.string().min(1).max(255),
  email: z.string().optional(),
  email_verified: z.union([z.boolean(), z.literal('true'), z.literal('false')]).optional(),
  name: z.string().max(200).optional(),
});

/** Why a provider's person is not let in. */
export type OidcRefusal = 'no-role' | 'no-email' | 'removed' | 'claims';
export type OidcOutcome = { readonly kind: 'signed-in'; readonly person: Person } | { readonly kind: OidcRefusal };

/** How a person came, for the log: the provider said who it is. */
type Origin = Pick<Actor, 'address'>;

/**
 * The person that the checked claims of a provider are, made or brought up to date. Known are people by issuer and subject,
 * and by a *verified* e-mail when they have no subject yet. What the claims allow holds for people who came from the
 * provider; people whose role was given here keep theirs.
 */
export async function signInByClaims(
  db: Database,
  claims: Readonly<Record<string, unknown>>,
  meanings: ClaimMeanings,
  { address }: Origin,
  now: Date,
): Promise<OidcOutcome> {
  const parsed = identity.safeParse(claims);
  if (!parsed.success) return { kind: 'claims' };
  const { iss, sub, email_verified: verified } = parsed.data;
  const subject = `${iss} ${sub}`;
  const email = plainEmail(parsed.data.email ?? '');
  const isVerified = (verified === true || verified === 'true') && emailFault(email) === null;
  const granted = claimedRole(claims, meanings);
  const act = { at: now.toISOString(), by: { actor: email || subject, via: 'session', address } as const };
  const known = await findPersonBySubject(db, subject);
  if (known) return admit(db, known, granted, act);
  if (!isVerified) return { kind: 'no-email' };
  const namesake = await findPersonByEmail(db, email);
  if (namesake?.person.removedAt === null) {
    if (namesake.person.subject !== null) return { kind: 'no-email' };
    return admit(db, await linkPerson(db, namesake.person.id, subject, act), granted, act);
  }
  if (namesake) return { kind: 'removed' };
  if (!granted) return { kind: 'no-role' };
  const name = parsed.data.name?.trim() || email;
  return {
    kind: 'signed-in',
    person: await addPerson(db, { email, name, passwordHash: null, subject, ...granted }, act),
  };
}

type Act = { readonly at: string; readonly by: Actor };

async function admit(db: Database, person: Person, granted: ClaimedRole | null, act: Act): Promise<OidcOutcome> {
  if (person.removedAt !== null) return { kind: 'removed' };
  if (person.roleFrom === 'here') return { kind: 'signed-in', person };
  if (!granted) {
    await signOutEverywhere(db, person, act.at, act.by);
    return { kind: 'no-role' };
  }
  const same = person.role === granted.role && person.scopes.join() === granted.scopes.join();
  if (same) return { kind: 'signed-in', person };
  const change = { ...granted, roleFrom: 'provider' } as const;
  return { kind: 'signed-in', person: await changePerson(db, person.id, change, 'nobody', act) };
}
