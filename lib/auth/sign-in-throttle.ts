import type { Database } from '@/lib/store/database';
import { hasSignedInFrom } from '@/lib/store/sessions';
import {
  countTries,
  type FailedTries,
  forgetTry,
  noteTry,
  removeOldTries,
  type SignInTry,
} from '@/lib/store/sign-in-tries';

/** Failures count for so long, in ms. */
export const WINDOW_MS = 15 * 60_000;
const LONGEST_WAIT_MS = 5 * 60_000;
const KNOWN_ADDRESS_MS = 90 * 86_400_000;

/** So many failures within the window cost nothing; each one more doubles the wait from a second on, up to five minutes. */
const FREE = { accountAndAddress: 5, address: 20, account: 30 } as const;
type Counted = keyof typeof FREE;

/** How long after the last of so many failures the next try is looked at, in ms. */
export function waitAfter(count: number, counted: Counted): number {
  const beyond = count - FREE[counted];
  return beyond < 0 ? 0 : Math.min(1_000 * 2 ** Math.min(beyond, 20), LONGEST_WAIT_MS);
}

const waitOf = ({ count, lastAt }: FailedTries, counted: Counted, now: number): number =>
  lastAt === null ? 0 : Math.max(0, Date.parse(lastAt) + waitAfter(count, counted) - now);

/** A try that may be looked at, or the seconds until one may. */
export type Admission =
  | { readonly kind: 'admitted'; readonly id: number }
  | { readonly kind: 'wait'; readonly seconds: number };

/**
 * Admits a try at signing in, or says how long to wait. Failures are counted per account and address, per address, and per
 * account from everywhere; the last does not count at an address from which the person has signed in within 90 days, so that
 * nobody can keep the owner out from elsewhere. No wait is longer than five minutes, and none is extended by a try that waits.
 */
export async function admitTry(db: Database, tried: SignInTry, personId: string | null, now: Date): Promise<Admission> {
  const { email, address } = tried;
  const [at, since] = [now.toISOString(), new Date(now.getTime() - WINDOW_MS).toISOString()];
  // Noted first: of many tries at the same moment each sees those before it.
  const id = await noteTry(db, tried, at);
  const [both, fromThere, everywhere] = await Promise.all([
    countTries(db, { email, address }, since, id),
    countTries(db, { address }, since, id),
    countTries(db, { email }, since, id),
  ]);
  const time = now.getTime();
  const knownSince = new Date(time - KNOWN_ADDRESS_MS).toISOString();
  // Asked for nobody too, so that an unknown e-mail takes as long.
  const known = await hasSignedInFrom(db, personId ?? 'nobody', address, knownSince);
  const wait = Math.max(
    waitOf(both, 'accountAndAddress', time),
    waitOf(fromThere, 'address', time),
    known ? 0 : waitOf(everywhere, 'account', time),
  );
  if (wait === 0) {
    if (id % 100 === 0) await removeOldTries(db, since);
    return { kind: 'admitted', id };
  }
  await forgetTry(db, id);
  return { kind: 'wait', seconds: Math.ceil(wait / 1_000) };
}
