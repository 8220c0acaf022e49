import { formatWhole, formatWholePrice } from '@/lib/format/money';
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
  if (spend.amount === null) return [plain('No complete day of the month is in the books yet. ')];
  const verb = open ? 'We have spent ' : `In ${formatMonthName(month)} we spent `;
  const amount = { text: formatWholePrice(spend.amount, currency), href: `/accounts?month=${month}` };
  if (spend.before === null || !against) return [plain(verb), amount, plain('. ')];
  const days = spend.beforeDays === 1 ? 'on the first day' : `in the first ${spend.beforeDays} days`;
  const span = open ? `${days} of ` : 'in ';
  return [
    plain(verb),
    amount,
    plain(', against '),
    { text: formatWholePrice(spend.before, currency), href: `/accounts?month=${against}` },
    plain(` ${span}${formatMonthName(against)}${perDay(spend.perDayChange)}. `),
  ];
}

/** Nothing where a growth rate has no meaning. */
function perDay(change: number | null): string {
  if (change === null) return '';
  if (Math.abs(change) < 0.0005) return ': as much per day';
  return `: ${formatPercent(Math.abs(change))} ${change > 0 ? 'more' : 'less'} per day`;
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
  const size = formatWholePrice(magnitudeOf(top.change), currency);
  const why = driverText(top, (amount) => formatWholePrice(amount, currency));
  return [
    plain(`The largest ${rise ? 'rise' : 'fall'} is `),
    { text: top.name, href: top.href },
    plain(`, ${size} ${rise ? 'more' : 'less'}${open ? ' a month at this pace' : ''}: ${why}.`),
  ];
}

const magnitudeOf = (amount: string): string => amount.replace(/^-/, '');

/** The driver in words; of a unit, the account that moved most too. */
export function moverText(mover: MoverFigure): string {
  const { most } = mover;
  if (most === null) return driverText(mover);
  const sign = most.change.startsWith('-') ? '−' : '+';
  return `${driverText(mover)}; most of all ${most.name}, ${sign}${formatWhole(magnitudeOf(most.change))}`;
}

const DAY_WORDS = ['no', 'one', 'two', 'three'];

function dayCount(days: number): string {
  const count = Math.abs(days);
  return `${DAY_WORDS[count] ?? count} ${count === 1 ? 'day' : 'days'} ${days > 0 ? 'more' : 'fewer'}`;
}

/**
 * The driver of a change in words, with the part of the change that it explains: that may be less than the change, and
 * more where other parts went the other way. `money` writes an amount without its sign.
 */
export function driverText(
  { driver, driven }: Pick<MoverFigure, 'driver' | 'driven'>,
  money: (amount: string) => string = formatWhole,
): string {
  const size = money(magnitudeOf(driven));
  const change = `${driven.startsWith('-') ? '−' : '+'}${size}`;
  switch (driver.kind) {
    case 'usage':
      return `usage${driver.service === null ? '' : ` of ${driver.service}`}, ${change}`;
    case 'days':
      return `${dayCount(driver.days)}, ${change}`;
    case 'new':
      return 'new';
    case 'stopped':
      return 'stopped';
    case 'credit':
      return driver.how === 'changed' ? `credits, ${change}` : `a credit of ${size} ${driver.how}`;
    case 'commitment':
      return `commitments, ${change}`;
    case 'discount':
      return `discounts, ${change}`;
    case 'refund':
      return `refunds, ${change}, once`;
    case 'other':
      return `other charges, ${change}, once`;
    case 'support':
      return `support, ${change}`;
    case 'tax':
      return `tax, ${change}`;
  }
}
