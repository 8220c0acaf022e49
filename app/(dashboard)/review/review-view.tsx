import { Download } from 'lucide-react';
import { Suspense } from 'react';
import { AcceptedList } from '@/components/review/accepted-list';
import { FindingList } from '@/components/review/finding-list';
import { Page } from '@/components/shell/page';
import { FigureText } from '@/components/tables/figure-text';
import { Badge } from '@/components/ui/badge';
import { EmptyState } from '@/components/ui/empty-state';
import { LinkButton } from '@/components/ui/link-button';
import { Skeleton } from '@/components/ui/skeleton';
import { Tiles } from '@/components/ui/tiles';
import { formatDecimal, toCents } from '@/lib/finance/money';
import { addDays, dayOf } from '@/lib/finance/month';
import { SEVERITIES, type Severity } from '@/lib/finance/review/finding';
import { BASIS_NAMES } from '@/lib/format/basis';
import { formatPlural } from '@/lib/format/count';
import { currencyName, figureOf, formatExact } from '@/lib/format/money';
import { formatDay, formatMonths } from '@/lib/format/time';
import type { PageQuery } from '@/lib/reports/query';
import type { ReviewReport } from '@/lib/reports/review';
import { acceptReviewFinding, withdrawReviewFinding } from './actions';
import { AdviceTable } from './advice-table';
import { acceptedRows, groupsOf } from './finding-groups';
import { ScoreHistory } from './score-history';

type Props = { report: ReviewReport; query: PageQuery; now: Date };

const NAMES: Readonly<Record<Severity, string>> = { high: 'High', medium: 'Medium', low: 'Low' };
const TONES = { high: 'negative', medium: 'caution', low: 'neutral' } as const;
/** Days after which an accepted finding is looked at again, unless somebody says otherwise. */
const PROPOSED_DAYS = 90;

/** Where the account structure hurts: the score, and every finding with its evidence, its fix and its reason. */
export function ReviewView({ report, query, now }: Props) {
  const { books, findings, accepted, mayAccept, day } = report;
  const { currency } = books;
  const parts = [formatMonths(books.months), BASIS_NAMES[books.basis].name.toLowerCase(), currencyName(currency)];
  const ends = { first: addDays(dayOf(now), 1), proposed: addDays(dayOf(now), PROPOSED_DAYS) };
  return (
    <Page
      title="Review"
      sub={`${parts.join(' · ')} · accounts as of ${formatDay(day)}`}
      actions={
        <LinkButton href={reviewFile(report, query)} download icon={<Download size={13} />}>
          CSV
        </LinkButton>
      }
    >
      <Tiles label="In short" tiles={tilesOf(report)} />
      <section aria-label="History" className="mb-6">
        <h2 className="mb-2">Score by month</h2>
        <Suspense fallback={<Skeleton className="h-[132px] w-full" />}>
          <ScoreHistory query={query} />
        </Suspense>
        <p className="mt-2 max-w-[90ch] text-ink-3 text-s">
          100 is nothing found. Each rule that finds something takes off up to 15 % (high), 8 % (medium) or 3 % (low) of
          what is left: half of it for being there, the other half by how much of the bill is at stake. A month counts
          its own figures and the organization of its last day, without what is accepted today.
        </p>
      </section>
      {findings.length === 0 && accepted.length === 0 && (
        <EmptyState title="Nothing found">
          No rule of the review finds anything in what was read of these accounts and months.
        </EmptyState>
      )}
      {SEVERITIES.map((severity) => (
        <SeveritySection
          key={severity}
          severity={severity}
          groups={groupsOf(report, severity)}
          currency={currency}
          accept={mayAccept ? acceptReviewFinding : null}
          ends={ends}
        />
      ))}
      <AdviceTable report={report} />
      {accepted.length > 0 && (
        <section className="mb-6">
          <h2 className="mb-2">Accepted</h2>
          <AcceptedList
            rows={acceptedRows(report)}
            currency={currency}
            withdraw={mayAccept ? withdrawReviewFinding : null}
          />
        </section>
      )}
    </Page>
  );
}

/** The address of the same findings as a file: without months where none were asked for, since these look at today. */
function reviewFile({ books: { months, basis, connections } }: ReviewReport, query: PageQuery): string {
  const params = new URLSearchParams({ ...(query.months === null ? {} : months), basis });
  const [only, ...others] = connections;
  if (only && others.length === 0) params.set('connection', only.connection.id);
  return `/api/v1/exports/review.csv?${params}`;
}

type SectionProps = Pick<Parameters<typeof FindingList>[0], 'currency' | 'accept' | 'ends'> & {
  severity: Severity;
  groups: ReturnType<typeof groupsOf>;
};

function SeveritySection({ severity, groups, ...rest }: SectionProps) {
  if (groups.length === 0) return null;
  return (
    <section aria-label={`${NAMES[severity]} severity`} className="mb-6">
      {groups.map(({ rule, title, reason, stake, findings, more }) => (
        <div key={rule} className="mb-5">
          <div className="mb-1 flex flex-wrap items-baseline gap-x-2.5 gap-y-1">
            <h2>{title}</h2>
            <Badge tone={TONES[severity]}>{NAMES[severity].toLowerCase()}</Badge>
            <span className="text-ink-3 text-s">{formatPlural(findings.length + more, 'finding')}</span>
          </div>
          <p className="mb-2 max-w-[90ch] text-pretty text-ink-2">{reason}</p>
          <FindingList label={title} findings={findings} {...rest} />
          <p className="mt-1.5 text-ink-3 text-s">
            At stake, {rest.currency}: {stake}.
            {more > 0 && ` ${formatPlural(more, 'further finding')} of this rule: in the CSV file.`}
          </p>
        </div>
      ))}
    </section>
  );
}

function tilesOf({ score, findings, accepted, accounts, books }: ReviewReport) {
  const { currency } = books;
  const of = (severity: Severity) => {
    const found = findings.filter((each) => each.severity === severity);
    const largest = found[0]?.cost ?? 0n;
    const figure = figureOf(toCents(largest), largest);
    return {
      name: `${NAMES[severity]} severity`,
      figure: String(found.length),
      note:
        found.length === 0 ? (
          'nothing found'
        ) : (
          <>
            the largest has <FigureText figure={figure} title={formatExact(formatDecimal(largest), currency)} />{' '}
            {currency} at stake
          </>
        ),
    };
  };
  return [
    {
      name: 'Score, of 100',
      figure: String(score),
      note: `${formatPlural(accounts, 'account')}${accepted.length > 0 ? `, ${accepted.length} accepted` : ''}`,
    },
    ...SEVERITIES.map(of),
  ];
}
