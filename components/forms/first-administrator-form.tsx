'use client';

import { useActionState } from 'react';
import { Button } from '@/components/ui/button';
import { SignInField } from './sign-in-field';

type State = { readonly message: string };
type Props = { action: (state: State, form: FormData) => Promise<State> };

/** Name, e-mail and password of the first administrator. */
export function FirstAdministratorForm({ action }: Props) {
  const [{ message }, submit, pending] = useActionState(action, { message: '' });
  return (
    <form action={submit} className="grid gap-3">
      <SignInField name="name" label="Name" autoComplete="name" maxLength={200} />
      <SignInField name="email" label="E-mail" type="email" autoComplete="username" maxLength={254} />
      <SignInField
        {...{ name: 'password', label: 'Password', type: 'password', autoComplete: 'new-password' }}
        {...{ minLength: 8, maxLength: 200, note: 'Eight characters or more; length is what counts.' }}
      />
      <div>
        <Button type="submit" tone="primary" disabled={pending} className="h-9">
          Make the administrator
        </Button>
      </div>
      <p role="alert" className="min-h-5 text-negative text-s">
        {message}
      </p>
    </form>
  );
}
