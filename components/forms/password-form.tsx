'use client';

import { useState, useTransition } from 'react';
import { Button } from '@/components/ui/button';
import { SignInField } from './sign-in-field';

type Props = {
  /** Signs in and goes on to another page, or says why not. */
  signIn: (given: { email: string; password: string }) => Promise<string>;
};

/** E-mail and password. What is wrong stands beneath, one message for whatever of the two it is. */
export function PasswordForm({ signIn }: Props) {
  const [message, setMessage] = useState('');
  const [busy, start] = useTransition();
  const submit = (form: FormData) =>
    start(async () => {
      setMessage('');
      setMessage(await signIn({ email: String(form.get('email')), password: String(form.get('password')) }));
    });
  return (
    <form
      // Without scripts the password must not end up in an address.
      method="post"
      className="grid gap-3"
      onSubmit={(event) => {
        event.preventDefault();
        submit(new FormData(event.currentTarget));
      }}
    >
      <SignInField name="email" label="E-mail" type="email" autoComplete="username" maxLength={254} />
      <SignInField name="password" label="Password" type="password" autoComplete="current-password" maxLength={200} />
      <div>
        <Button type="submit" tone="primary" disabled={busy} className="h-9">
          Sign in
        </Button>
      </div>
      <p role="alert" className="min-h-5 text-negative text-s">
        {message}
      </p>
    </form>
  );
}
