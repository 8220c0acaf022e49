import type { BillLine } from '@/lib/finance/bill';
import { type Day, daysInMonth, firstDay, type Month, monthOf } from '@/lib/finance/month';
import type { Account } from './accounts';
import type { Calendar } from './calendar';
import { CHECKOUT_ID, DATA_LAKE_ID, PAYER_ID } from './corporate-accounts';
import { dollars, invented, sameInAll } from './dollars';
import { lineOf } from './line';
import { noise, seedOf } from './noise';
import { S3 } from './services';

export type AccountFinder = (idOrName: string) => Account;

const SUPPORT = 'AWS Support (Business)';
const SUPPORT_PERCENT = 4n;
const TAX_PERMILLE = 71n;
const MARKETPLACE = 'Fenwick Observability';

/** What is charged beside use: marketplace, credits, refunds, support. The enterprise discount does not touch it. */
export function chargesOn(day: Day, calendar: Calendar, find: AccountFinder, netUse: bigint): BillLine[] {
  const payer = find(PAYER_ID);
  const metered = invented(26 + 5 * noise(seedOf(MARKETPLACE), Number(day.replaceAll('-', ''))));
  const support = sameInAll((netUse * SUPPORT_PERCENT) / 100n);
  return [
    lineOf(day, find('observability'), 'Usage', MARKETPLACE, sameInAll(metered)),
    lineOf(day, payer, 'Support', SUPPORT, support),
    ...creditsOn(day, calendar, find),
    ...onceOn(day, calendar, find),
  ];
}

/** The migration credit of the data lake, which ended with the last full month, and a small promotion of the payer's. */
function creditsOn(day: Day, calendar: Calendar, find: AccountFinder): BillLine[] {
  const lines: BillLine[] = [];
  if (day < calendar.at(0, 1)) {
    const share = invented(-12_000 / daysInMonth(monthOf(day)));
    lines.push(lineOf(day, find(DATA_LAKE_ID), 'Credit', S3, sameInAll(share)));
  }
  if (day.endsWith('-03')) lines.push(lineOf(day, find(PAYER_ID), 'Credit', 'AWS Lambda', sameInAll(dollars('-250'))));
  return lines;
}

function onceOn(day: Day, { at }: Calendar, find: AccountFinder): BillLine[] {
  const once = (when: Day, account: string, recordType: string, service: string, amount: string): BillLine[] =>
    day === when ? [lineOf(day, find(account), recordType, service, sameInAll(dollars(amount)))] : [];
  const pro = day.endsWith('-02') ? lineOf(day, find(PAYER_ID), 'Support', SUPPORT, sameInAll(dollars('24'))) : null;
  return [
    ...once(at(-1, 18), CHECKOUT_ID, 'Refund', 'Amazon CloudFront', '-118.4'),
    ...once(at(-1, 21), PAYER_ID, 'Refund', 'AWS Lambda', '-36.09'),
    ...once(at(-6, 11), 'mobile-prod', 'Refund', 'Amazon CloudFront', '-412.75'),
    ...once(at(-2, 6), 'dns', 'Other', 'Amazon Registrar', '78'),
    ...once(at(-11, 19), 'dns', 'Other', 'Amazon Registrar', '39'),
    ...once(at(-7, 3), 'security-tooling', 'Fee', 'Harbor Vulnerability Scanner', '4800'),
    ...(pro ? [{ ...pro, ungroupedOnly: true }] : []),
  ];
}

/** A month's tax on an account, dated on its first day as AWS does; on what it was billed so far, and never below zero. */
export function taxLine(month: Month, account: Account, billed: bigint, from: Day): BillLine[] {
  const tax = (billed * TAX_PERMILLE) / 1000n;
  const day = firstDay(month) < from ? from : firstDay(month);
  return tax > 0n ? [lineOf(day, account, 'Tax', 'Tax', sameInAll(tax))] : [];
}
