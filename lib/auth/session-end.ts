import { readEnvironment } from '@/lib/env';
import { endSession } from '@/lib/store/sessions';
import { clientAddress } from './client-address';
import { asksSecurely, type Jar, sessionCookieName, sessionIdOf } from './session-cookie';
import { findSessionViewer } from './session-viewer';
import { mainStore } from './stores';

type CookieWriter = { set(name: string, value: string, options: ReturnType<typeof gone>): unknown };
type Headers = { get(name: string): string | null };

/** Ends the session that a browser's cookie carries, in the store and in the browser. Nothing happens without one. */
export async function forgetSession(jar: Jar & CookieWriter, headers: Headers): Promise<void> {
  const name = sessionCookieName(asksSecurely(headers));
  if (jar.get(name) === undefined) return;
  const id = await sessionIdOf(jar, headers);
  if (id !== null) {
    const actor = (await findSessionViewer(jar, headers, new Date()))?.name ?? 'nobody';
    const by = { actor, via: 'session', address: clientAddress(headers, readEnvironment().proxies) } as const;
    await endSession(await mainStore(), id, new Date().toISOString(), by);
  }
  jar.set(name, '', gone(asksSecurely(headers)));
}

/** How a cookie is taken back: a browser heeds it only when the name's prefix and `secure` agree. */
const gone = (secure: boolean) => ({ httpOnly: true, sameSite: 'lax' as const, secure, path: '/', maxAge: 0 });
