'use client';

import { Pencil, Plus, Trash2 } from 'lucide-react';
import { lazy, Suspense, useState } from 'react';
import { Button } from '@/components/ui/button';
import { IconButton } from '@/components/ui/icon-button';
import type { Month } from '@/lib/finance/month';
import type { PoolDocument } from '@/lib/finance/pool-document';
import { edited, entryKey, movedTo } from './entry-list';
import { OrderedList } from './ordered-list';
import { newPool } from './pool-edit';
import { PoolLine } from './pool-line';

import type { RulesTrial } from './rules-actions';
import type { WorkingRules } from './use-draft';

/** Fetched when the first pool is opened. */
const PoolEditor = lazy(() => import('./pool-editor').then((part) => ({ default: part.PoolEditor })));

type Props = {
  working: WorkingRules;
  trial: RulesTrial;
  /** The last of the months that are shown. */
  month: Month;
  names: Readonly<Record<string, string>>;
  /** Projects that a pool may name, by id. */
  projects: readonly string[];
  mayChange: boolean;
};

/** The pools in the order in which they take their part, each with its rule in words and what it moves. */
export function PoolList({ working, trial, month, names, projects, mayChange }: Props) {
  const pools = working.document.pools ?? [];
  const [open, setOpen] = useState<string | null>(null);
  const change = (make: (list: readonly PoolDocument[]) => readonly PoolDocument[]) =>
    working.edit((document) => ({ ...document, pools: make(document.pools ?? []) }));
  return (
    <section aria-label="Pools" className="grid min-w-0 grid-cols-[minmax(0,1fr)] gap-2">
      <div className="flex items-end justify-between gap-4">
        <div>
          <h2>Pools</h2>
          <p className="text-ink-3 text-s">The first that can takes a cost; the order decides nothing else.</p>
        </div>
        {mayChange && (
          <Button
            icon={<Plus size={13} className="text-ink-3" aria-hidden />}
            onClick={() => {
              const added = newPool(pools);
              setOpen(entryKey(added));
              change((list) => [...list, added]);
            }}
          >
            Add a pool
          </Button>
        )}
      </div>
      {pools.length === 0 ? (
        <p className="border border-rule bg-surface px-3 py-4 text-ink-2">
          No pool: what no project has of its own stays in Unallocated.
        </p>
      ) : (
        <OrderedList
          label="Pools"
          entries={pools}
          nameOf={({ id }) => `pool ${id}`}
          move={mayChange ? (from, to) => change((list) => movedTo(list, from, to)) : null}
        >
          {(pool, at) => {
            const key = entryKey(pool);
            return (
              <>
                <PoolLine
                  {...{ working, trial, month, names, pool, at }}
                  actions={
                    mayChange && (
                      <>
                        <IconButton
                          label={open === key ? `Close pool ${pool.id}` : `Edit pool ${pool.id}`}
                          aria-expanded={open === key}
                          icon={<Pencil size={13} aria-hidden />}
                          onClick={() => setOpen(open === key ? null : key)}
                        />
                        <IconButton
                          label={`Remove pool ${pool.id}`}
                          icon={<Trash2 size={13} aria-hidden />}
                          onClick={() => change((list) => list.toSpliced(at, 1))}
                        />
                      </>
                    )
                  }
                />
                {open === key && (
                  <Suspense>
                    <PoolEditor
                      {...{ pool, at, names, projects }}
                      faults={working.faults}
                      given={givenPools(working)}
                      onChange={(make) => change((list) => edited(list, at, make))}
                      onClose={() => setOpen(null)}
                    />
                  </Suspense>
                )}
              </>
            );
          }}
        </OrderedList>
      )}
    </section>
  );
}

/** The shared pools that assignment rules give costs to. */
const givenPools = ({ document }: WorkingRules): string[] => [
  ...new Set((document.assignments ?? []).flatMap(({ then }) => then.pool ?? [])),
];
