import { readEnvironment } from '@/lib/env';
import type { Actor } from '@/lib/store/audit';
import { clientAddress } from './client-address';
import type { Viewer } from './viewer';

type Headers = { get(name: string): string | null };

/** A viewer as the audit log names who acts; `headers` are those of their request. */
export const actorOf = ({ name, via }: Pick<Viewer, 'name' | 'via'>, headers: Headers): Actor => ({
  actor: name,
  via,
  address: clientAddress(headers, readEnvironment().proxies),
});

/** The same for a page's action. */
export async function pageActor(viewer: Pick<Viewer, 'name' | 'via'>): Promise<Actor> {
  // Next is loaded only where there is a page, as in `page-viewer.ts`.
  const { headers } = await import('next/headers');
  return actorOf(viewer, await headers());
}
