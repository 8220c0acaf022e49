import { FigureText } from '@/components/tables/figure-text';
import { Tiles } from '@/components/ui/tiles';
import { formatOrdinal, formatPlural } from '@/lib/format/count';
import { currencyName, formatExact, formatFigure, NOT_APPLICABLE } from '@/lib/format/money';
import { formatPercent } from '@/lib/format/percent';
import { formatMonth, formatMonths } from '@/lib/format/time';
import type { AccountReport } from '@/lib/reports/shapes';
import { classViews } from './subject-charts';

/** Cost, its change, its place, and how much of it is tagged. */
export function SubjectTiles({ report }: { report: AccountReport }) {
  return (
    <Tiles label="In short" tiles={[costTile(report), changeTile(report), placeTile(report), taggedTile(report)]} />
  );
}

function costTile({ place, months, currency, estimated }: AccountReport) {
  const name = `Cost, ${formatMonths(months)}`;
  if (!place) return { name, figure: '–', note: 'no cost and no place in these months' };
  const figure = <FigureText figure={formatFigure(place.total)} title={formatExact(place.total, currency)} />;
  return { name, figure, note: `${currencyName(currency)}${estimated ? ', estimated' : ''}` };
}

/** What the total of the table beneath says of its last month. */
function changeTile(report: AccountReport) {
  const last = report.history.at(-1)?.month ?? '';
  const [{ table }] = classViews(report);
  const [month, year] = (table.rows.at(-1) ?? []).slice(-2);
  const text = (cell: typeof month) => (cell?.kind === 'text' ? cell.text : NOT_APPLICABLE);
  return {
    name: `Change, ${formatMonth(last)}`,
    figure: text(month),
    note: `against the month before; ${text(year)} in a year`,
  };
}

function placeTile({ place, subject, accounts }: AccountReport) {
  const own = subject.kind === 'ou' ? ` · ${formatPlural(accounts, 'account')}` : '';
  if (!place) return { name: 'Place by cost', figure: NOT_APPLICABLE, note: `it stands beside nothing${own}` };
  const { rank, siblings, parent, share } = place;
  return {
    name: 'Place by cost',
    figure: siblings === 1 ? 'alone' : `${formatOrdinal(rank)} of ${siblings}`,
    note: `${formatPercent(share)} of ${parent}${own}`,
  };
}

function taggedTile({ coverage }: AccountReport) {
  const best = [...coverage].sort((a, b) => (b.share ?? -1) - (a.share ?? -1))[0];
  if (!best) return { name: 'Tagged', figure: 'unknown', note: 'no tag key was read for these months' };
  // Rounded down: 100 % is all of it.
  const share = best.share === null ? null : Math.floor(best.share * 1000) / 1000;
  const figure = formatPercent(share);
  return { name: 'Tagged', figure, note: share === null ? 'no usage to tag' : `of the usage, by the key ${best.key}` };
}
