'use server';

import { redirect } from 'next/navigation';
import { pageActor } from '@/lib/auth/actor';
import { isOfDemo } from '@/lib/auth/demo-people';
import { findPageViewer } from '@/lib/auth/page-viewer';
import { hashPassword, passwordFault } from '@/lib/auth/password';
import { signInByPassword } from '@/lib/auth/password-sign-in';
import { mainStore } from '@/lib/auth/stores';
import { setPassword } from '@/lib/store/people';
import { endSession, signOutEverywhere } from '@/lib/store/sessions';

/** What the form says after a try; '' before one. */
export type PasswordState = { readonly message: string };

/** Ends every session of who asks, this one too. */
export async function signOutOfAll(): Promise<void> {
  const viewer = await findPageViewer();
  const [main, by, at] = [await mainStore(), await pageActor(viewer), new Date().toISOString()];
  // The demo's ready people are shared: each browser ends its own session alone.
  if (viewer.person && isOfDemo(viewer)) await endSession(main, viewer.person.sessionId, at, by);
  else if (viewer.person) await signOutEverywhere(main, { id: viewer.person.id, email: viewer.name }, at, by);
  redirect('/sign-in');
}

/** Changes the password of who asks; it ends every session. The password until now counts as a try at signing in. */
export async function changeOwnPassword(_: PasswordState, form: FormData): Promise<PasswordState> {
  const viewer = await findPageViewer();
  const { person, name: email } = viewer;
  if (!person || isOfDemo(viewer)) return { message: 'Only a person has a password.' };
  const [main, by] = [await mainStore(), await pageActor(viewer)];
  const [current, next] = [String(form.get('current') ?? ''), String(form.get('next') ?? '')];
  const weakness = passwordFault(next, email);
  if (weakness !== null) return { message: `The new password ${weakness}.` };
  const outcome = await signInByPassword(main, { email, password: current, address: by.address }, new Date());
  if (outcome.kind === 'wait') return { message: `Too many tries. Wait ${outcome.seconds} seconds, then try again.` };
  if (outcome.kind === 'refused' || outcome.person.id !== person.id) {
    return { message: 'That was not your password until now.' };
  }
  await setPassword(main, person.id, await hashPassword(next), { by });
  redirect('/sign-in');
}
