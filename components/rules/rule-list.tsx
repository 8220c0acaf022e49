'use client';

import { Pencil, Plus, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { Badge } from '@/components/ui/badge';
import { Button } from '@/components/ui/button';
import { Disclosure } from '@/components/ui/disclosure';
import { IconButton } from '@/components/ui/icon-button';
import type { AssignmentDocument } from '@/lib/finance/assignment-document';
import type { Assignment } from '@/lib/finance/rules';
import { readRules } from '@/lib/finance/rules-document';
import { formatPlural } from '@/lib/format/count';
import { formatFigure } from '@/lib/format/money';
import { formatMonth } from '@/lib/format/time';
import type { CatchRow } from './catch-rows';
import { edited, entryKey, movedTo } from './entry-list';
import { OrderedList } from './ordered-list';
import { faultAt } from './path-faults';
import { newRule } from './rule-edit';
import { RuleEditor, type RuleNames } from './rule-editor';
import { ruleWords } from './rule-words';
import type { RulesPreviewModel } from './rules-preview';
import type { WorkingRules } from './use-draft';

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
                  rule={working.rules?.assignments[at] ?? readAlone(rule)}
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
                  <RuleEditor
                    {...{ rule, at, names }}
                    faults={working.faults}
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

/** A rule whose neighbours have faults; undefined when it has some itself. */
function readAlone(rule: AssignmentDocument): Assignment | undefined {
  const reading = readRules({ assignments: [rule] });
  return reading.ok ? reading.rules.assignments[0] : undefined;
}

type LineProps = {
  rule: Assignment | undefined;
  at: number;
  found: CatchRow | undefined;
  preview: RulesPreviewModel;
  nameOf: (unit: string) => string;
  fault: string;
  warning: string;
  actions: React.ReactNode;
};

function RuleLine({ rule, at, found, preview, nameOf, fault, warning, actions }: LineProps) {
  const words = rule ? ruleWords(rule, nameOf) : null;
  return (
    <div>
      <div className="flex items-start justify-between gap-2">
        <p className="min-w-0 [overflow-wrap:anywhere]">
          {words ? (
            <>
              {words.when} <span className="text-ink-3">→</span> <b className="font-[560]">{words.then}</b>
            </>
          ) : (
            <span className="text-ink-2">Rule {at + 1} is not whole yet.</span>
          )}{' '}
          {found && !found.holds && <Badge>not in {formatMonth(preview.month)}</Badge>}{' '}
          {fault !== '' && <Badge tone="negative">to mend</Badge>}
        </p>
        <span className="flex shrink-0 print:hidden">{actions}</span>
      </div>
      {found?.holds && <Catch found={found} />}
      {warning !== '' && <p className="mt-0.5 text-caution text-s">{warning}</p>}
    </div>
  );
}

function Catch({ found }: { found: CatchRow }) {
  const { accounts, values, total, caught, more, taken, moreTaken } = found;
  const things = [
    ...(accounts > 0 ? [formatPlural(accounts, 'account')] : []),
    ...(values > 0 ? [formatPlural(values, 'value')] : []),
  ];
  if (caught.length === 0 && taken.length === 0) return <p className="text-ink-3 text-s">catches nothing</p>;
  return (
    <div className="mt-0.5 text-s">
      <Disclosure
        summary={
          <span>
            catches {things.join(', ') || 'nothing'}
            {caught.length > 0 && (
              <>
                {' · '}
                <span className="figure text-ink">{formatFigure(total).text}</span>
              </>
            )}
            {taken.length > 0 && ` · ${taken.length + moreTaken} taken by other rules`}
          </span>
        }
      >
        <ul className="grid gap-x-6 text-ink-2 tablet:grid-cols-2">
          {caught.map(({ key, label, decides, accounts: inAccounts, amount }) => (
            <li key={key} className="flex justify-between gap-3">
              <span className="min-w-0 truncate" title={`${label}: ${decides}`}>
                {label}
                {inAccounts !== null && <span className="text-ink-3"> in {formatPlural(inAccounts, 'account')}</span>}
              </span>
              <span className="figure">{formatFigure(amount).text}</span>
            </li>
          ))}
          {more > 0 && <li className="text-ink-3">and {more} more</li>}
          {taken.map(({ key, label, amount, by }) => (
            <li key={`taken ${key}`} className="flex justify-between gap-3 text-ink-3">
              <span className="min-w-0 truncate">
                {label}: rule {by + 1} has it
              </span>
              <span className="figure">{formatFigure(amount).text}</span>
            </li>
          ))}
          {moreTaken > 0 && <li className="text-ink-3">and {moreTaken} more that others have</li>}
        </ul>
      </Disclosure>
    </div>
  );
}
