'use client';

import { Pencil, Plus, Trash2 } from 'lucide-react';
import { lazy, Suspense, useState } from 'react';
import { Button } from '@/components/ui/button';
import { IconButton } from '@/components/ui/icon-button';
import type { AssignmentDocument } from '@/lib/finance/assignment-document';
import { formatMonth } from '@/lib/format/time';
import type { RuleNames } from './condition-fields';
import { edited, entryKey, movedTo } from './entry-list';
import { OrderedList } from './ordered-list';
import { faultAt } from './path-faults';
import { newRule } from './rule-edit';
import { RuleLine } from './rule-line';
import type { RulesPreviewModel } from './rules-preview';
import type { WorkingRules } from './use-draft';

/** Fetched when the first rule is opened. */
const RuleEditor = lazy(() => import('./rule-editor').then((part) => ({ default: part.RuleEditor })));

type Props = {
  working: WorkingRules;
  preview: RulesPreviewModel;
  /** The preview is of these rules, not of an earlier state of the draft. */
  fresh: boolean;
  names: RuleNames;
  mayChange: boolean;
};

/** The assignment rules in their order, each with what it catches in the month that is looked at. */
export function RuleList({ working, preview, fresh, names, mayChange }: Props) {
  const rules = working.document.assignments ?? [];
  const [open, setOpen] = useState<string | null>(null);
  const change = (make: (list: readonly AssignmentDocument[]) => readonly AssignmentDocument[]) =>
    working.edit((document) => ({ ...document, assignments: make(document.assignments ?? []) }));
  const nameOf = (unit: string) => names.units.find(({ id }) => id === unit)?.name ?? unit;
  return (
    <section aria-label="Assignment rules" className="grid min-w-0 grid-cols-[minmax(0,1fr)] gap-2">
      <div className="flex items-end justify-between gap-4">
        <div>
          <h2>Assignment rules</h2>
          <p className="text-ink-3 text-s">
            The first that matches gives the home, and the first that matches gives the environment. What they catch is
            of {formatMonth(preview.month)}.
          </p>
        </div>
        {mayChange && (
          <Button
            icon={<Plus size={13} className="text-ink-3" aria-hidden />}
            onClick={() => {
              const added = newRule();
              setOpen(entryKey(added));
              change((list) => [...list, added]);
            }}
          >
            Add a rule
          </Button>
        )}
      </div>
      {rules.length === 0 ? (
        <p className="border border-rule bg-surface px-3 py-4 text-ink-2">
          No rule: usage goes by the tag chains alone, and a tag value is the project of that name.
        </p>
      ) : (
        <OrderedList
          label="Assignment rules"
          entries={rules}
          nameOf={(rule) => `rule ${rules.indexOf(rule) + 1}`}
          move={mayChange ? (from, to) => change((list) => movedTo(list, from, to)) : null}
        >
          {(rule, at) => {
            const key = entryKey(rule);
            return (
              <>
                <RuleLine
                  rule={working.assignments[at]}
                  at={at}
                  found={fresh ? preview.catches[at] : undefined}
                  {...{ nameOf, preview }}
                  fault={faultAt(working.faults, 'assignments', at)}
                  warning={faultAt(fresh ? preview.warnings : [], 'assignments', at)}
                  actions={
                    mayChange && (
                      <>
                        <IconButton
                          label={open === key ? `Close rule ${at + 1}` : `Edit rule ${at + 1}`}
                          aria-expanded={open === key}
                          icon={<Pencil size={13} aria-hidden />}
                          onClick={() => setOpen(open === key ? null : key)}
                        />
                        <IconButton
                          label={`Remove rule ${at + 1}`}
                          icon={<Trash2 size={13} aria-hidden />}
                          onClick={() => change((list) => list.toSpliced(at, 1))}
                        />
                      </>
                    )
                  }
                />
                {open === key && (
                  <Suspense>
                    <RuleEditor
                      {...{ rule, at, names }}
                      faults={working.faults}
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
