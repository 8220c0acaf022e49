'use client';

import { useState, useTransition } from 'react';
import { DemoPeople } from '@/components/forms/demo-people';
import { PasswordForm } from '@/components/forms/password-form';
import { Button } from '@/components/ui/button';
import { signInError } from './sign-in-error';

type Person = { readonly key: string; readonly name: string; readonly role: string; readonly does: string };
type Target = { /** A path of our own. */ readonly callbackUrl: string };

/**
 * Sends a sign-in to next-auth with its CSRF token. Returns where to go next, or why it did not work. What comes back is an
 * address with an error in it, or one to go to.
 */
async function send(
  path: string,
  fields: Readonly<Record<string, string>>,
): Promise<{ to: string } | { error: string }> {
  const { csrfToken } = await (await fetch('/api/auth/csrf')).json();
  const body = new URLSearchParams({ ...fields, csrfToken: String(csrfToken), json: 'true' });
  const reply = await fetch(`/api/auth/${path}`, { method: 'POST', body });
  const { url } = await reply.json().catch(() => ({ url: '' }));
  const to = URL.canParse(String(url), location.href) ? new URL(String(url), location.href) : null;
  if (!to) return { error: signInError('Callback') };
  const error = to.searchParams.get('error');
  return reply.ok && error === null ? { to: to.href } : { error: signInError(error ?? 'Callback') };
}

/** Signs in by credentials, and goes to the path that was asked for: a full load, since every page is another's now. */
async function enter(
  provider: string,
  fields: Readonly<Record<string, string>>,
  { callbackUrl }: Target,
): Promise<string> {
  const outcome = await send(`callback/${provider}`, { ...fields, callbackUrl });
  if ('error' in outcome) return outcome.error;
  location.assign(callbackUrl);
  return '';
}

export function PasswordSignIn(target: Target) {
  return <PasswordForm signIn={(given) => enter('credentials', given, target)} />;
}

export function DemoSignIn({ people, ...target }: Target & { people: readonly Person[] }) {
  return <DemoPeople people={people} signIn={(person) => enter('demo', { person }, target)} />;
}

/** Leads to the OpenID Connect provider. */
export function SingleSignOn({ callbackUrl }: Target) {
  const [message, setMessage] = useState('');
  const [busy, start] = useTransition();
  const go = () =>
    start(async () => {
      const outcome = await send('signin/oidc', { callbackUrl });
      if ('error' in outcome) setMessage(outcome.error);
      else location.assign(outcome.to);
    });
  return (
    <div className="grid gap-2">
      <div>
        <Button tone="primary" disabled={busy} onClick={go} className="h-9">
          Sign in with single sign-on
        </Button>
      </div>
      <p role="alert" className="text-negative text-s">
        {message}
      </p>
    </div>
  );
}
