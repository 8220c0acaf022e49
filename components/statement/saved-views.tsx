'use client';

import { Bookmark, X } from 'lucide-react';
import Link from 'next/link';
import { useState, useTransition } from 'react';
import { Button } from '@/components/ui/button';
import { Checkbox } from '@/components/ui/checkbox';
import { Popover } from '@/components/ui/popover';
import { TextField } from '@/components/ui/text-field';

export type ViewReply = { readonly ok: true } | { readonly ok: false; readonly error: string };

type Props = {
  views: readonly {
    readonly id: string;
    readonly name: string;
    readonly address: string;
    readonly shared: boolean;
    readonly own: boolean;
  }[];
  save: (view: { name: string; shared: boolean; address: string }) => Promise<ViewReply>;
  remove: (id: string) => Promise<ViewReply>;
};

/** Sheets under a name, one's own and those for everyone; and a name for the one that is shown. */
export function SavedViews({ views, save, remove }: Props) {
  const [open, setOpen] = useState(false);
  const [name, setName] = useState('');
  const [shared, setShared] = useState(false);
  const [fault, setFault] = useState('');
  const [pending, startTransition] = useTransition();
  const tell = (reply: ViewReply) => setFault(reply.ok ? '' : reply.error);
  const keep = () =>
    startTransition(async () => {
      const reply = await save({ name, shared, address: window.location.search.slice(1) });
      tell(reply);
      if (reply.ok) setName('');
    });
  return (
    <Popover
      label="Saved views"
      open={open}
      onOpenChange={setOpen}
      trigger={
        <>
          <Bookmark size={13} className="text-ink-3" aria-hidden />
          Views
        </>
      }
    >
      <div className="grid w-[min(300px,80vw)] gap-2 p-1" aria-busy={pending}>
        {views.length === 0 && <p className="text-ink-2">No sheet has a name yet.</p>}
        <ul className="max-h-[40vh] overflow-y-auto">
          {views.map((view) => (
            <li key={view.id} className="flex items-center gap-1">
              <Link
                href={`/statements${view.address === '' ? '' : `?${view.address}`}`}
                onClick={() => setOpen(false)}
                className="min-w-0 grow truncate rounded-sm px-2 py-1 hover:bg-hover"
              >
                {view.name}
                {view.shared && <span className="ml-2 text-ink-3 text-xs">for everyone</span>}
              </Link>
              {view.own && (
                <button
                  type="button"
                  aria-label={`Remove ${view.name}`}
                  onClick={() => startTransition(async () => tell(await remove(view.id)))}
                  className="grid size-6 place-items-center rounded-sm text-ink-3 hover:text-ink"
                >
                  <X size={12} aria-hidden />
                </button>
              )}
            </li>
          ))}
        </ul>
        <form
          className="grid gap-2 border-rule border-t pt-2"
          onSubmit={(event) => {
            event.preventDefault();
            keep();
          }}
        >
          <TextField label="Name this view" value={name} onChange={setName} fault={fault} />
          <Checkbox checked={shared} onChange={setShared}>
            For everyone
          </Checkbox>
          <Button type="submit" tone="primary" disabled={pending || name.trim() === ''}>
            Save
          </Button>
        </form>
      </div>
    </Popover>
  );
}
