'use server';

import { cookies, headers } from 'next/headers';
import { redirect } from 'next/navigation';
import { callbackPath } from '@/lib/auth/callback-path';
import { forgetSession } from '@/lib/auth/session-end';
import { cookieOptions, TOKEN_COOKIE } from '@/lib/auth/token-cookie';
import { viewerOfSecret } from '@/lib/auth/token-request';
import { AppError } from '@/lib/errors';

/** What the form says after a try; '' before one. */
export type SignInState = { readonly message: string };

/** Signs a browser in with an API token: it sees what the token may see, for twelve hours or until it signs out. */
export async function signIn(_: SignInState, form: FormData): Promise<SignInState> {
  const secret = String(form.get('token') ?? '').trim();
  if (!/^[\w.~+/-]{1,500}=*$/.test(secret)) return { message: 'Paste a token: it begins with sbl_.' };
  try {
    await viewerOfSecret(secret, new Date());
  } catch (error) {
    if (!(error instanceof AppError) || error.status >= 500) throw error;
    return { message: error.message };
  }
  const jar = await cookies();
  // A browser is one at a time: whoever was signed in here before is not any more.
  await forgetSession(jar, await headers());
  jar.set(TOKEN_COOKIE, secret, cookieOptions(await headers()));
  redirect(callbackPath(String(form.get('callbackUrl') ?? '')));
}

/** Ends the session of this browser, and forgets its token. */
export async function signOut(): Promise<void> {
  const jar = await cookies();
  await forgetSession(jar, await headers());
  jar.delete(TOKEN_COOKIE);
  redirect('/sign-in');
}
