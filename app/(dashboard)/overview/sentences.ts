import { formatWholePrice } from '@/lib/format/money';
import { formatPercent } from '@/lib/format/percent';
import { formatMonthName } from '@/lib/format/time';
import type { MoverFigure, OverviewReport } from '@/lib/reports/overview-shapes';

/** A piece of a sentence; with `href` it is a figure that leads to its evidence. */
export type Piece = { readonly text: string; readonly href?: string };

const plain = (text: string): Piece => ({ text });

/** What the overview says in words, made by rules from the figures. Every figure links to where it stands. */
export function overviewSentences(report: OverviewReport): Piece[] {
  return [...spent(report), ...heading(report), ...because(report)];
}

function spent({ spend, currency, open, month, against }: OverviewReport): Piece[] {
  const evidence = `/accounts?month=${month}`;
  if (spend.amount === null) return [plain('No complete day of the month is in the books yet. ')];
  const verb = open ? 'We have spent ' : `In ${formatMonthName(month)} we spent `;
  const change = spend.perDayChange;
  const compared =
    change === null || !against
      ? plain('. ')
      : plain(
          Math.abs(change) < 0.0005
            ? `, as much per day as in ${formatMonthName(against)}. `
            : `, ${formatPercent(Math.abs(change))} ${change > 0 ? 'more' : 'less'} per day than in ${formatMonthName(against)}. `,
        );
  return [plain(verb), { text: formatWholePrice(spend.amount, currency), href: evidence }, compared];
}

function heading({ forecast, currency }: OverviewReport): Piece[] {
  if (forecast.kind === 'none') return [];
  if (forecast.kind === 'not-enough-history') {
    return [plain(`There is not enough history to say where the month is heading: ${forecast.days} of 14 days. `)];
  }
  const band =
    forecast.low !== null && forecast.high !== null
      ? ` (between ${formatWholePrice(forecast.low, currency)} and ${formatWholePrice(forecast.high, currency)})`
      : '';
  return [
    plain('The month should end near '),
    { text: formatWholePrice(forecast.total, currency), href: '#history' },
    plain(`${band}. `),
  ];
}

function because({ movers, currency, open }: OverviewReport): Piece[] {
  const [top] = movers;
  if (!top) return [];
  const rise = !top.change.startsWith('-');
  return [
    plain(`The largest ${rise ? 'rise' : 'fall'} is `),
    { text: top.name, href: `/accounts/${encodeURIComponent(top.account)}` },
    plain(
      `, ${driverText(top)}: ${formatWholePrice(top.change.replace('-', ''), currency)} ${rise ? 'more' : 'less'}${open ? ' a month at this pace' : ''}.`,
    ),
  ];
}

/** The driver of a change in words. */
export function driverText({ driver }: Pick<MoverFigure, 'driver'>): string {
  switch (driver.kind) {
    case 'usage':
      return driver.service === null ? 'usage' : `usage of ${driver.service}`;
    case 'new':
      return 'which is new';
    case 'stopped':
      return 'which stopped';
    case 'credit':
      return `a credit ${driver.how}`;
    case 'commitment':
      return 'its commitments';
    case 'discount':
      return 'its discounts';
    case 'refund':
      return 'a refund, once';
    case 'other':
      return 'a charge, once';
    case 'support':
      return 'support';
    case 'tax':
      return 'tax';
  }
}
