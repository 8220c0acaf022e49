'use client';

import { useRouter } from 'next/navigation';
import { useState, useTransition } from 'react';
import { Button } from '@/components/ui/button';
import { LinesField } from '@/components/ui/lines-field';
import { TextField } from '@/components/ui/text-field';
import { useToast } from '@/components/ui/toast';

export type AccessReply = { readonly ok: true } | { readonly ok: false; readonly message: string };

/** As it is typed: '' is none; a line of `roles` is an OU and a role. */
export type AccessFields = {
  readonly roleName: string;
  readonly roles: readonly string[];
  readonly portal: string;
  readonly permissionSet: string;
};

type Props = { stored: AccessFields; mayChange: boolean; save: (fields: AccessFields) => Promise<AccessReply> };

/** Which role, portal and permission set lead from an account's page into the account. */
export function AccessForm({ stored, mayChange, save }: Props) {
  const [fields, setFields] = useState<AccessFields>(stored);
  const [failure, setFailure] = useState('');
  const [busy, start] = useTransition();
  const router = useRouter();
  const toast = useToast();
  const changed = JSON.stringify(fields) !== JSON.stringify(stored);
  const set = (change: Partial<AccessFields>) => setFields((before) => ({ ...before, ...change }));
  const submit = () =>
    start(async () => {
      const reply = await save(fields);
      setFailure(reply.ok ? '' : reply.message);
      if (!reply.ok) return;
      toast.add({ title: 'Saved', description: 'The pages of accounts lead there.' });
      router.refresh();
    });
  return (
    <form
      aria-label="The way into the accounts"
      className="grid max-w-[640px] gap-5"
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <p className="text-ink-2">
        The page of an account leads to AWS, which asks who comes: no credential passes through here.
      </p>
      <TextField
        label="Role to switch to, in accounts that were made in the organization"
        value={fields.roleName}
        onChange={(roleName) => set({ roleName })}
        placeholder="none"
      />
      <LinesField
        label="Roles by OU, one a line: the OU, a space, the role. The nearest OU above an account counts, for invited accounts too"
        lines={fields.roles}
        onChange={(roles) => set({ roles })}
        placeholder="ou-ab12-11111111 ops/ReadOnly"
      />
      <TextField
        label="Address of the Identity Center portal"
        value={fields.portal}
        onChange={(portal) => set({ portal })}
        placeholder="https://example.awsapps.com/start"
      />
      <TextField
        label="Permission set to enter with; without one the portal asks"
        value={fields.permissionSet}
        onChange={(permissionSet) => set({ permissionSet })}
        placeholder="ReadOnlyAccess"
      />
      {failure !== '' && (
        <p role="alert" className="text-negative">
          {failure}
        </p>
      )}
      {mayChange ? (
        <Button type="submit" tone="primary" disabled={!changed || busy} className="justify-self-start">
          {busy ? 'Saving…' : 'Save'}
        </Button>
      ) : (
        <p className="text-ink-2">Administrators choose these; you see them.</p>
      )}
    </form>
  );
}
