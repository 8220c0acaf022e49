import { readEnvironment } from '@/lib/env';

/** A session ends when it was not used for so long, in ms: a working day. */
export const IDLE_MS = 12 * 3_600_000;
/** A session ends so long after the sign-in, whether used or not, in seconds: a week. */
export const ABSOLUTE_SECONDS = 7 * 86_400;

type Headers = { get(name: string): string | null };
/** The cookies of a request, by name. */
export type Jar = { get(name: string): { readonly value: string } | undefined };

/** True when the browser asked over https: by our public address, or as the proxy before us noted. */
export function asksSecurely(headers: Headers): boolean {
  const noted = (headers.get('x-forwarded-proto') ?? '').split(',')[0]?.trim();
  return noted === 'https' || (readEnvironment().publicUrl?.startsWith('https://') ?? false);
}

/** next-auth's own names; with `__Secure-` and `__Host-` a browser takes them over https alone. */
export const sessionCookieName = (secure: boolean): string => `${secure ? '__Secure-' : ''}next-auth.session-token`;
export const csrfCookieName = (secure: boolean): string => `${secure ? '__Host-' : ''}next-auth.csrf-token`;

/** The id of the session that a browser's cookie carries; null without one, or with one that we did not sign. */
export async function sessionIdOf(jar: Jar, headers: Headers): Promise<string | null> {
  const secret = readEnvironment().authSecret;
  const token = jar.get(sessionCookieName(asksSecurely(headers)))?.value;
  if (secret === null || token === undefined || token === '') return null;
  // Loaded only where there is a cookie: the command line shares the reports, and has none.
  const { decode } = await import('next-auth/jwt');
  try {
    const { sid } = (await decode({ token, secret })) ?? {};
    return typeof sid === 'string' ? sid : null;
  } catch {
    // Forged, signed with another secret, or run out: nobody.
    return null;
  }
}

/** The cookies of a request as it came. */
export function jarOf(headers: Headers): Jar {
  const pairs = (headers.get('cookie') ?? '').split(';').map((pair) => pair.trim());
  return {
    get: (name) => {
      const found = pairs.find((pair) => pair.startsWith(`${name}=`));
      return found === undefined ? undefined : { value: found.slice(name.length + 1) };
    },
  };
}
