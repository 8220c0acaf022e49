import Link from 'next/link';
import { Tiles } from '@/components/ui/tiles';
import { parseDecimal, toCents } from '@/lib/finance/money';
import { DASH, formatExact, formatFigure, formatWhole } from '@/lib/format/money';
import { formatChange, formatPercent } from '@/lib/format/percent';
import { formatMonth, formatMonthName } from '@/lib/format/time';
import type { MarginFigure, PaceFigure } from '@/lib/reports/overview-plan';
import type { OverviewReport } from '@/lib/reports/overview-shapes';

/** The figures of the page: four in any case, and what is earned and planned where finance entered it. */
export function OverviewTiles({ report }: { report: OverviewReport }) {
  const { margin, pace } = report.plan;
  const tiles = [
    ...[spendTile(report), forecastTile(report), lastTile(report)],
    ...(margin ? [marginTile(margin, report.currency)] : []),
    ...(pace ? [paceTile(pace, report.currency)] : []),
    taggedTile(report),
  ];
  return <Tiles label="In short" tiles={tiles} />;
}

function marginTile({ month, of, profit, revenue, share }: MarginFigure, currency: string) {
  return {
    name: `${of === 'gross' ? 'Gross margin' : 'Margin'}, ${formatMonthName(month)}`,
    figure: formatPercent(share),
    note: (
      <>
        {wholeFigure(profit, currency)} of {wholeFigure(revenue, currency)} revenue
      </>
    ),
  };
}

function paceTile({ actual, budget, share, months }: PaceFigure, currency: string) {
  return {
    name: 'Budget pace',
    figure: <Link href="/settings/inputs?kind=budgets">{formatChange(share)}</Link>,
    note: (
      <>
        {wholeFigure(actual, currency)} against {wholeFigure(budget, currency)} since {formatMonthName(months.from)}
      </>
    ),
  };
}

const wholeFigure = (amount: string, currency: string) => (
  <span title={formatExact(amount, currency)} className={amount.startsWith('-') ? 'text-negative' : undefined}>
    {amount.startsWith('-') ? `(${formatWhole(amount)})` : formatWhole(amount)}
  </span>
);

function spendTile({ spend, open, month, against, currency }: OverviewReport) {
  const name = open ? 'Spend to date' : `Spend, ${formatMonth(month)}`;
  if (spend.amount === null) return { name, figure: 'unknown', note: 'no complete day in the books yet' };
  const than = against ? `per day against ${formatMonthName(against)}` : 'no month before to compare with';
  return {
    name,
    figure: wholeFigure(spend.amount, currency),
    note: against ? `${formatChange(spend.perDayChange)} ${than}` : than,
  };
}

function forecastTile({ forecast, month, currency }: OverviewReport) {
  const name = `Forecast for ${formatMonthName(month)}`;
  if (forecast.kind === 'none') return { name, figure: DASH, note: 'the month is complete' };
  if (forecast.kind === 'not-enough-history')
    return { name, figure: 'unknown', note: `not enough history: ${forecast.days} of 14 days` };
  const { total, low, high, months } = forecast;
  const note =
    low !== null && high !== null
      ? `${formatWhole(low)} – ${formatWhole(high)}, by ${months} months of its own misses`
      : 'no band before three complete months of days';
  return { name, figure: wholeFigure(total, currency), note };
}

function lastTile({ lastFull, strip, currency }: OverviewReport) {
  if (!lastFull) return { name: 'Last full month', figure: DASH, note: 'not in the books' };
  return {
    name: formatMonth(lastFull.month),
    figure: wholeFigure(lastFull.total, currency),
    note: `${formatChange(lastFull.change)} against the month before${residualWords(strip)}`,
  };
}

/** The tile is what the accounts cost: where AWS bills more than it says of whom, the strip beside it shows a larger total. */
function residualWords(strip: OverviewReport['strip']): string {
  const residual = strip?.parts.find(({ name }) => name === 'residual')?.amount ?? '0';
  return toCents(parseDecimal(residual)) === 0n
    ? ''
    : `; of accounts, without the residual of ${formatFigure(residual).text}`;
}

function taggedTile({ tagged, currency }: OverviewReport) {
  if (!tagged) return { name: 'Tagged', figure: 'unknown', note: 'no tag key is read yet' };
  // Rounded down: 100 % is all of it.
  const share = tagged.share === null ? null : Math.floor(tagged.share * 100) / 100;
  return {
    name: `Tagged, ${formatMonthName(tagged.month)}`,
    figure: formatPercent(share, 0),
    note: (
      <>
        {wholeFigure(tagged.untagged, currency)} without {tagged.key}
      </>
    ),
  };
}
