import { ExternalLink } from 'lucide-react';
import { CopyButton } from '@/components/ui/copy-button';
import { Facts } from '@/components/ui/facts';
import { formatPlural } from '@/lib/format/count';
import { formatDay } from '@/lib/format/time';
import type { AccountReport } from '@/lib/reports/shapes';

/** What AWS says of an account or a unit. */
export function SubjectFacts({ report }: { report: AccountReport }) {
  const { subject, tags } = report;
  return (
    <section aria-label="Facts" className="min-w-0 border border-rule bg-surface px-4 py-4">
      <h2 className="mb-3">{subject.kind === 'ou' ? 'About the unit' : 'About the account'}</h2>
      <Facts facts={subject.kind === 'ou' ? unitFacts(report) : accountFacts(report)} />
      {subject.kind === 'account' && (
        <>
          <h3 className="mt-4 mb-1">Tags</h3>
          {tags.length === 0 ? (
            <p className="text-ink-2">None, or none that were read.</p>
          ) : (
            <Facts facts={tags.map(({ key, value }) => ({ name: key, text: value === '' ? '(empty)' : value }))} />
          )}
        </>
      )}
    </section>
  );
}

const unitFacts = ({ subject, connection, accounts }: AccountReport) => [
  { name: 'Unit id', text: <Id label="unit id" id={subject.id} /> },
  { name: 'Organization', text: connection.name },
  { name: 'Accounts', text: `${formatPlural(accounts, 'account')} in it and below` },
];

function accountFacts({ subject, connection, email, state, joined, lastSeen, waysIn }: AccountReport) {
  return [
    { name: 'Account id', text: <Id label="account id" id={subject.id} /> },
    { name: 'E-mail', text: email ?? 'not known' },
    {
      name: 'State',
      text:
        lastSeen === null
          ? (state?.toLowerCase().replaceAll('_', ' ') ?? 'not known')
          : `left; last seen ${formatDay(lastSeen)}`,
    },
    { name: 'Joined', text: joined === null ? 'not known' : formatDay(joined) },
    { name: 'Organization', text: connection.name },
    ...waysIn.map((way) => ({ name: way.label, text: <WayIn {...way} /> })),
  ];
}

function Id({ label, id }: { label: string; id: string }) {
  return (
    <>
      <span className="figure">{id}</span>
      <CopyButton label={label} text={id} />
    </>
  );
}

/** Leads to AWS, which asks who comes. */
function WayIn({ label, href, note }: AccountReport['waysIn'][number]) {
  return (
    <a
      href={href}
      target="_blank"
      rel="noreferrer"
      aria-label={`${label}, ${note}`}
      className="inline-flex items-center gap-1 text-accent hover:underline"
    >
      {note}
      <ExternalLink size={12} aria-hidden />
    </a>
  );
}
