'use client';

import { useState } from 'react';
import { LinesField } from '@/components/ui/lines-field';
import { TextField } from '@/components/ui/text-field';
import { SettingsForm, type SettingsReply } from './settings-form';

/** As it is typed: '' is none; a line of `roles` is an OU and a role. */
export type AccessFields = {
  readonly roleName: string;
  readonly roles: readonly string[];
  readonly portal: string;
  readonly permissionSet: string;
};

type Props = { stored: AccessFields; mayChange: boolean; save: (fields: AccessFields) => Promise<SettingsReply> };

/** Which role, portal and permission set lead from an account's page into the account. */
export function AccessForm({ stored, mayChange, save }: Props) {
  const [fields, setFields] = useState<AccessFields>(stored);
  const changed = JSON.stringify(fields) !== JSON.stringify(stored);
  const set = (change: Partial<AccessFields>) => setFields((before) => ({ ...before, ...change }));
  return (
    <SettingsForm
      label="The way into the accounts"
      saved="The pages of accounts lead there."
      others="Administrators choose these; you see them."
      save={() => save(fields)}
      {...{ changed, mayChange }}
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
    </SettingsForm>
  );
}
