import { createHash, timingSafeEqual } from 'node:crypto';
import { readEnvironment } from '@/lib/env';
import { asksSecurely, csrfCookieName, jarOf } from './session-cookie';

type Headers = { get(name: string): string | null };

/**
 * True when the header `x-csrf-token` is the token of next-auth's own cookie (`GET /api/auth/csrf` gives both), and we made
 * it: the cookie holds the token and its SHA-256 with our secret, and other sites can neither read nor set it.
 */
export function hasCsrfToken(headers: Headers): boolean {
  const secret = readEnvironment().authSecret;
  const given = headers.get('x-csrf-token');
  const cookie = jarOf(headers).get(csrfCookieName(asksSecurely(headers)))?.value;
  if (secret === null || given === null || cookie === undefined) return false;
  const [token = '', mark = ''] = cookie.replace('%7C', '|').split('|');
  return (
    token !== '' && same(given, token) && same(mark, createHash('sha256').update(`${token}${secret}`).digest('hex'))
  );
}

function same(a: string, b: string): boolean {
  const [left, right] = [a, b].map((text) => createHash('sha256').update(text).digest());
  return left !== undefined && right !== undefined && timingSafeEqual(left, right);
}
