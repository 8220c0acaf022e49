import { AppError } from '@/lib/errors';
import { isLoopback } from './loopback';
import { activeStore } from './stores';
import { demoViewer } from './token-request';
import type { Viewer } from './viewer';

/**
 * Who looks at a page. Until sign-in exists pages are open in demo mode on this machine alone.
 * @throws AppError `unauthenticated` otherwise
 */
export async function findPageViewer(): Promise<Viewer> {
  // Next is loaded only where there is a page: the command line shares the reports, and has none.
  const { headers } = await import('next/headers');
  const given = await headers();
  const { db, demo } = await activeStore();
  if (demo && isLoopback(given)) return demoViewer(db);
  throw new AppError(
    'unauthenticated',
    'Pages are open on this machine in demo mode only; sign-in does not exist yet.',
    {
      fix: 'Use the command line, or the API with a token: npm run -s subledger -- token create --name N --role executive',
    },
  );
}

/** The same for a page: whoever may not see it is led to the screen that says why. */
export async function requireViewer(): Promise<Viewer> {
  try {
    return await findPageViewer();
  } catch (error) {
    if (!(error instanceof AppError && error.code === 'unauthenticated')) throw error;
    const { redirect } = await import('next/navigation');
    return redirect('/sign-in');
  }
}
