'use client';

import { useState } from 'react';
import { SignInField } from '@/components/forms/sign-in-field';
import { ActDialog } from './act-dialog';
import { type Grant, GrantFields } from './grant-fields';
import type { TokenReply } from './person-row';

export type TokenDraft = Grant & { readonly name: string /** As typed. */; readonly days: string };
type Props = {
  make: (draft: TokenDraft) => Promise<TokenReply>;
  onMade: (made: { name: string; token: string }) => void;
  onClose: () => void;
};

/** Makes a token: what it is called, what it may do, and when it ends. */
export function TokenDialog({ make, onMade, onClose }: Props) {
  const [grant, setGrant] = useState<Grant>({ role: 'viewer', scopes: [] });
  const act = async (form: FormData) => {
    const name = String(form.get('name') ?? '').trim();
    const reply = await make({ name, days: String(form.get('days') ?? ''), ...grant });
    if (!reply.ok) return reply.message;
    onMade({ name, token: reply.token });
    return '';
  };
  return (
    <ActDialog title="Make a token" verb="Make" act={act} onClose={onClose}>
      <SignInField name="name" label="Name" autoComplete="off" maxLength={100} />
      <SignInField
        {...{ name: 'days', label: 'Days until it ends', autoComplete: 'off', inputMode: 'numeric', required: false }}
        {...{ defaultValue: '90', maxLength: 4, note: 'Empty for a token that does not end by itself.' }}
      />
      <GrantFields grant={grant} onChange={setGrant} />
    </ActDialog>
  );
}
