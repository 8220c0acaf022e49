import Link from 'next/link';
import { Badge } from '@/components/ui/badge';
import { BodyCell, BodyRow, HeadCell, Sheet } from '@/components/ui/table';
import { formatCount } from '@/lib/format/count';
import { formatInstant, formatMonthsShort } from '@/lib/format/time';

type Kind = 'demo' | 'aws' | 'focus' | 'cur';

type Props = {
  rows: readonly {
    readonly id: string;
    readonly name: string;
    readonly kind: Kind;
    readonly currency: string | null;
    readonly managementAccountId: string | null;
    readonly organizationId: string | null;
    readonly roleArn: string | null;
    readonly region: string | null;
    readonly accounts: number;
    readonly months: { readonly from: string; readonly to: string } | null;
    readonly lastSync: { readonly at: string; readonly status: string } | null;
    readonly cap: { readonly used: number; readonly limit: number } | null;
  }[];
};

const KINDS: Record<Kind, { word: string; what: string }> = {
  demo: { word: 'demo', what: 'An invented company, served by a local endpoint that speaks AWS' },
  aws: { word: 'AWS', what: 'Pulled from AWS Organizations and Cost Explorer' },
  focus: { word: 'FOCUS file', what: 'A bill in the FOCUS format, imported from a file' },
  cur: { word: 'CUR file', what: 'A Cost and Usage Report, imported from a file' },
};

/** Every source of books: what it is, what it holds, how fresh it is, and what it may ask of AWS. */
export function ConnectionList({ rows }: Props) {
  return (
    <Sheet label="Connections">
      <thead>
        <tr>
          <HeadCell className="w-full">Name</HeadCell>
          <HeadCell>Management account</HeadCell>
          <HeadCell align="right">Accounts</HeadCell>
          <HeadCell>Months</HeadCell>
          <HeadCell>Currency</HeadCell>
          <HeadCell>Last sync</HeadCell>
          <HeadCell align="right">Requests of cap</HeadCell>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <BodyRow key={row.id}>
            <BodyCell className="min-w-64 py-2">
              <p className="flex items-center gap-2">
                <Link
                  href={`/settings/sync?connection=${encodeURIComponent(row.id)}`}
                  className="font-[560] text-accent underline-offset-2 hover:underline"
                >
                  {row.name}
                </Link>
                <Badge>{KINDS[row.kind].word}</Badge>
              </p>
              <p className="text-ink-2 text-s">{sourceText(row)}</p>
            </BodyCell>
            <BodyCell className="whitespace-nowrap">{row.managementAccountId ?? '–'}</BodyCell>
            <BodyCell align="right">{formatCount(row.accounts)}</BodyCell>
            <BodyCell className="whitespace-nowrap">{row.months ? formatMonthsShort(row.months) : 'none yet'}</BodyCell>
            <BodyCell>{row.currency ?? '–'}</BodyCell>
            <BodyCell className="whitespace-nowrap">
              {row.lastSync ? formatInstant(row.lastSync.at) : 'never'}
              {row.lastSync && row.lastSync.status !== 'succeeded' && (
                <span className="block">
                  <Badge tone="caution">{row.lastSync.status}</Badge>
                </span>
              )}
            </BodyCell>
            <BodyCell align="right">
              {row.cap ? `${formatCount(row.cap.used)} of ${formatCount(row.cap.limit)}` : '–'}
            </BodyCell>
          </BodyRow>
        ))}
      </tbody>
    </Sheet>
  );
}

function sourceText(row: Props['rows'][number]): string {
  const details = [row.organizationId, row.roleArn && `through ${row.roleArn}`, row.region].filter(Boolean);
  return [KINDS[row.kind].what, ...details].join(' · ');
}
