'use client';

import { Pencil, Plus, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { Badge } from '@/components/ui/badge';
import { Button } from '@/components/ui/button';
import { IconButton } from '@/components/ui/icon-button';
import { formatDecimal } from '@/lib/finance/money';
import type { Month } from '@/lib/finance/month';
import type { PoolDocument } from '@/lib/finance/pool-document';
import { poolWords } from '@/lib/finance/pool-words';
import { isEffective, type PoolRule } from '@/lib/finance/rules';
import { readRules } from '@/lib/finance/rules-document';
import { formatFigure } from '@/lib/format/money';
import { formatMonth } from '@/lib/format/time';
import { edited, entryKey, movedTo } from './entry-list';
import { OrderedList } from './ordered-list';
import { faultAt } from './path-faults';
import { newPool } from './pool-edit';
import { PoolEditor } from './pool-editor';
import type { RulesTrial } from './rules-actions';
import type { WorkingRules } from './use-draft';

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
                  <PoolEditor
                    {...{ pool, at, names, projects }}
                    faults={working.faults}
                    given={givenPools(working)}
                    onChange={(make) => change((list) => edited(list, at, make))}
                    onClose={() => setOpen(null)}
                  />
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

/** A pool whose neighbours have faults; undefined when it has some itself. */
function readAlone(pool: PoolDocument): PoolRule | undefined {
  const reading = readRules({ pools: [pool] });
  return reading.ok ? reading.rules.pools[0] : undefined;
}

type LineProps = Pick<Props, 'working' | 'trial' | 'month' | 'names'> & {
  pool: PoolDocument;
  at: number;
  actions: React.ReactNode;
};

const SHOWN_NOTICES = 3;

function PoolLine({ working, trial, month, names, pool, at, actions }: LineProps) {
  const rule = working.rules?.pools[at] ?? readAlone(pool);
  const sums = trial.pools.find(({ pool: id }) => id === pool.id);
  const notices = trial.notices.filter(({ pool: id }) => id === pool.id);
  const fault = faultAt(working.faults, 'pools', at);
  const warning = faultAt(working.warnings, 'pools', at);
  const told = [...(warning === '' ? [] : [warning]), ...notices.map(({ message }) => message)];
  return (
    <div>
      <div className="flex items-start justify-between gap-2">
        <p className="flex min-w-0 flex-wrap items-baseline gap-x-2">
          <b className="min-w-0 truncate font-[560]">{pool.id || 'without a name'}</b>
          {rule && !isEffective(rule, month) && <Badge>not in {formatMonth(month)}</Badge>}
          {fault !== '' && <Badge tone="negative">to mend</Badge>}
        </p>
        <span className="flex shrink-0 print:hidden">{actions}</span>
      </div>
      {rule && <p className="text-pretty text-ink-2 text-s">{poolWords(rule, (id) => names[id] ?? id)}</p>}
      {rule && (
        <p className="mt-0.5 flex flex-wrap gap-x-4 text-ink-3 text-s">
          <span>
            moves <Sum units={sums?.moved ?? 0n} />
          </span>
          <span>
            leaves <Sum units={sums?.left ?? 0n} />
          </span>
        </p>
      )}
      {told.length > 0 && (
        <ul className="mt-1 text-caution text-s">
          {told.slice(0, SHOWN_NOTICES).map((message) => (
            <li key={message}>{message}</li>
          ))}
          {told.length > SHOWN_NOTICES && <li>and {told.length - SHOWN_NOTICES} more</li>}
        </ul>
      )}
    </div>
  );
}

function Sum({ units }: { units: bigint }) {
  return <span className="figure text-ink">{formatFigure(formatDecimal(units)).text}</span>;
}
