'use client';

import { useEffect, useState } from 'react';
import { Dialog } from '@/components/ui/dialog';
import { ExplainBody } from './explain-body';
import { type ExplainedFigure, isExplained, refusalIn } from './explain-reply';
import type { SheetRow } from './sheet-model';

/** The figure whose evidence is shown. */
export type Explained = {
  readonly row: string;
  readonly rowLabel: string;
  readonly column: string;
  readonly columnLabel: string;
};

type Props = {
  explained: Explained | null;
  question: string;
  currency: string;
  rows: readonly SheetRow[];
  onShow: (explained: Explained | null) => void;
};

type Answer = { readonly kind: 'asking' } | { readonly kind: 'refused'; readonly why: string } | Known;
type Known = { readonly kind: 'known'; readonly figure: ExplainedFigure };

/** Where a figure comes from: its formula, its parts, and what AWS was asked for them. */
export function ExplainPanel({ explained, question, currency, rows, onShow }: Props) {
  const answer = useExplanation(explained, question);
  const labelOf = (key: string) => rows.find((row) => row.key === key)?.label ?? key;
  return (
    <Dialog
      title={explained ? `${explained.rowLabel} · ${explained.columnLabel}` : 'Explain'}
      open={explained !== null}
      onOpenChange={(open) => {
        if (!open) onShow(null);
      }}
    >
      {answer.kind === 'asking' && <p className="text-ink-2">Looking up what it is made of…</p>}
      {answer.kind === 'refused' && <p className="text-negative">{answer.why}</p>}
      {answer.kind === 'known' && explained && (
        <ExplainBody
          figure={answer.figure}
          currency={currency}
          onRow={(row) => onShow({ ...explained, row, rowLabel: labelOf(row) })}
        />
      )}
    </Dialog>
  );
}

/** Asks when a figure is chosen: a sheet has a thousand figures, and people open a few. */
function useExplanation(explained: Explained | null, question: string): Answer {
  const [answer, setAnswer] = useState<Answer>({ kind: 'asking' });
  const wanted = explained === null ? null : `${explained.row} ${explained.column}`;
  useEffect(() => {
    if (explained === null || wanted === null) return;
    const stop = new AbortController();
    setAnswer({ kind: 'asking' });
    const params = new URLSearchParams(question);
    params.set('row', explained.row);
    params.set('column', explained.column);
    fetch(`/api/explain?${params}`, { signal: stop.signal })
      .then((reply) => reply.json())
      .then((reply: unknown) =>
        setAnswer(isExplained(reply) ? { kind: 'known', figure: reply } : { kind: 'refused', why: refusalIn(reply) }),
      )
      .catch(() => {
        if (!stop.signal.aborted) setAnswer({ kind: 'refused', why: refusalIn(null) });
      });
    return () => stop.abort();
  }, [explained, wanted, question]);
  return answer;
}
