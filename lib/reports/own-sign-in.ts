import { isOfDemo } from '@/lib/auth/demo-people';
import { requireViewer } from '@/lib/auth/page-viewer';
import { isLive } from '@/lib/auth/session-viewer';
import { mainStore } from '@/lib/auth/stores';
import type { Viewer } from '@/lib/auth/viewer';
import { findPerson } from '@/lib/store/people';
import { findSession, listSessions, type Session } from '@/lib/store/sessions';

export type OwnSignIn = {
  readonly name: string;
  readonly role: string;
  readonly via: Viewer['via'];
  readonly scopes: readonly string[];
  /** Where the person is signed in; empty for who is no person. */
  readonly sessions: readonly (Session & { readonly isThis: boolean })[];
  readonly hasPassword: boolean;
};

/** Who the browser is signed in as, and where else that person is. */
export async function loadOwnSignIn(): Promise<OwnSignIn> {
  return reportOwnSignIn(await requireViewer(), new Date());
}

export async function reportOwnSignIn(viewer: Viewer, now: Date): Promise<OwnSignIn> {
  const { name, role, via, person } = viewer;
  const nobody = { name, role, via, scopes: [], sessions: [], hasPassword: false };
  if (!person) return nobody;
  const main = await mainStore();
  const own = await findSession(main, person.sessionId);
  // The demo's ready people are shared by whoever tries them: each browser sees its own session alone.
  const all = isOfDemo(viewer) ? (own ? [own] : []) : await listSessions(main, person.id, now.toISOString());
  const known = await findPerson(main, person.id);
  return {
    ...nobody,
    scopes: known?.scopes ?? [],
    hasPassword: known?.hasPassword ?? false,
    sessions: all.filter((each) => isLive(each, now)).map((each) => ({ ...each, isThis: each.hash === own?.hash })),
  };
}
