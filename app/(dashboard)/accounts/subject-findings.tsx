import Link from 'next/link';
import { viewLink } from '@/components/shell/view-link';
import { FigureText } from '@/components/tables/figure-text';
import { formatDecimal } from '@/lib/finance/money';
import { formatExact, formatFigure } from '@/lib/format/money';
import type { PageQuery } from '@/lib/reports/query';
import { loadReview } from '@/lib/reports/review';
import type { SubjectRef } from '@/lib/reports/shapes';

type Props = { subject: SubjectRef; query: PageQuery; params: readonly (readonly [string, string])[] };

/** What the review finds of this account or OU, for those who may read the review. */
export async function SubjectFindings({ subject, query, params }: Props) {
  const report = await loadReview(query);
  if (report.kind !== 'review') return null;
  const own = report.findings.filter((each) => each.subject.kind === subject.kind && each.subject.id === subject.id);
  const { currency } = report.books;
  return (
    <section aria-label="Findings" className="mt-5 border border-rule bg-surface px-4 py-4">
      <h2 className="mb-2">Findings of the review</h2>
      {own.length === 0 ? (
        <p className="text-ink-2">None.</p>
      ) : (
        <ul>
          {own.map(({ rule, statement, cost }) => (
            <li
              key={rule}
              className="flex items-baseline justify-between gap-4 border-rule border-t py-1.5 first:border-t-0"
            >
              <span className="min-w-0 [overflow-wrap:anywhere]">{statement}</span>
              <FigureText
                figure={formatFigure(formatDecimal(cost))}
                title={`${formatExact(formatDecimal(cost), currency)} at stake`}
              />
            </li>
          ))}
        </ul>
      )}
      <p className="mt-2 text-s">
        <Link href={viewLink('/review', params)} prefetch={false} className="text-accent hover:underline">
          The review, with evidence and fixes
        </Link>
      </p>
    </section>
  );
}
