'use client';

import { useRouter } from 'next/navigation';
import { useTransition } from 'react';
import { FigureText } from '@/components/tables/figure-text';
import { Button } from '@/components/ui/button';
import { BodyCell, BodyRow, HeadCell, Sheet } from '@/components/ui/table';
import { useToast } from '@/components/ui/toast';
import { formatDay } from '@/lib/format/time';
import type { AcceptedRow, FindingActions } from './finding-row';

type Props = {
  rows: readonly AcceptedRow[];
  currency: string;
  /** Null for a reader who may not. */
  withdraw: FindingActions['withdraw'] | null;
};

/** What was accepted, why, by whom and until when. */
export function AcceptedList({ rows, currency, withdraw }: Props) {
  const router = useRouter();
  const toast = useToast();
  const [busy, start] = useTransition();
  const takeBack = ({ connectionId, rule, subject }: AcceptedRow) =>
    start(async () => {
      const reply = await withdraw?.({ connectionId, rule, subject });
      if (reply && !reply.ok) toast.add({ title: 'Nothing was changed', description: reply.message });
      router.refresh();
    });
  return (
    <Sheet label="Accepted findings">
      <thead>
        <tr>
          <HeadCell>Finding</HeadCell>
          <HeadCell>Accepted because</HeadCell>
          <HeadCell>By</HeadCell>
          <HeadCell>Until</HeadCell>
          <HeadCell align="right">At stake, {currency}</HeadCell>
          {withdraw && <HeadCell align="right">Acceptance</HeadCell>}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <BodyRow key={`${row.connectionId} ${row.rule} ${row.subject}`}>
            <BodyCell className="min-w-52 py-1.5">{row.statement}</BodyCell>
            <BodyCell className="min-w-44 py-1.5 text-ink-2 [overflow-wrap:anywhere]">{row.reason}</BodyCell>
            <BodyCell className="text-ink-2">{row.by}</BodyCell>
            <BodyCell className="whitespace-nowrap text-ink-2">{formatDay(row.until)}</BodyCell>
            <BodyCell align="right">
              <FigureText figure={row.figure} title={row.exact} />
            </BodyCell>
            {withdraw && (
              <BodyCell align="right">
                <Button disabled={busy} aria-label={`Take back: ${row.statement}`} onClick={() => takeBack(row)}>
                  Take back
                </Button>
              </BodyCell>
            )}
          </BodyRow>
        ))}
      </tbody>
    </Sheet>
  );
}
