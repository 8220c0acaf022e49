'use client';

import { useRouter } from 'next/navigation';
import { useState, useTransition } from 'react';
import { Button } from '@/components/ui/button';
import { Caution } from '@/components/ui/caution';
import { useToast } from '@/components/ui/toast';
import { priceOf } from '@/lib/finance/request-price';
import { formatCount, formatPlural } from '@/lib/format/count';
import { formatPrice } from '@/lib/format/money';
import { type TagKeyRow, TagKeySheet } from './tag-key-sheet';

type Props = {
  connectionId: string;
  name: string;
  keys: readonly TagKeyRow[];
  /** Requests of a month of daily syncs without any tag key. */
  others: number;
  cap: number;
  automatic: boolean;
  mayChoose: boolean;
  /** Null leaves the choice to the planner. */
  choose: (
    connectionId: string,
    keys: readonly string[] | null,
  ) => Promise<{ ok: true } | { ok: false; message: string }>;
};

const dollars = (requests: number) => formatPrice(priceOf(requests), 'USD');

/** Which tag keys are read, and what that costs: said while choosing, before anything is asked. */
export function TagKeys({ connectionId, name, keys, others, cap, automatic, mayChoose, choose }: Props) {
  const router = useRouter();
  const toast = useToast();
  const [saving, startSaving] = useTransition();
  const stored = keys.filter(({ read }) => read).map(({ key }) => key);
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set(stored));
  const picked = keys.filter(({ key }) => chosen.has(key));
  const changed = picked.length !== stored.length || stored.some((key) => !chosen.has(key));
  const monthly = picked.reduce((sum, each) => sum + each.monthly, others);
  const first = picked.filter(({ read }) => !read).reduce((sum, each) => sum + each.first, 0);
  const save = (wanted: readonly string[] | null) =>
    startSaving(async () => {
      const reply = await choose(connectionId, wanted);
      if (reply.ok) {
        toast.add({ title: 'Stored', description: 'The next sync reads these keys.' });
        router.refresh();
      } else toast.add({ title: 'Nothing was stored', description: reply.message, priority: 'high' });
    });
  const toggle = (key: string, on: boolean) => {
    const next = new Set(chosen);
    if (on) next.add(key);
    else next.delete(key);
    setChosen(next);
  };
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-4">
      <p className="max-w-[74ch] text-pretty text-ink-2">
        Each key that is read adds requests to every sync of {name}, at {dollars(1)} each. Without a choice, the five
        keys of your own that were used last are read.
      </p>
      <div role="status" className="grid gap-2">
        <p className="font-serif text-[19px] leading-normal">
          {`${formatPlural(picked.length, 'key')}: about ${formatPlural(monthly, 'request')} in a month of daily syncs, for ${dollars(monthly)}`}
          {first > 0 ? `; ${formatPlural(first, 'request')} once, for ${dollars(first)}, to read what is new.` : '.'}
        </p>
        {monthly > cap && (
          <Caution>{`That is above the cap of ${formatCount(cap)} requests a month: syncs would stop before it ends.`}</Caution>
        )}
      </div>
      <TagKeySheet keys={keys} chosen={chosen} toggle={mayChoose ? toggle : null} />
      {mayChoose ? (
        <div className="flex flex-wrap gap-2">
          <Button
            tone="primary"
            disabled={saving || !(changed || automatic)}
            onClick={() => save(picked.map(({ key }) => key))}
          >
            Read these keys
          </Button>
          <Button disabled={saving || automatic} onClick={() => save(null)}>
            {automatic ? 'Chosen by Subledger' : 'Let Subledger choose'}
          </Button>
        </div>
      ) : (
        <p className="text-ink-2">An administrator chooses which keys are read.</p>
      )}
    </div>
  );
}
