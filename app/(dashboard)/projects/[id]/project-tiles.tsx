import { FigureText } from '@/components/tables/figure-text';
import { Tiles } from '@/components/ui/tiles';
import { formatDecimal, toCents } from '@/lib/finance/money';
import { currencyName, figureOf, formatExact, NOT_APPLICABLE } from '@/lib/format/money';
import { formatChange, formatPercent } from '@/lib/format/percent';
import { formatMonth, formatMonths } from '@/lib/format/time';
import type { ProjectReport } from '@/lib/reports/project-report';

/** Cost, its change, what is earned on it, and how much of it is tagged. */
export function ProjectTiles({ report }: { report: ProjectReport }) {
  return (
    <Tiles label="In short" tiles={[costTile(report), changeTile(report), earningTile(report), taggedTile(report)]} />
  );
}

const figure = (units: bigint, currency: string) => (
  <FigureText figure={figureOf(toCents(units), units)} title={formatExact(formatDecimal(units), currency)} />
);

function costTile({ figures: { total, direct, shared }, months, currency, estimated }: ProjectReport) {
  const part = (units: bigint) => figureOf(toCents(units), units).text;
  return {
    name: `Cost, ${formatMonths(months)}`,
    figure: figure(total, currency),
    note: `${part(direct)} direct, ${part(shared)} shared${estimated ? ', estimated' : ''}`,
  };
}

function changeTile({ figures: { change, perDayChange }, previous, estimated }: ProjectReport) {
  const note =
    previous === null
      ? 'there is no month before it to compare with'
      : estimated
        ? 'a month that is estimated has no growth'
        : `against ${formatMonth(previous)}; ${formatChange(perDayChange)} a day`;
  return { name: 'Change', figure: formatChange(change), note };
}

function earningTile({ figures: { revenue, profit, margin }, currency, outside }: ProjectReport) {
  const name = `Result, ${currencyName(currency)}`;
  if (revenue === null || profit === null) {
    return { name, figure: NOT_APPLICABLE, note: 'a part of a project has no revenue of its own' };
  }
  if (revenue === 0n) return { name, figure: NOT_APPLICABLE, note: 'no revenue was entered for it' };
  const beside = outside.length > 0 ? ', before outside cost' : '';
  return { name, figure: figure(profit, currency), note: `margin ${formatPercent(margin)}${beside}` };
}

function taggedTile({ figures: { coverage } }: ProjectReport) {
  // Rounded down: 100 % is all of it.
  const share = coverage === null ? null : Math.floor(coverage * 1000) / 1000;
  const note = share === null ? 'no project tag was read for its accounts' : 'of its usage carries a project tag';
  return { name: 'Tagged', figure: formatPercent(share), note };
}
