import { requireViewer } from '@/lib/auth/page-viewer';
import { type ConsoleAccess, getConsoleAccess } from '@/lib/store/console-access';

/** How people get into accounts, and whether the reader may change it. */
export type ConsoleSettings = ConsoleAccess & { readonly mayChange: boolean };
export type ConsoleSettingsOutcome = ConsoleSettings | 'restricted';

/** The settings of the way into the accounts; they name OUs, and so are for readers of the whole organization. */
export async function loadConsoleSettings(): Promise<ConsoleSettingsOutcome> {
  const viewer = await requireViewer();
  if (viewer.scope.accounts !== 'all') return 'restricted';
  return { ...(await getConsoleAccess(viewer.scope.db)), mayChange: viewer.role === 'admin' };
}
