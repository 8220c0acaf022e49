'use client';

import { useActionState } from 'react';
import { SignInField } from '@/components/forms/sign-in-field';
import { Button } from '@/components/ui/button';

type State = { readonly message: string };
type Props = { action: (state: State, form: FormData) => Promise<State> };

/** A new password, with the one until now. Everything that is signed in is out afterwards, this browser too. */
export function OwnPasswordForm({ action }: Props) {
  const [{ message }, submit, pending] = useActionState(action, { message: '' });
  return (
    <form action={submit} className="grid max-w-[420px] gap-3">
      <SignInField
        {...{ name: 'current', label: 'Password until now', type: 'password', autoComplete: 'current-password' }}
        maxLength={200}
      />
      <SignInField
        {...{ name: 'next', label: 'New password', type: 'password', autoComplete: 'new-password' }}
        {...{ minLength: 8, maxLength: 200, note: 'Eight characters or more. You sign in anew with it.' }}
      />
      <div>
        <Button type="submit" disabled={pending}>
          Change the password
        </Button>
      </div>
      <p role="alert" className="min-h-5 text-negative text-s">
        {message}
      </p>
    </form>
  );
}
