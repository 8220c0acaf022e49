/** Holds the API token of a browser that has signed in with one. `HttpOnly`: no script reads it. */
export const TOKEN_COOKIE = 'subledger_token';

/** Twelve hours, in seconds: a working day. */
export const TOKEN_COOKIE_SECONDS = 43_200;

type Headers = { get(name: string): string | null };

/** The token that a browser's cookie holds, or null. */
export function tokenOfCookie(headers: Headers): string | null {
  const found = /(?:^|;\s*)subledger_token=([\w.~+/-]{1,500}=*)(?:;|$)/.exec(headers.get('cookie') ?? '');
  return found?.[1] ?? null;
}

/** How the cookie is set: `Lax`, so that a link from elsewhere opens signed in and a form from elsewhere does not. */
export const cookieOptions = (headers: Headers) => ({
  httpOnly: true,
  sameSite: 'lax' as const,
  secure: (headers.get('x-forwarded-proto') ?? '').split(',')[0]?.trim() === 'https',
  path: '/',
  maxAge: TOKEN_COOKIE_SECONDS,
});
