'use client';

import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { CopyText } from '@/components/ui/copy-text';
import { ActsHead, BodyCell, BodyRow, HeadCell, Sheet } from '@/components/ui/table';
import { useToast } from '@/components/ui/toast';
import { formatInstant } from '@/lib/format/time';
import { ActDialog } from './act-dialog';
import { type PeopleReply, roleName, scopeText, type TokenReply, type TokenRow } from './person-row';
import { TokenDialog, type TokenDraft } from './token-dialog';

export type TokenActions = {
  readonly make: (draft: TokenDraft) => Promise<TokenReply>;
  readonly end: (id: string) => Promise<PeopleReply>;
};
type Props = { rows: readonly TokenRow[]; mayChange: boolean; actions: TokenActions };

/** The tokens of the API that still let in: what each may do, and when it was last used. */
export function TokenBoard({ rows, mayChange, actions }: Props) {
  const [making, setMaking] = useState(false);
  const [ending, setEnding] = useState<TokenRow | null>(null);
  const [made, setMade] = useState<{ readonly name: string; readonly token: string } | null>(null);
  const toast = useToast();
  const end = async (row: TokenRow) => {
    const reply = await actions.end(row.id);
    if (!reply.ok) return reply.message;
    toast.add({ title: `${row.name} is revoked` });
    return '';
  };
  return (
    <section className="grid grid-cols-[minmax(0,1fr)] gap-2.5">
      <div className="flex flex-wrap items-center justify-between gap-3">
        <h2>API tokens</h2>
        {mayChange && <Button onClick={() => setMaking(true)}>Make a token…</Button>}
      </div>
      {made && (
        <div role="status" className="grid gap-1.5 border-accent border-l-[3px] bg-accent-soft px-3.5 py-2.5">
          <p>
            This is <b className="font-[560]">{made.name}</b>. Keep it now: it is not stored, and not shown again.
          </p>
          <CopyText label={`The token ${made.name}`} text={made.token} />
        </div>
      )}
      {rows.length === 0 ? (
        <p className="text-ink-2">No token lets in.</p>
      ) : (
        <Sheet label="API tokens">
          <thead>
            <tr>
              <HeadCell>Name</HeadCell>
              <HeadCell>Role</HeadCell>
              <HeadCell className="w-full">Sees</HeadCell>
              <HeadCell>Made</HeadCell>
              <HeadCell>Ends</HeadCell>
              <HeadCell>Last used</HeadCell>
              {mayChange && <ActsHead />}
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <BodyRow key={row.id}>
                <BodyCell className="max-w-64 truncate">{row.name}</BodyCell>
                <BodyCell className="whitespace-nowrap">{roleName(row.role)}</BodyCell>
                <BodyCell className="min-w-48 py-1 text-ink-2 [overflow-wrap:anywhere]">
                  {scopeText(row.role, row.scopes)}
                </BodyCell>
                {[row.createdAt, row.expiresAt, row.lastUsedAt].map((instant, at) => (
                  // biome-ignore lint/suspicious/noArrayIndexKey: three fixed columns
                  <BodyCell key={at} className="whitespace-nowrap">
                    {instant === null ? 'never' : formatInstant(instant)}
                  </BodyCell>
                ))}
                {mayChange && (
                  <BodyCell className="whitespace-nowrap text-right print:hidden">
                    <Button tone="quiet" aria-label={`Revoke ${row.name}`} onClick={() => setEnding(row)}>
                      Revoke…
                    </Button>
                  </BodyCell>
                )}
              </BodyRow>
            ))}
          </tbody>
        </Sheet>
      )}
      {making && <TokenDialog make={actions.make} onMade={setMade} onClose={() => setMaking(false)} />}
      {ending && (
        <ActDialog
          title={`Revoke ${ending.name}`}
          verb="Revoke"
          act={() => end(ending)}
          onClose={() => setEnding(null)}
        >
          <p>Whatever uses it is refused from then on. A revoked token does not come back.</p>
        </ActDialog>
      )}
    </section>
  );
}
