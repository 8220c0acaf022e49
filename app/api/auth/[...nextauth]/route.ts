import { NextRequest } from 'next/server';
import NextAuth from 'next-auth';
import { respond } from '@/lib/api/problem';
import { nextAuthOptions, WAIT_ERROR } from '@/lib/auth/next-auth-options';
import { originOf } from '@/lib/auth/own-origin';
import { readEnvironment } from '@/lib/env';
import { AppError } from '@/lib/errors';

type Context = { readonly params: Promise<{ readonly nextauth: string[] }> };

/** next-auth's own calls but two: a log that anyone could write to, and a change of the session by the browser. */
const isOurs = (method: string, action: string | undefined): boolean =>
  action !== '_log' && !(method === 'POST' && action === 'session');

async function handle(request: Request, context: Context): Promise<Response> {
  return respond(async () => {
    const { method, headers } = request;
    if (method === 'POST' && originOf(headers) === 'foreign') {
      throw new AppError('forbidden', 'This was sent by a page of another site.');
    }
    if (!isOurs(method, (await context.params)?.nextauth?.[0]))
      throw new AppError('not-found', 'There is no such call.');
    const reply = await NextAuth(new NextRequest(request), context, await nextAuthOptions(headers));
    return reply instanceof Response ? plainSpoken(reply) : reply;
  });
}

/**
 * Leads to paths instead of our public address, so that a browser stays on the name that it came by; and says in the
 * status that a try has to wait.
 */
async function plainSpoken(reply: Response): Promise<Response> {
  const origin = new URL(readEnvironment().publicUrl ?? 'http://localhost:3000').origin;
  const to = reply.headers.get('location');
  if (to?.startsWith(`${origin}/`)) reply.headers.set('location', to.slice(origin.length));
  if (reply.status !== 401) return reply;
  const text = await reply.text();
  const seconds = new RegExp(`${WAIT_ERROR.replace('.', '(?:\\.|%2E)')}(\\d+)`).exec(text)?.[1];
  if (seconds === undefined) return new Response(text, { status: 401, headers: reply.headers });
  const headers = new Headers(reply.headers);
  headers.set('retry-after', seconds);
  return new Response(text, { status: 429, headers });
}

export { handle as GET, handle as POST };
