'use client';

import { useRouter } from 'next/navigation';
import { useTransition } from 'react';
import { Button } from '@/components/ui/button';
import { useToast } from '@/components/ui/toast';
import { formatPlural } from '@/lib/format/count';
import { formatDay } from '@/lib/format/time';
import { ChangeList } from './change-list';
import type { RulesActions } from './rules-actions';

type Entry = {
  readonly id: number;
  /** ISO instant, UTC. */
  readonly savedAt: string;
  readonly savedBy: string;
  readonly note: string;
  readonly changes: readonly string[];
};
/** `restore` is null for a reader. */
type Props = { entries: readonly Entry[]; restore: RulesActions['restoreRules'] | null };

/** What was saved, the newest first, with what it changed. The last save can be undone; any older set be saved again. */
export function RulesHistory({ entries, restore }: Props) {
  const router = useRouter();
  const toast = useToast();
  const [busy, start] = useTransition();
  const [newest] = entries;
  const bring = (set: number) =>
    start(async () => {
      if (!restore || !newest) return;
      const reply = await restore(set, newest.id);
      toast.add(
        reply.ok
          ? { title: 'Saved again', description: `${formatPlural(reply.months, 'month')} worked out anew.` }
          : { title: 'Nothing was saved', description: reply.message, priority: 'high' },
      );
      router.refresh();
    });
  if (!newest) return <p className="text-ink-2">Nothing was saved yet.</p>;
  return (
    <ol aria-label="Saved rules" className="border border-rule bg-surface">
      {entries.map(({ id, savedAt, savedBy, note, changes }, at) => {
        const before = entries[at + 1]?.id ?? 0;
        return (
          <li
            key={id}
            className="grid gap-x-4 gap-y-1 border-rule border-b px-3.5 py-2.5 last:border-b-0 tablet:grid-cols-[190px_minmax(0,1fr)_auto]"
          >
            <p className="text-ink-2 text-s">
              <span className="text-ink">Rules {id}</span> · {formatDay(savedAt.slice(0, 10))} {savedAt.slice(11, 16)}{' '}
              UTC
              <span className="block [overflow-wrap:anywhere]">{savedBy}</span>
            </p>
            <div className="min-w-0">
              {note !== '' && <p className="[overflow-wrap:anywhere]">{note}</p>}
              {changes.length === 0 ? (
                <p className="text-ink-3 text-s">Nothing changed.</p>
              ) : (
                <ChangeList changes={changes} />
              )}
            </div>
            {restore && (
              <span className="print:hidden">
                {at === 0 ? (
                  <Button disabled={busy} onClick={() => bring(before)}>
                    Undo
                  </Button>
                ) : (
                  <Button disabled={busy} tone="quiet" onClick={() => bring(id)}>
                    Save again
                  </Button>
                )}
              </span>
            )}
          </li>
        );
      })}
    </ol>
  );
}
