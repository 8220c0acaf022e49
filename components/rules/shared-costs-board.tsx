'use client';

import { useState } from 'react';
import { SankeyChart } from '@/components/charts/sankey-chart';
import { Button } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';
import { Segmented } from '@/components/ui/segmented';
import { addMonths } from '@/lib/finance/month';
import type { RulesDocument } from '@/lib/finance/rules-document';
import { BeforeAfterTable } from './before-after-table';
import { DraftBar } from './draft-bar';
import { PoolList } from './pool-list';
import type { RulesActions, RulesTrial, RulesView } from './rules-actions';
import { type SavedSet, useDraft } from './use-draft';
import { useTrial } from './use-trial';

type Props = {
  saved: SavedSet;
  /** First rules to begin with; null where there are pools. */
  proposed: RulesDocument | null;
  stored: RulesTrial;
  view: RulesView;
  names: Readonly<Record<string, string>>;
  /** What the figures are of, in words. */
  unit: string;
  mayChange: boolean;
  actions: RulesActions;
};

const SIDES = [
  { value: 'after', label: 'After' },
  { value: 'before', label: 'Before' },
];

/** The pools beside what each project pays, before and after what one changes here. */
export function SharedCostsBoard({ saved, proposed, stored, view, names, unit, mayChange, actions }: Props) {
  const working = useDraft(saved, mayChange);
  const trial = useTrial(working, stored, view, actions.tryRules);
  const [side, setSide] = useState('after');
  const { table, flows } = trial.shown;
  const pools = working.document.pools ?? [];
  const projects = Object.keys(names).sort((a, b) => (names[a] ?? a).localeCompare(names[b] ?? b));
  return (
    <>
      {mayChange && <DraftBar {...{ working, trial, actions }} basis={view.basis} />}
      {mayChange && proposed && pools.length === 0 && (
        <div className="mb-4">
          <EmptyState
            title="Nothing is shared yet"
            action={
              <Button tone="primary" onClick={() => working.edit(() => proposed, 'The proposed first rules')}>
                See what the proposed rules do
              </Button>
            }
          >
            Support, the charges of mixed accounts and untagged usage sit in Unallocated. The proposed rules share them
            among all projects in proportion to their usage; nothing is saved before you say so.
          </EmptyState>
        </div>
      )}
      <div className="grid grid-cols-[minmax(0,1fr)] items-start gap-x-5 gap-y-6 wide:grid-cols-[minmax(0,5fr)_minmax(0,8fr)]">
        <PoolList
          {...{ working, names, projects, mayChange }}
          trial={trial.shown}
          month={addMonths(view.months.to, -1)}
        />
        <div aria-busy={trial.pending} className="grid min-w-0 grid-cols-[minmax(0,1fr)] gap-2 wide:sticky wide:top-32">
          <div>
            <h2>What each project pays</h2>
            <p className="text-ink-3 text-s">{unit}</p>
          </div>
          <div className={trial.pending ? 'opacity-60' : ''}>
            <BeforeAfterTable table={table} label="What each project pays" />
          </div>
        </div>
      </div>
      <div className="mt-6">
        {table.changes && (
          <div className="mb-2">
            <Segmented label="Flows" options={SIDES} value={side} onChange={setSide} />
          </div>
        )}
        <SankeyChart model={table.changes && side === 'before' ? stored.flows : flows} />
      </div>
    </>
  );
}
