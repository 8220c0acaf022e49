'use client';

import { useState } from 'react';
import { Badge } from '@/components/ui/badge';
import { Button } from '@/components/ui/button';
import { ActsHead, BodyCell, BodyRow, HeadCell, Sheet } from '@/components/ui/table';
import { useToast } from '@/components/ui/toast';
import { formatInstant } from '@/lib/format/time';
import { AddPersonDialog, ChangePersonDialog, RemovePersonDialog } from './person-dialogs';
import { type PeopleActions, type PersonRow, roleName, scopeText } from './person-row';

type Props = { rows: readonly PersonRow[]; mayChange: boolean; singleSignOn: boolean; actions: PeopleActions };
type Open = { readonly what: 'add' } | { readonly what: 'change' | 'remove'; readonly row: PersonRow };

/** The people who sign in, and what an administrator does with them. */
export function PeopleBoard({ rows, mayChange, singleSignOn, actions }: Props) {
  const [open, setOpen] = useState<Open | null>(null);
  const toast = useToast();
  const onDone = (title: string) => toast.add({ title });
  const given = { actions, onDone, onClose: () => setOpen(null) };
  const signOut = async (row: PersonRow) => {
    const reply = await actions.signOut(row.id);
    onDone(reply.ok ? `${row.email} is signed out everywhere` : reply.message);
  };
  return (
    <section className="grid grid-cols-[minmax(0,1fr)] gap-2.5">
      <div className="flex flex-wrap items-center justify-between gap-3">
        <h2>People</h2>
        {mayChange && (
          <Button tone="primary" onClick={() => setOpen({ what: 'add' })}>
            Add a person…
          </Button>
        )}
      </div>
      {rows.length === 0 ? (
        <p className="text-ink-2">Nobody signs in as a person yet.</p>
      ) : (
        <Sheet label="People">
          <thead>
            <tr>
              <HeadCell>E-mail</HeadCell>
              <HeadCell>Name</HeadCell>
              <HeadCell>Role</HeadCell>
              <HeadCell className="w-full">Sees</HeadCell>
              <HeadCell>Signs in by</HeadCell>
              <HeadCell>Last sign-in</HeadCell>
              {mayChange && <ActsHead />}
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <BodyRow key={row.id}>
                <BodyCell className="whitespace-nowrap">
                  {row.email} {row.isYou && <Badge>you</Badge>}
                </BodyCell>
                <BodyCell className="max-w-56 truncate">{row.name}</BodyCell>
                <BodyCell className="whitespace-nowrap">{roleName(row.role)}</BodyCell>
                <BodyCell className="min-w-48 py-1 text-ink-2 [overflow-wrap:anywhere]">
                  {scopeText(row.role, row.scopes)}
                </BodyCell>
                <BodyCell className="whitespace-nowrap">{row.signsIn}</BodyCell>
                <BodyCell className="whitespace-nowrap">
                  {row.lastSignInAt === null ? 'never' : formatInstant(row.lastSignInAt)}
                </BodyCell>
                {mayChange && (
                  <BodyCell className="whitespace-nowrap text-right print:hidden">
                    <Button tone="quiet" aria-label={`Sign out ${row.email}`} onClick={() => void signOut(row)}>
                      Sign out
                    </Button>
                    {!row.isYou && (
                      <>
                        <Button
                          tone="quiet"
                          aria-label={`Change ${row.email}`}
                          onClick={() => setOpen({ what: 'change', row })}
                        >
                          Change…
                        </Button>
                        <Button
                          tone="quiet"
                          aria-label={`Remove ${row.email}`}
                          onClick={() => setOpen({ what: 'remove', row })}
                        >
                          Remove…
                        </Button>
                      </>
                    )}
                  </BodyCell>
                )}
              </BodyRow>
            ))}
          </tbody>
        </Sheet>
      )}
      {open?.what === 'add' && <AddPersonDialog singleSignOn={singleSignOn} {...given} />}
      {open?.what === 'change' && <ChangePersonDialog row={open.row} {...given} />}
      {open?.what === 'remove' && <RemovePersonDialog row={open.row} {...given} />}
    </section>
  );
}
