import type { Viewer } from '@/lib/auth/viewer';
import { searchOrganization } from '@/lib/store/search';

/** A place to jump to: an account's or a unit's page. `detail` tells two of one name apart. */
export type JumpTarget = { readonly label: string; readonly detail: string; readonly href: string };

const MOST = 20;

/** Accounts and units by a part of their name, id or e-mail, within what the viewer may see. */
export async function findTargets({ scope }: Viewer, words: string): Promise<JumpTarget[]> {
  const found = await searchOrganization(scope, words, MOST);
  return found.map(({ kind, id, name, email, connectionId }) => ({
    label: name,
    detail: [kind === 'ou' ? 'unit' : null, id, email].flatMap((part) => part ?? []).join(' · '),
    href: `/accounts/${kind === 'ou' ? 'ou/' : ''}${encodeURIComponent(id)}?connection=${encodeURIComponent(connectionId)}`,
  }));
}
