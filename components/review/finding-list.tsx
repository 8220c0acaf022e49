'use client';

import { Collapsible } from '@base-ui/react/collapsible';
import { ChevronRight } from 'lucide-react';
import { useState } from 'react';
import { FigureText } from '@/components/tables/figure-text';
import { Button } from '@/components/ui/button';
import { AcceptDialog } from './accept-dialog';
import { EvidenceTable } from './evidence-table';
import type { FindingActions, FindingRow } from './finding-row';

type Props = {
  label: string;
  findings: readonly FindingRow[];
  currency: string;
  /** Null for a reader who may not accept findings. */
  accept: FindingActions['accept'] | null;
  /** The first day that an acceptance may end on, and the one that is proposed. */
  ends: { readonly first: string; readonly proposed: string };
};

/** Findings of one rule; each opens to its evidence and its fix. */
export function FindingList({ label, findings, currency, accept, ends }: Props) {
  const [asked, setAsked] = useState<FindingRow | null>(null);
  return (
    <>
      <ul aria-label={label} className="border border-rule bg-surface">
        {findings.map((finding) => (
          <li key={`${finding.connectionId} ${finding.subject}`} className="border-rule border-b last:border-b-0">
            <Collapsible.Root>
              <Collapsible.Trigger className="group flex min-h-(--row) w-full items-start gap-2 px-3 py-1.5 text-left hover:bg-hover">
                <ChevronRight
                  size={13}
                  className="mt-[3px] shrink-0 text-ink-3 group-data-panel-open:rotate-90"
                  aria-hidden
                />
                <span className="min-w-0 grow [overflow-wrap:anywhere]">
                  {finding.statement}
                  {finding.connection !== '' && <span className="text-ink-3"> {finding.connection}</span>}
                </span>
                <span className="shrink-0 text-right">
                  <FigureText figure={finding.figure} title={finding.exact} />
                </span>
              </Collapsible.Trigger>
              <Collapsible.Panel className="grid gap-3 border-rule border-t px-3 pt-2.5 pb-3.5 tablet:pl-[33px]">
                <EvidenceTable label={`Evidence: ${finding.statement}`} rows={finding.evidence} currency={currency} />
                <p className="max-w-[78ch] text-pretty">
                  <b className="font-[560]">Fix. </b>
                  {finding.fix}
                </p>
                {accept && (
                  <div>
                    <Button onClick={() => setAsked(finding)}>Accept for a time…</Button>
                  </div>
                )}
              </Collapsible.Panel>
            </Collapsible.Root>
          </li>
        ))}
      </ul>
      {accept && asked && <AcceptDialog finding={asked} ends={ends} accept={accept} onClose={() => setAsked(null)} />}
    </>
  );
}
