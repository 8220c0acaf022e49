'use client';

import { Caution } from '@/components/ui/caution';
import { formatMonth } from '@/lib/format/time';
import { BeforeAfterTable } from './before-after-table';
import { ChainEditor } from './chain-editor';
import type { RuleNames } from './condition-fields';
import { DraftBar } from './draft-bar';
import { ProjectList } from './project-list';
import { RuleList } from './rule-list';
import type { RulesActions, RulesView } from './rules-actions';
import { RulesFile } from './rules-file';
import type { RulesPreviewModel, RulesScreenActions } from './rules-preview';
import { type SavedSet, useDraft } from './use-draft';
import { useTrial } from './use-trial';

type Props = {
  saved: SavedSet;
  stored: RulesPreviewModel;
  view: RulesView;
  names: Pick<RuleNames, 'accounts' | 'units' | 'accountTagKeys' | 'projects'>;
  tagKeys: readonly string[];
  unit: string;
  mayChange: boolean;
  actions: RulesActions & RulesScreenActions;
};

/** Whose a cost is: rules, tag chains and projects, with what each rule catches and what the draft would change. */
export function RulesBoard({ saved, stored, view, names, tagKeys, unit, mayChange, actions }: Props) {
  const working = useDraft(saved, mayChange);
  const trial = useTrial(working, stored, view, actions.previewRules);
  const { document, edit } = working;
  const { dimensions = {}, assignments = [] } = document;
  const { shown } = trial;
  const known = (of: 'pool' | 'environment') => [...new Set(assignments.flatMap(({ then }) => then[of] ?? []))].sort();
  const chain = (dimension: 'project' | 'environment') => ({
    keys: dimensions[dimension] ?? [],
    known: tagKeys,
    unread: shown.unread,
    onChange: mayChange
      ? (keys: string[]) => edit((now) => ({ ...now, dimensions: { ...now.dimensions, [dimension]: keys } }))
      : null,
  });
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-6">
      {mayChange && <DraftBar {...{ working, trial, actions }} basis={view.basis} />}
      <RulesFile {...{ working, mayChange }} readFile={actions.readFile} />
      <RuleList
        {...{ working, mayChange }}
        preview={shown}
        fresh={working.rules !== null && !trial.pending}
        names={{ ...names, pools: known('pool'), environments: known('environment') }}
      />
      {shown.table.changes && (
        <div className="grid min-w-0 grid-cols-[minmax(0,1fr)] gap-2">
          <div>
            <h2>What would change</h2>
            <p className="text-ink-3 text-s">
              {formatMonth(shown.month)} · {unit}
            </p>
          </div>
          {shown.unread.length > 0 && (
            <Caution>
              {`Not read yet: ${shown.unread.join(', ')}. What they say is not in these figures; the next sync reads them.`}
            </Caution>
          )}
          <div className={trial.pending ? 'opacity-60' : ''}>
            <BeforeAfterTable table={shown.table} label="What would change" />
          </div>
        </div>
      )}
      <section aria-label="Tag chains" className="grid min-w-0 grid-cols-[minmax(0,1fr)] gap-2">
        <div>
          <h2>Tag chains</h2>
          <p className="text-ink-3 text-s">
            Keys that mean the same. Each is asked of AWS where the earlier ones are absent, so nothing counts twice.
          </p>
        </div>
        <div className="grid gap-5 tablet:grid-cols-2">
          <ChainEditor label="Project chain" {...chain('project')} />
          <ChainEditor label="Environment chain" {...chain('environment')} />
        </div>
      </section>
      <ProjectList {...{ working, mayChange }} projects={names.projects} />
    </div>
  );
}
