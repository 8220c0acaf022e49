import type { Database } from '@/lib/store/database';
import { findPerson } from '@/lib/store/people';
import { findSession, type Session, touchSession } from '@/lib/store/sessions';
import { demoPeopleFor, demoPersonOf } from './demo-people';
import { type Grant, grantedViewer } from './granted-viewer';
import { isLoopback } from './loopback';
import { IDLE_MS, type Jar, sessionIdOf } from './session-cookie';
import { activeStore, mainStore } from './stores';
import type { Viewer } from './viewer';

const TOUCH_MS = 60_000;
type Headers = { get(name: string): string | null };

/** True while a session goes on: it was not ended, was used within 12 hours, and began within seven days. */
export const isLive = ({ revokedAt, expiresAt, lastSeenAt }: Session, now: Date): boolean =>
  revokedAt === null && expiresAt > now.toISOString() && now.getTime() - Date.parse(lastSeenAt) < IDLE_MS;

/**
 * Who a browser's session is, by the store as it is now: a session that was ended, a person who was removed and a role that
 * was changed count at once. Null for a browser that is not signed in.
 */
export async function findSessionViewer(jar: Jar, headers: Headers, now: Date): Promise<Viewer | null> {
  const sessionId = await sessionIdOf(jar, headers);
  if (sessionId === null) return null;
  const main = await mainStore();
  const session = await findSession(main, sessionId);
  if (!session || !isLive(session, now)) return null;
  const active = await activeStore();
  const grant = await grantOf(main, session, sessionId, active.demo && isLoopback(headers), active.demo);
  if (!grant) return null;
  if (now.getTime() - Date.parse(session.lastSeenAt) >= TOUCH_MS) {
    await touchSession(main, session.hash, now.toISOString());
  }
  return grantedViewer(grant, active.db, now);
}

async function grantOf(
  main: Database,
  { personId }: Session,
  sessionId: string,
  fromHere: boolean,
  demo: boolean,
): Promise<Grant | null> {
  const person = { id: personId, sessionId };
  const ready = demoPersonOf(personId);
  if (ready) {
    if (!demo || !demoPeopleFor(fromHere).includes(ready)) return null;
    return { name: ready.email, role: ready.role, scopes: [], via: 'session', person };
  }
  const known = await findPerson(main, personId);
  if (!known || known.removedAt !== null) return null;
  return { name: known.email, role: known.role, scopes: known.scopes, via: 'session', person };
}
