import { cache } from 'react';
import { AppError } from '@/lib/errors';
import { isLoopback } from './loopback';
import { findSessionViewer } from './session-viewer';
import { activeStore } from './stores';
import { TOKEN_COOKIE } from './token-cookie';
import { demoViewer, viewerOfSecret } from './token-request';
import type { Viewer } from './viewer';

/**
 * Who looks at a page: a browser that signed in as a person, or with a token; in demo mode on this machine, anyone. Asked
 * once for all parts of a page; what is no page being drawn, such as an action, asks each time.
 * @throws AppError `unauthenticated` otherwise
 */
export const findPageViewer = cache(async (): Promise<Viewer> => {
  // Next is loaded only where there is a page: the command line shares the reports, and has none.
  const { cookies, headers } = await import('next/headers');
  const given = await headers();
  // Not the header of the request: an action that has just signed a browser in renders its page anew at once.
  const jar = await cookies();
  const signedIn = await findSessionViewer(jar, given, new Date());
  if (signedIn) return signedIn;
  const secret = jar.get(TOKEN_COOKIE)?.value ?? null;
  const { db, demo } = await activeStore();
  const open = demo && isLoopback(given);
  if (secret !== null) {
    const viewer = await viewerOfSecret(secret, new Date()).catch(refusedUnless(open));
    if (viewer) return viewer;
  }
  if (open) return demoViewer(db);
  throw new AppError('unauthenticated', 'These pages are for people who are signed in.', {
    fix: 'Sign in again, in another tab if you have something here that is not saved.',
  });
});

/** A token that is no longer good does not close the demo, which is open without one. */
const refusedUnless = (open: boolean) => (error: unknown) => {
  if (open && error instanceof AppError && error.code === 'unauthenticated') return null;
  throw error;
};

/** The same for a page: whoever may not see it is led to the sign-in, and from there back. */
export async function requireViewer(): Promise<Viewer> {
  try {
    return await findPageViewer();
  } catch (error) {
    if (!(error instanceof AppError && error.code === 'unauthenticated')) throw error;
    const [{ redirect }, { headers }] = await Promise.all([import('next/navigation'), import('next/headers')]);
    // `proxy.ts` notes the path that was asked for; what a browser sends under that name it overwrites.
    const path = (await headers()).get('x-asked-path');
    const back = path === null || path === '/' ? '' : `?${new URLSearchParams({ callbackUrl: path })}`;
    return redirect(`/sign-in${back}`);
  }
}
