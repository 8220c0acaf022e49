import Link from 'next/link';
import { ColumnsChoice } from '@/components/charts/columns-choice';
import { prepareColumns } from '@/components/charts/prepare-columns';
import { Page } from '@/components/shell/page';
import { PrintButton } from '@/components/shell/print-button';
import { viewLink, withParams } from '@/components/shell/view-link';
import { ReconciliationStrip } from '@/components/tables/reconciliation-strip';
import { drawStrip } from '@/components/tables/strip';
import { BASIS_NAMES } from '@/lib/format/basis';
import { formatPlural } from '@/lib/format/count';
import { currencyName } from '@/lib/format/money';
import { formatFreshness, formatMonth, formatMonthName, formatMonths } from '@/lib/format/time';
import type { OverviewReport } from '@/lib/reports/overview-shapes';
import { Moved, NeedsAttention } from './overview-lists';
import { OverviewTiles } from './overview-tiles';
import { overviewSentences } from './sentences';

type Params = readonly (readonly [string, string])[];
type Props = { report: OverviewReport; params: Params; now: Date };

/** A link to evidence that keeps what is looked at. */
const linkTo = (href: string, params: Params): string => {
  if (href.startsWith('#')) return href;
  const [path = '', query = ''] = href.split('?');
  const [, kept = ''] = viewLink('', params).split('?');
  return withParams(path, new URLSearchParams(kept), Object.fromEntries(new URLSearchParams(query)));
};

/** One page: what is spent, where it is heading, what moved and what needs somebody. */
export function OverviewView({ report, params, now }: Props) {
  const { open, month, spend, basis, currency, estimated, asOf, strip } = report;
  const facts = [
    open ? `${spend.days} of ${formatPlural(spend.ofDays, 'day')}` : null,
    BASIS_NAMES[basis].name.toLowerCase(),
    currencyName(currency),
    estimated ? 'estimated' : null,
    asOf === null ? null : `as of ${formatFreshness(asOf, now)}`,
  ];
  return (
    <Page
      title={open ? `${formatMonthName(month)}, so far` : formatMonth(month)}
      sub={facts.flatMap((fact) => fact ?? []).join(' · ')}
      actions={<PrintButton />}
    >
      <p className="mb-4 max-w-[74ch] text-pretty font-serif text-[19px] leading-normal print:max-w-none print:text-[15px]">
        {overviewSentences(report).map(({ text, href }) =>
          href ? (
            <Link
              key={href}
              href={linkTo(href, params)}
              className="underline decoration-[1.5px] decoration-accent-2 underline-offset-3"
            >
              {text}
            </Link>
          ) : (
            text
          ),
        )}
      </p>
      <OverviewTiles report={report} />
      {strip !== null && (
        <ReconciliationStrip
          strip={drawStrip(strip)}
          estimated={strip.estimated}
          of={{ label: formatMonths(strip.months), href: linkTo(`/accounts?month=${strip.months.from}`, params) }}
        />
      )}
      <div id="history" className="grid gap-4 print:[zoom:.86] desk:grid-cols-[1.7fr_1fr] print:grid-cols-[1.5fr_1fr]">
        <div className="grid content-start gap-4 print:contents">
          <ColumnsChoice label="Stack months by" choices={historyChoices(report, params)} />
          <NeedsAttention report={report} linkTo={(href) => linkTo(href, params)} />
        </div>
        <Moved report={report} linkTo={(href) => linkTo(href, params)} />
      </div>
    </Page>
  );
}

/** By project where there are some, and by unit. */
function historyChoices(report: OverviewReport, params: Params): Parameters<typeof ColumnsChoice>[0]['choices'] {
  const units = { label: 'Units', model: historyColumns(report, 'Cost by unit', report.groups, params) };
  if (report.projects === null) return [units];
  return [{ label: 'Projects', model: historyColumns(report, 'Cost by project', report.projects, params) }, units];
}

function historyColumns(
  { history, currency, basis, forecast, month }: OverviewReport,
  title: string,
  groups: OverviewReport['groups'],
  params: Params,
) {
  return prepareColumns({
    title,
    currency,
    basis,
    months: history,
    series: groups.map(({ key, label, href, amounts }) => ({
      entity: key,
      label,
      amounts,
      pinned: key === '(untagged)' || key === '(unallocated)',
      ...(href === null ? {} : { href: linkTo(href, params) }),
    })),
    forecast:
      forecast.kind === 'forecast' ? { month, total: forecast.total, low: forecast.low, high: forecast.high } : null,
  });
}
