'use client';

import { useState, useTransition } from 'react';
import { Button } from '@/components/ui/button';

type Props = {
  people: readonly { readonly key: string; readonly name: string; readonly role: string; readonly does: string }[];
  /** Signs in and goes on to another page, or says why not. */
  signIn: (person: string) => Promise<string>;
};

/** The demo's ready people, one click each. */
export function DemoPeople({ people, signIn }: Props) {
  const [message, setMessage] = useState('');
  const [busy, start] = useTransition();
  return (
    <section aria-labelledby="demo-people" className="grid gap-2">
      <h2 id="demo-people" className="text-l">
        Look around the demo as
      </h2>
      <ul className="grid gap-px border border-rule bg-rule">
        {people.map(({ key, name, role, does }) => (
          <li key={key} className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1.5 bg-surface px-3 py-2">
            <span className="min-w-0">
              <span className="font-[560]">{name}</span>
              <span className="block text-ink-2 text-s">{does}</span>
            </span>
            <Button disabled={busy} onClick={() => start(async () => setMessage(await signIn(key)))}>
              {role}
            </Button>
          </li>
        ))}
      </ul>
      <p role="alert" className="text-negative text-s">
        {message}
      </p>
    </section>
  );
}
