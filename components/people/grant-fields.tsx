'use client';

import { LinesField } from '@/components/ui/lines-field';
import { Select } from '@/components/ui/select';
import { ROLE_OPTIONS } from './person-row';

export type Grant = { readonly role: string; readonly scopes: readonly string[] };
type Props = { grant: Grant; onChange: (grant: Grant) => void };

/** What somebody may do: a role, and for a viewer the scopes. */
export function GrantFields({ grant: { role, scopes }, onChange }: Props) {
  const note = ROLE_OPTIONS.find(({ value }) => value === role)?.note;
  return (
    <>
      <div className="grid gap-1">
        <span className="text-ink-2 text-s">Role</span>
        <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
          <Select
            label="Role"
            options={ROLE_OPTIONS}
            value={role}
            onChange={(next) => onChange({ role: next, scopes: next === 'viewer' ? scopes : [] })}
          />
          <span className="text-ink-2 text-s">{note}</span>
        </div>
      </div>
      {role === 'viewer' && (
        <LinesField
          label="Scopes, one a line: account:<id>, ou:<id> with all below it, project:<id>"
          lines={scopes}
          placeholder={'ou:ou-ab12-11111111\nproject:checkout'}
          onChange={(lines) => onChange({ role, scopes: lines })}
        />
      )}
    </>
  );
}
