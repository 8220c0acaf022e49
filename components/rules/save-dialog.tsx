'use client';

import { useRouter } from 'next/navigation';
import { useEffect, useState, useTransition } from 'react';
import { Button } from '@/components/ui/button';
import { Caution } from '@/components/ui/caution';
import { Dialog } from '@/components/ui/dialog';
import { BodyCell, BodyRow, HeadCell, Sheet } from '@/components/ui/table';
import { TextField } from '@/components/ui/text-field';
import { useToast } from '@/components/ui/toast';
import type { Basis } from '@/lib/finance/basis';
import { formatPlural } from '@/lib/format/count';
import { formatFigure } from '@/lib/format/money';
import { formatMonth } from '@/lib/format/time';
import { ChangeList } from './change-list';
import type { MonthsReply, RulesActions } from './rules-actions';
import type { WorkingRules } from './use-draft';

type Props = {
  working: WorkingRules;
  basis: Basis;
  actions: Pick<RulesActions, 'tryMonths' | 'saveRules'>;
  onClose: () => void;
  onSaved: () => void;
};

/** The last step before figures change: what changes in the rules, which months, and why. */
export function SaveDialog({ working, basis, actions, onClose, onSaved }: Props) {
  const { document, draft, changes } = working;
  const router = useRouter();
  const toast = useToast();
  const [note, setNote] = useState(draft?.note ?? '');
  const [months, setMonths] = useState<MonthsReply | null>(null);
  const [failure, setFailure] = useState('');
  const [saving, startSaving] = useTransition();
  const { tryMonths, saveRules } = actions;
  // The dry run of what lives in the browser alone: it begins when the dialog opens.
  useEffect(() => {
    let current = true;
    tryMonths(document, basis)
      .catch(() => ({ ok: false as const, message: 'The server could not be reached, so the months are not known.' }))
      .then((reply) => current && setMonths(reply));
    return () => {
      current = false;
    };
  }, [document, basis, tryMonths]);
  const save = () =>
    startSaving(async () => {
      const reply = await saveRules(document, draft?.base ?? 0, note);
      if (!reply.ok) {
        setFailure(reply.message);
        // The page then shows what was saved, and what to do about it.
        if (reply.overtaken) router.refresh();
        return;
      }
      toast.add({ title: 'Saved', description: `${formatPlural(reply.months, 'month')} worked out anew.` });
      onSaved();
    });
  return (
    <Dialog title="Save the rules" open onOpenChange={(open) => !open && onClose()}>
      <form
        className="grid gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          save();
        }}
      >
        <ChangeList changes={changes} />
        <MonthsOfChange reply={months} />
        <TextField label="Note: why they change" value={note} onChange={setNote} />
        {failure !== '' && <Caution>{failure}</Caution>}
        <div className="flex gap-2">
          <Button type="submit" tone="primary" disabled={saving || note.trim() === ''}>
            {saving ? 'Saving…' : 'Save the rules'}
          </Button>
          <Button onClick={onClose}>Cancel</Button>
        </div>
      </form>
    </Dialog>
  );
}

function MonthsOfChange({ reply }: { reply: MonthsReply | null }) {
  if (reply === null) return <p className="text-ink-2">Working out which months change…</p>;
  if (!reply.ok) return <Caution>{reply.message}</Caution>;
  const { changed, untouched, closed } = reply;
  const kept =
    closed === 0
      ? ''
      : ` ${formatPlural(closed, 'closed month')} ${closed === 1 ? 'keeps its' : 'keep their'} own rules.`;
  if (changed.length === 0) {
    return <p className="text-ink-2">{`No figure of any ${closed === 0 ? 'stored' : 'open'} month changes.${kept}`}</p>;
  }
  const several = new Set(changed.map(({ connection }) => connection)).size > 1;
  return (
    <div className="grid gap-1.5">
      <p>
        {formatPlural(changed.length, 'month')} {changed.length === 1 ? 'changes' : 'change'}
        {untouched > 0 ? `, ${untouched} stay as they are` : ''}.{kept}
      </p>
      <div className="max-h-64 overflow-y-auto">
        <Sheet label="Months that change">
          <thead>
            <tr>
              <HeadCell className="w-full">Month</HeadCell>
              {several && <HeadCell>Organization</HeadCell>}
              <HeadCell align="right">Projects</HeadCell>
              <HeadCell align="right">Lies elsewhere</HeadCell>
              <HeadCell align="right">Unallocated</HeadCell>
            </tr>
          </thead>
          <tbody>
            {changed.map(({ connection, month, projects, moved, after }) => (
              <BodyRow key={`${connection} ${month}`}>
                <BodyCell className="whitespace-nowrap">{formatMonth(month)}</BodyCell>
                {several && <BodyCell className="whitespace-nowrap">{connection}</BodyCell>}
                <BodyCell align="right">{projects}</BodyCell>
                <BodyCell align="right">{formatFigure(moved).text}</BodyCell>
                <BodyCell align="right">{formatFigure(after).text}</BodyCell>
              </BodyRow>
            ))}
          </tbody>
        </Sheet>
      </div>
    </div>
  );
}
