'use client';

import { useActionState } from 'react';
import { Button } from '@/components/ui/button';

type State = { readonly message: string };
type Props = {
  action: (state: State, form: FormData) => Promise<State>;
  /** A path of our own. */
  callbackUrl: string;
};

/** One field for a token. The action arrives as a prop; what it says of a wrong token stands beneath the field. */
export function SignInForm({ action, callbackUrl }: Props) {
  const [{ message }, submit, pending] = useActionState(action, { message: '' });
  return (
    <form action={submit} className="grid gap-2">
      <input type="hidden" name="callbackUrl" value={callbackUrl} />
      <label htmlFor="token" className="font-[560]">
        Token
      </label>
      <div className="flex gap-2">
        <input
          id="token"
          name="token"
          type="password"
          required
          autoComplete="current-password"
          spellCheck={false}
          maxLength={500}
          aria-invalid={message !== ''}
          aria-describedby="token-message"
          className="h-8 min-w-0 grow rounded-md border border-rule-2 bg-raised px-2.5 focus-visible:outline-2 focus-visible:outline-focus focus-visible:outline-offset-1"
        />
        <Button type="submit" tone="primary" disabled={pending}>
          Sign in
        </Button>
      </div>
      <p id="token-message" aria-live="polite" className="min-h-5 text-negative text-s">
        {message}
      </p>
    </form>
  );
}
