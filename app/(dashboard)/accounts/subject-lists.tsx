import Link from 'next/link';
import { CoveredShare } from '@/components/charts/covered-share';
import { viewLink } from '@/components/shell/view-link';
import { FigureText } from '@/components/tables/figure-text';
import { BodyCell, BodyRow, HeadCell, Sheet } from '@/components/ui/table';
import { formatExact, formatFigure } from '@/lib/format/money';
import { formatPercent } from '@/lib/format/percent';
import { formatDay, formatMonths } from '@/lib/format/time';
import type { AccountReport } from '@/lib/reports/shapes';

type Props = { report: AccountReport; params: readonly (readonly [string, string])[] };

/** What lies in a unit; how far each tag key covers the usage; what happened. */
export function SubjectLists({ report, params }: Props) {
  const { children, coverage, events } = report;
  return (
    <div className="grid min-w-0 content-start gap-5">
      {children.length > 0 && <Children report={report} params={params} />}
      {coverage.length > 0 && <Coverage report={report} />}
      {events.length > 0 && (
        <section aria-label="Events">
          <h2 className="mb-2">What happened</h2>
          <ul>
            {events.map(({ day, text }) => (
              <li key={`${day} ${text}`} className="flex gap-3 border-rule border-b py-1.5">
                <span className="figure shrink-0 text-ink-2">{formatDay(day)}</span>
                {text}
              </li>
            ))}
          </ul>
        </section>
      )}
    </div>
  );
}

function Children({ report: { children, currency, months }, params }: Props) {
  const title = `In this unit, ${formatMonths(months)}`;
  return (
    <div className="min-w-0">
      <h2 className="mb-2">{title}</h2>
      <Sheet label={title}>
        <thead>
          <tr>
            <HeadCell>Name</HeadCell>
            <HeadCell align="right">{currency}</HeadCell>
            <HeadCell align="right">Share</HeadCell>
          </tr>
        </thead>
        <tbody>
          {children.map(({ kind, id, name, total, share }) => (
            <BodyRow key={id}>
              <BodyCell className={kind === 'ou' ? 'font-[600]' : ''}>
                <Link
                  href={viewLink(`/accounts/${kind === 'ou' ? 'ou/' : ''}${encodeURIComponent(id)}`, params)}
                  prefetch={false}
                  className="hover:text-accent hover:underline"
                >
                  {name}
                </Link>
              </BodyCell>
              <BodyCell align="right">
                <FigureText figure={formatFigure(total)} title={formatExact(total, currency)} />
              </BodyCell>
              <BodyCell align="right">{formatPercent(share)}</BodyCell>
            </BodyRow>
          ))}
        </tbody>
      </Sheet>
    </div>
  );
}

function Coverage({ report: { coverage, currency, months } }: { report: AccountReport }) {
  const title = `Tag coverage, ${formatMonths(months)}`;
  return (
    <div className="min-w-0">
      <h2 className="mb-2">{title}</h2>
      <Sheet label={title}>
        <thead>
          <tr>
            <HeadCell>Tag key</HeadCell>
            <HeadCell align="right">Tagged, {currency}</HeadCell>
            <HeadCell align="right">Of usage</HeadCell>
            <HeadCell align="right">Covered</HeadCell>
          </tr>
        </thead>
        <tbody>
          {coverage.map(({ key, covered, usage, share }) => (
            <BodyRow key={key}>
              <BodyCell className="[overflow-wrap:anywhere]">{key}</BodyCell>
              <BodyCell align="right">
                <FigureText figure={formatFigure(covered)} title={formatExact(covered, currency)} />
              </BodyCell>
              <BodyCell align="right">
                <FigureText figure={formatFigure(usage)} title={formatExact(usage, currency)} />
              </BodyCell>
              <BodyCell align="right">
                <CoveredShare fraction={share === null ? null : Math.floor(share * 1000) / 1000} />
              </BodyCell>
            </BodyRow>
          ))}
        </tbody>
      </Sheet>
    </div>
  );
}
