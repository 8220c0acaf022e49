'use client';

import { useRouter } from 'next/navigation';
import { lazy, Suspense, useState } from 'react';
import { Button } from '@/components/ui/button';
import { Caution } from '@/components/ui/caution';
import { Disclosure } from '@/components/ui/disclosure';
import type { Basis } from '@/lib/finance/basis';
import { pathText } from '@/lib/finance/document-value';
import type { Month } from '@/lib/finance/month';
import { formatPlural } from '@/lib/format/count';
import { formatCents } from '@/lib/format/money';
import { formatMonth } from '@/lib/format/time';
import type { BeforeAfter } from './before-after';
import { ChangeList } from './change-list';
import { faultWords } from './path-faults';
import type { RulesActions } from './rules-actions';
import type { WorkingRules } from './use-draft';
import type { Trial } from './use-trial';

/** Fetched when a draft is about to be saved. */
const SaveDialog = lazy(() => import('./save-dialog').then((part) => ({ default: part.SaveDialog })));

/** What the bar needs to know of what a draft would do. */
type Effect = {
  readonly table: BeforeAfter;
  readonly closed: readonly Month[];
  readonly milliseconds: number;
};
type Props = { working: WorkingRules; trial: Trial<Effect>; basis: Basis; actions: RulesActions };

const SLOW_MS = 1_000;

/** That there is a draft, what it changes, and what can be done with it. Nothing stands here without one. */
export function DraftBar({ working, trial, basis, actions }: Props) {
  const { draft, changes, faults, overtaken, discard, rebase } = working;
  const [saving, setSaving] = useState(false);
  const router = useRouter();
  if (!draft) return null;
  return (
    <section
      aria-label="Draft"
      className="sticky top-(--bar) z-20 mb-4 border border-rule border-l-[3px] border-l-accent bg-select px-3.5 py-2.5 print:hidden"
    >
      <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
        <p role="status" className="min-w-0">
          <b className="font-[560]">Draft, not saved.</b> <span className="text-ink-2">{stateOf(working, trial)}</span>
        </p>
        <span className="flex gap-2">
          <Button onClick={discard}>Discard</Button>
          <Button
            tone="primary"
            disabled={changes.length === 0 || faults.length > 0 || overtaken}
            onClick={() => setSaving(true)}
          >
            Save…
          </Button>
        </span>
      </div>
      {trial.failure !== '' && <p className="mt-1 text-negative text-s">{trial.failure}</p>}
      {faults.length > 0 && (
        <ul aria-label="To mend" className="mt-1 text-negative text-s">
          {faults.slice(0, 5).map(({ path, message }) => (
            <li key={`${pathText(path)} ${message}`}>{faultWords(working.document, { path, message })}</li>
          ))}
          {faults.length > 5 && <li>and {faults.length - 5} more</li>}
        </ul>
      )}
      {overtaken && (
        <div className="mt-2 grid gap-2">
          <Caution>
            Other rules were saved since this draft began. The history below says what changed. Put the draft on top of
            them, which takes those changes back where the draft has another word, or discard it.
          </Caution>
          <span>
            <Button
              onClick={() => {
                rebase();
                router.refresh();
              }}
            >
              Put the draft on top
            </Button>
          </span>
        </div>
      )}
      {changes.length > 0 && (
        <div className="mt-1">
          <Disclosure summary={formatPlural(changes.length, 'change')}>
            <ChangeList changes={changes} />
          </Disclosure>
        </div>
      )}
      {saving && (
        <Suspense>
          <SaveDialog
            {...{ working, basis, actions }}
            onClose={() => setSaving(false)}
            onSaved={() => {
              setSaving(false);
              discard();
              router.refresh();
            }}
          />
        </Suspense>
      )}
    </section>
  );
}

function stateOf({ faults, changes, rules }: WorkingRules, { pending, shown }: Trial<Effect>): string {
  if (faults.length > 0) return 'Its effect is worked out once these are mended.';
  if (rules === null) return 'Reading it…';
  if (changes.length === 0) return 'It changes nothing.';
  if (pending) return 'Working out what it would do…';
  const { milliseconds, closed } = shown;
  const slow = milliseconds > SLOW_MS ? `, worked out in ${(milliseconds / 1000).toFixed(1)} s` : '';
  if (!shown.table.changes && closed.length > 0) {
    return `${closed.map(formatMonth).join(', ')} ${closed.length === 1 ? 'is' : 'are'} closed: no rule changes that. Choose an open month to see what it does.`;
  }
  return shown.table.changes ? `${effectWords(shown.table)}${slow}.` : `It changes no figure of these months${slow}.`;
}

/** What a change comes to: `15 projects pay more or less than before; 3,869.94 lies elsewhere` */
function effectWords({ rows }: BeforeAfter): string {
  const changes = rows.flatMap(({ kind, cells: { change } }) =>
    change && (kind === 'project' || kind === 'rest') && change.cents !== 0n ? [{ kind, cents: change.cents }] : [],
  );
  const moved = changes.reduce((sum, { cents }) => sum + (cents < 0n ? -cents : cents), 0n) / 2n;
  const projects = changes.filter(({ kind }) => kind === 'project').length;
  return `${formatPlural(projects, 'project')} ${projects === 1 ? 'pays' : 'pay'} more or less than before; ${formatCents(moved)} lies elsewhere`;
}
