'use client';

import { useRouter } from 'next/navigation';
import { useState, useTransition } from 'react';
import { FigureText } from '@/components/tables/figure-text';
import { Button } from '@/components/ui/button';
import { Caution } from '@/components/ui/caution';
import { BodyCell, BodyRow, HeadCell, Sheet } from '@/components/ui/table';
import type { Basis } from '@/lib/finance/basis';
import { formatPlural } from '@/lib/format/count';
import { formatExact, formatFigure } from '@/lib/format/money';
import { formatMonth } from '@/lib/format/time';

/** The first rules in words, and what they would make of a month. Amounts are decimal strings. */
export type Proposal = {
  readonly base: number;
  readonly project: readonly string[];
  readonly environment: readonly string[];
  readonly pools: readonly string[];
  readonly months: readonly {
    readonly connection: string;
    readonly currency: string;
    readonly month: string;
    /** Keys that the next sync has to read first. */
    readonly unread: readonly string[];
    readonly projects: readonly { readonly project: string; readonly total: string }[];
    readonly before: string;
    readonly after: string;
  }[];
};

type Refused = { ok: false; message: string };
type Props = {
  basis: Basis;
  preview: (basis: Basis) => Promise<{ ok: true; proposal: Proposal } | Refused>;
  accept: (base: number) => Promise<{ ok: true } | Refused>;
};

const MOST = 12;

/** Proposes the first rules: shown with what they would change, and saved by one click. */
export function RuleProposal({ basis, preview, accept }: Props) {
  const router = useRouter();
  const [proposal, setProposal] = useState<Proposal | null>(null);
  const [fault, setFault] = useState('');
  const [pending, start] = useTransition();
  const show = () =>
    start(async () => {
      const reply = await preview(basis);
      setFault(reply.ok ? '' : reply.message);
      setProposal(reply.ok ? reply.proposal : null);
    });
  const use = (base: number) =>
    start(async () => {
      const reply = await accept(base);
      setFault(reply.ok ? '' : reply.message);
      if (reply.ok) router.refresh();
    });
  return (
    <div className="grid gap-4">
      {fault !== '' && <Caution>{fault}</Caution>}
      {proposal === null ? (
        <div>
          <Button tone="primary" disabled={pending} onClick={show}>
            {pending ? 'Looking…' : 'See the proposed rules'}
          </Button>
        </div>
      ) : (
        <Proposed proposal={proposal} pending={pending} use={() => use(proposal.base)} />
      )}
    </div>
  );
}

function Proposed({ proposal, pending, use }: { proposal: Proposal; pending: boolean; use: () => void }) {
  const { project, environment, pools, months } = proposal;
  if (project.length === 0) {
    return (
      <p className="text-ink-2">
        None of the tag keys is called app, application, project, service or product. Write rules in a file that name
        your keys, or accounts by their name, and import it: <code>subledger rules import FILE --dry-run</code> shows
        first what it would change.
      </p>
    );
  }
  return (
    <div className="grid gap-4 text-left">
      <ul className="list-disc pl-5">
        <li>A project is what the tag {project.join(', else ')} says.</li>
        {environment.length > 0 && <li>An environment is what the tag {environment.join(', else ')} says.</li>}
        {pools.map((words) => (
          <li key={words}>Shared: {words}, in proportion to their usage.</li>
        ))}
      </ul>
      {months.map((month) => (
        <MonthTable key={month.connection} of={month} />
      ))}
      <div>
        <Button tone="primary" disabled={pending} onClick={use}>
          {pending ? 'Applying…' : 'Use these rules'}
        </Button>
      </div>
    </div>
  );
}

function MonthTable({ of }: { of: Proposal['months'][number] }) {
  const { connection, currency, month, projects, before, after, unread } = of;
  const title = `${connection}, ${formatMonth(month)}`;
  const figure = (amount: string) => <FigureText figure={formatFigure(amount)} title={formatExact(amount, currency)} />;
  const hidden = projects.length - MOST;
  return (
    <div>
      <Sheet label={title}>
        <thead>
          <tr>
            <HeadCell>{title}</HeadCell>
            <HeadCell align="right">Now, {currency}</HeadCell>
            <HeadCell align="right">With these rules</HeadCell>
          </tr>
        </thead>
        <tbody>
          {projects.slice(0, MOST).map(({ project, total }) => (
            <BodyRow key={project}>
              <BodyCell className="[overflow-wrap:anywhere]">{project}</BodyCell>
              <BodyCell align="right">{figure('0')}</BodyCell>
              <BodyCell align="right">{figure(total)}</BodyCell>
            </BodyRow>
          ))}
          <BodyRow>
            <BodyCell>Without a project</BodyCell>
            <BodyCell align="right">{figure(before)}</BodyCell>
            <BodyCell align="right">{figure(after)}</BodyCell>
          </BodyRow>
        </tbody>
      </Sheet>
      {hidden > 0 && (
        <p className="mt-1 text-ink-3 text-s">{formatPlural(hidden, 'smaller project')} are not listed.</p>
      )}
      {unread.length > 0 && (
        <p className="mt-1 text-ink-3 text-s">
          The next sync reads the keys {unread.join(', ')}; until then their part says so.
        </p>
      )}
    </div>
  );
}
