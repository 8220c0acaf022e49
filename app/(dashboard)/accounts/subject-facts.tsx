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

function accountFacts({ subject, connection, email, state, joined, lastSeen, name }: AccountReport) {
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
    ...(connection.kind === 'aws' && /^\d{12}$/.test(subject.id)
      ? [{ name: 'In AWS', text: <SwitchRole id={subject.id} name={name} /> }]
      : []),
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

/** AWS's own form, which asks for the role. */
function SwitchRole({ id, name }: { id: string; name: string }) {
  const params = new URLSearchParams({ account: id, displayName: name.slice(0, 64) });
  return (
    <a
      href={`https://signin.aws.amazon.com/switchrole?${params}`}
      target="_blank"
      rel="noreferrer"
      className="inline-flex items-center gap-1 text-accent hover:underline"
    >
      Switch role to it
      <ExternalLink size={12} aria-hidden />
    </a>
  );
}
