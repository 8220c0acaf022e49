import { describe, expect, it } from 'vitest';
import type { MoverFigure, OverviewReport, Spend } from '@/lib/reports/overview-shapes';
import { driverText, moverText, overviewSentences } from './sentences';

const spend: Spend = {
  ...{ days: 23, ofDays: 30, through: '2026-11-23', amount: '177834.68' },
  ...{ before: '162607.1', beforeDays: 23, perDayChange: 0.0936 },
};
const mover: MoverFigure = {
  ...{ key: '111122223333', name: 'data-lake', href: '/accounts/111122223333', most: null },
  ...{ change: '13408.6', share: 0.58, driven: '12000' },
  driver: { kind: 'credit', how: 'ended' },
};
const report: OverviewReport = {
  ...{ kind: 'overview', connection: { id: 'c', name: 'payer', kind: 'aws' }, currency: 'USD', basis: 'amortized' },
  ...{ asOf: null, month: '2026-11', open: true, estimated: true, spend, lastFull: null, strip: null, tagged: null },
  ...{ history: [], groups: [], projects: null, movers: [mover], against: '2026-10', attention: [] },
  plan: { margin: null, pace: null },
  forecast: { kind: 'forecast', total: '225107', low: '224750', high: '225819', months: 5 },
};
const said = (change: Partial<OverviewReport> = {}): string =>
  overviewSentences({ ...report, ...change })
    .map(({ text }) => text)
    .join('')
    .replaceAll('\u00a0', ' ');
const ofSpend = (change: Partial<Spend>) =>
  said({ spend: { ...spend, ...change }, movers: [], forecast: { kind: 'none' } });

describe('the sentences of the overview', () => {
  it('say what is spent, where it is heading, and what moved most, with the part that the driver explains', () => {
    expect(said()).toBe(
      'We have spent $177,835, against $162,607 in the first 23 days of October: 9.4 % more per day. ' +
        'The month should end near $225,107 (between $224,750 and $225,819). ' +
        'The largest rise is data-lake, $13,409 more a month at this pace: a credit of $12,000 ended.',
    );
  });

  it('lead from every figure to its evidence', () => {
    const links = overviewSentences(report).flatMap(({ text, href }) => (href ? [[text, href]] : []));
    expect(links).toEqual([
      ['$177,835', '/accounts?month=2026-11'],
      ['$162,607', '/accounts?month=2026-10'],
      ['$225,107', '#history'],
      ['data-lake', '/accounts/111122223333'],
    ]);
  });

  it.each<[string, Partial<Spend>, string]>([
    ['no base', { before: null, perDayChange: null }, 'We have spent $177,835. '],
    [
      'a base that is negative',
      { before: '-50', perDayChange: null },
      'We have spent $177,835, against −$50 in the first 23 days of October. ',
    ],
    [
      'no change',
      { perDayChange: 0.0004 },
      'We have spent $177,835, against $162,607 in the first 23 days of October: as much per day. ',
    ],
    [
      'a fall',
      { perDayChange: -0.25 },
      'We have spent $177,835, against $162,607 in the first 23 days of October: 25.0 % less per day. ',
    ],
    [
      'a shorter month before',
      { beforeDays: 28 },
      'We have spent $177,835, against $162,607 in the first 28 days of October: 9.4 % more per day. ',
    ],
    [
      'one day',
      { beforeDays: 1 },
      'We have spent $177,835, against $162,607 on the first day of October: 9.4 % more per day. ',
    ],
    ['no complete day', { amount: null }, 'No complete day of the month is in the books yet. '],
  ])('of %s', (_, change, text) => {
    expect(ofSpend(change)).toBe(text);
  });

  it('of a whole month name it, and speak of no pace', () => {
    const whole = { open: false, month: '2026-10', against: '2026-09', forecast: { kind: 'none' } } as const;
    expect(said(whole)).toBe(
      'In October we spent $177,835, against $162,607 in September: 9.4 % more per day. ' +
        'The largest rise is data-lake, $13,409 more: a credit of $12,000 ended.',
    );
  });

  it('give no band without one, and no number without history', () => {
    const forecast = { kind: 'forecast', total: '5', low: null, high: null, months: 0 } as const;
    expect(said({ forecast, movers: [] })).toContain('The month should end near $5. ');
    expect(said({ forecast: { kind: 'not-enough-history', days: 9 }, movers: [] })).toContain('not enough history');
  });

  it('write a fall without a sign, and the currency of the books', () => {
    const fall: MoverFigure = { ...mover, change: '-702.4', driver: { kind: 'stopped' }, driven: '-702.4' };
    expect(said({ movers: [fall], currency: 'EUR' })).toContain(
      'The largest fall is data-lake, €702 less a month at this pace: stopped.',
    );
  });
});

describe('a driver', () => {
  it.each<[Pick<MoverFigure, 'driver' | 'driven'>, string]>([
    [{ driver: { kind: 'usage', service: 'AWS Lambda' }, driven: '3800.4' }, 'usage of AWS Lambda, +3,800'],
    [{ driver: { kind: 'usage', service: null }, driven: '-12' }, 'usage, −12'],
    [{ driver: { kind: 'credit', how: 'began' }, driven: '-500' }, 'a credit of 500 began'],
    [{ driver: { kind: 'credit', how: 'changed' }, driven: '300' }, 'credits, +300'],
    [{ driver: { kind: 'refund' }, driven: '-200' }, 'refunds, −200, once'],
    [{ driver: { kind: 'days', days: 1 }, driven: '310' }, 'one day more, +310'],
    [{ driver: { kind: 'days', days: -3 }, driven: '-930' }, 'three days fewer, −930'],
    [{ driver: { kind: 'new' }, driven: '806' }, 'new'],
    [{ driver: { kind: 'tax' }, driven: '9' }, 'tax, +9'],
  ])('%j', (given, text) => {
    expect(driverText(given)).toBe(text);
  });

  it('of a unit names the account that moved most', () => {
    const most = { name: 'lake-prod', change: '-1200' };
    expect(moverText({ ...mover, most, driver: { kind: 'usage', service: null } })).toBe(
      'usage, +12,000; most of all lake-prod, −1,200',
    );
  });
});
