import type { Database } from '@/lib/store/database';
import { findPersonByEmail, type Person } from '@/lib/store/people';
import { forgetTries } from '@/lib/store/sign-in-tries';
import { log } from '@/lib/telemetry/log';
import { plainEmail } from './email';
import { checkPassword } from './password';
import { admitTry } from './sign-in-throttle';

/** How a try at signing in ended. An unknown e-mail and a wrong password are one outcome. */
export type PasswordOutcome =
  | { readonly kind: 'signed-in'; readonly person: Person }
  | { readonly kind: 'refused' }
  | { readonly kind: 'wait'; readonly seconds: number };

/** Who has this e-mail and password. What was typed is neither stored nor logged. */
export async function signInByPassword(
  db: Database,
  given: { readonly email: string; readonly password: string; readonly address: string },
  now: Date,
): Promise<PasswordOutcome> {
  const email = plainEmail(given.email).slice(0, 300);
  const { address, password } = given;
  if (email === '' || password === '') return { kind: 'refused' };
  const found = await findPersonByEmail(db, email);
  const live = found && found.person.removedAt === null ? found : null;
  const admission = await admitTry(db, { email, address }, live?.person.id ?? null, now);
  if (admission.kind === 'wait') return admission;
  const matches = await checkPassword(live?.passwordHash ?? null, password);
  if (!live || !matches) {
    log.warn({ address }, 'a sign-in was refused');
    return { kind: 'refused' };
  }
  await forgetTries(db, { email, address });
  return { kind: 'signed-in', person: live.person };
}
