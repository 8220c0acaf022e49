import { Facts } from '@/components/ui/facts';
import { BodyCell, BodyRow, HeadCell, Sheet } from '@/components/ui/table';
import { formatCount } from '@/lib/format/count';
import { formatInstant } from '@/lib/format/time';
import type { AuditEntry } from '@/lib/reports/audit';

const VIA: Readonly<Record<string, string>> = {
  session: 'signed in',
  token: 'token',
  demo: 'demo',
  machine: 'this machine',
  schedule: 'schedule',
};

/** The entries, each with what it changed in place. */
export function AuditTable({ entries }: { entries: readonly AuditEntry[] }) {
  return (
    <Sheet label="Audit log">
      <thead>
        <tr>
          <HeadCell align="right">No.</HeadCell>
          <HeadCell>When</HeadCell>
          <HeadCell>Who</HeadCell>
          <HeadCell>From</HeadCell>
          <HeadCell>What</HeadCell>
          <HeadCell className="w-full">Subject</HeadCell>
        </tr>
      </thead>
      <tbody>
        {entries.map((entry) => (
          <BodyRow key={entry.sequence}>
            <BodyCell align="right" className="py-1 align-top">
              {formatCount(entry.sequence)}
            </BodyCell>
            <BodyCell className="whitespace-nowrap py-1 align-top">
              {Number.isNaN(Date.parse(entry.at)) ? entry.at : formatInstant(entry.at)}
            </BodyCell>
            <BodyCell className="min-w-36 py-1 align-top [overflow-wrap:anywhere]">{entry.actor}</BodyCell>
            <BodyCell className="whitespace-nowrap py-1 align-top text-ink-2">{originOf(entry)}</BodyCell>
            <BodyCell className="whitespace-nowrap py-1 align-top">{entry.action}</BodyCell>
            <BodyCell className="min-w-72 py-1 align-top [overflow-wrap:anywhere]">
              <details>
                <summary className="cursor-default">{entry.subject}</summary>
                <div className="my-2">
                  <Facts
                    facts={[
                      { name: 'Before', text: <Content json={entry.before} /> },
                      { name: 'After', text: <Content json={entry.after} /> },
                      { name: 'Hash', text: <code className="font-mono text-s">{entry.hash}</code> },
                    ]}
                  />
                </div>
              </details>
            </BodyCell>
          </BodyRow>
        ))}
      </tbody>
    </Sheet>
  );
}

const originOf = ({ via, address }: AuditEntry): string => [VIA[via] ?? via, address].filter(Boolean).join(', ');

/** JSON as lines that can be read; nothing is told in a word. */
function Content({ json }: { json: string }) {
  if (json === 'null') return <span className="text-ink-2">nothing</span>;
  return <pre className="max-h-80 overflow-auto whitespace-pre-wrap font-mono text-s">{linesOf(json)}</pre>;
}

/** What was stored by another program, or changed, is shown as it stands. */
function linesOf(json: string): string {
  try {
    return JSON.stringify(JSON.parse(json), null, 2);
  } catch (error) {
    if (error instanceof SyntaxError) return json;
    throw error;
  }
}
