import { type NextRequest, NextResponse } from 'next/server';

const DEVELOPMENT = process.env.NODE_ENV === 'development';

/** Scripts run by nonce alone. Style attributes are allowed, since virtualised rows are placed by them. */
function contentSecurityPolicy(nonce: string): string {
  return [
    `default-src 'self'`,
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${DEVELOPMENT ? " 'unsafe-eval'" : ''}`,
    DEVELOPMENT ? `style-src 'self' 'unsafe-inline'` : `style-src 'self' 'nonce-${nonce}'`,
    `style-src-attr 'unsafe-inline'`,
    `img-src 'self' data:`,
    `font-src 'self'`,
    `connect-src 'self'${DEVELOPMENT ? ' ws:' : ''}`,
    `object-src 'none'`,
    `base-uri 'none'`,
    `form-action 'self'`,
    `frame-ancestors 'none'`,
  ].join('; ');
}

/** A path such as `/%zz` is no address of anything, and Next would answer it with a bare 500. */
function isDecodable(path: string): boolean {
  try {
    decodeURIComponent(path);
    return true;
  } catch {
    return false;
  }
}

/** Gives every page its own nonce; Next reads it from the request's policy and puts it on its scripts. */
export function proxy(request: NextRequest): NextResponse {
  const nonce = Buffer.from(crypto.getRandomValues(new Uint8Array(16))).toString('base64');
  const policy = contentSecurityPolicy(nonce);
  const headers = new Headers(request.headers);
  headers.set('x-nonce', nonce);
  headers.set('content-security-policy', policy);
  const { pathname, search } = request.nextUrl;
  // Where a sign-in leads back to.
  headers.set('x-asked-path', pathname + search);
  const nowhere = pathname.startsWith('/api/') ? '/api/v1/no-such-call' : '/no-such-page';
  const response = isDecodable(pathname)
    ? NextResponse.next({ request: { headers } })
    : NextResponse.rewrite(new URL(nowhere, request.url), { request: { headers } });
  response.headers.set('content-security-policy', policy);
  if (request.headers.get('x-forwarded-proto') === 'https') {
    response.headers.set('strict-transport-security', 'max-age=31536000');
  }
  return response;
}

export const config = {
  // Calls of the API need no policy; those whose path has an escape may need another path.
  matcher: ['/((?!api/|_next/static/|_next/image|favicon.ico|icon.svg).*)', '/api/(.*%.*)'],
};
