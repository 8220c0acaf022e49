'use client';

import { useState } from 'react';
import { SignInField } from '@/components/forms/sign-in-field';
import { ActDialog } from './act-dialog';
import { type Grant, GrantFields } from './grant-fields';
import type { PeopleActions, PeopleReply, PersonRow } from './person-row';

type Props = { actions: PeopleActions; onClose: () => void; onDone: (what: string) => void };

const messageOf = (reply: PeopleReply): string => (reply.ok ? '' : reply.message);

/** Adds a person, with a first password; without one they come by single sign-on alone. */
export function AddPersonDialog({ singleSignOn, actions, onClose, onDone }: Props & { singleSignOn: boolean }) {
  const [grant, setGrant] = useState<Grant>({ role: 'viewer', scopes: [] });
  const act = async (form: FormData) => {
    const text = (name: string) => String(form.get(name) ?? '');
    const reply = await actions.add({ email: text('email'), name: text('name'), password: text('password'), ...grant });
    if (reply.ok) onDone(`${text('email').trim()} may sign in`);
    return messageOf(reply);
  };
  return (
    <ActDialog title="Add a person" verb="Add" act={act} onClose={onClose}>
      <SignInField name="email" label="E-mail" type="email" autoComplete="off" maxLength={254} />
      <SignInField name="name" label="Name" autoComplete="off" maxLength={200} />
      <SignInField
        {...{ name: 'password', label: 'First password', type: 'password', autoComplete: 'new-password' }}
        {...{ maxLength: 200, required: !singleSignOn }}
        note={
          singleSignOn
            ? 'Eight characters or more; empty for someone who comes by single sign-on.'
            : 'Eight characters or more. They change it under Your sign-in.'
        }
      />
      <GrantFields grant={grant} onChange={setGrant} />
    </ActDialog>
  );
}

/** Changes what a person may do, from their next click on. */
export function ChangePersonDialog({ row, actions, onClose, onDone }: Props & { row: PersonRow }) {
  const [grant, setGrant] = useState<Grant>({ role: row.role, scopes: row.scopes });
  const act = async () => {
    const reply = await actions.change(row.id, grant.role, grant.scopes);
    if (reply.ok) onDone(`${row.email} is changed`);
    return messageOf(reply);
  };
  return (
    <ActDialog title={row.email} verb="Save" act={act} onClose={onClose}>
      <p className="text-ink-2">
        It counts from their next click on.
        {row.fromProvider &&
          ' From then on the role is kept here: what single sign-on says does not change it any more.'}
      </p>
      <GrantFields grant={grant} onChange={setGrant} />
    </ActDialog>
  );
}

/** The last step before someone is out. */
export function RemovePersonDialog({ row, actions, onClose, onDone }: Props & { row: PersonRow }) {
  const act = async () => {
    const reply = await actions.remove(row.id);
    if (reply.ok) onDone(`${row.email} is removed`);
    return messageOf(reply);
  };
  return (
    <ActDialog title={`Remove ${row.email}`} verb="Remove" act={act} onClose={onClose}>
      <p>They are signed out everywhere and cannot sign in again, by single sign-on neither.</p>
      <p className="text-ink-2">What they did stays in the audit log. API tokens are revoked by themselves, below.</p>
    </ActDialog>
  );
}
