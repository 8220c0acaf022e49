import type { Bill, BillLine } from '@/lib/finance/bill';
import { addDays, type Day, daysIn, firstDay, type Month, monthOf } from '@/lib/finance/month';
import { ACCOUNTS, type Account } from './accounts';
import type { Calendar } from './calendar';
import { type AccountFinder, chargesOn, taxLine } from './charges';
import { DATABASES_ID, PAYER_ID } from './corporate-accounts';
import { discounted, discountOn, wholeHundreds } from './dollars';
import { lineOf } from './line';
import { reservationLines } from './reservation';
import { coverUse, plansOf } from './savings-plan';
import { RDS } from './services';
import { streamsOf, type Use, usageOn } from './usage';

const DISCOUNT = 'Enterprise Discount Program Discount';
/** Of each on-demand database hour, so much goes to the reserved ones in the blended basis. */
const AVERAGED_PERCENT = 5n;

const known = new Map<string, Account>(
  ACCOUNTS.flatMap((account) => [
    [account.name, account],
    [account.id, account],
  ]),
);

const find: AccountFinder = (idOrName) => {
  const account = known.get(idOrName);
  if (!account) throw new RangeError(`no such account: ${idOrName}`);
  return account;
};

/** The company's bill from the calendar's first month up to and including `today`. */
export function billUntil(today: Day, calendar: Calendar): Bill {
  const streams = streamsOf(calendar);
  const lines: BillLine[] = [];
  for (const day of daysIn({ from: firstDay(calendar.since), to: addDays(today, 1) })) {
    for (const line of dayLines(day, today, calendar, usageOn(day, calendar, streams))) lines.push(line);
  }
  return { currency: 'USD', lines: [...lines, ...taxes(lines, calendar)] };
}

function dayLines(day: Day, today: Day, calendar: Calendar, uses: readonly Use[]): BillLine[] {
  const commitments: BillLine[] = [];
  let onDemand = [...uses];
  for (const plan of plansOf(calendar)) {
    const cover = coverUse(plan, day, onDemand, find(PAYER_ID));
    commitments.push(...cover.lines);
    onDemand = cover.uncovered;
  }
  const reserved = day >= calendar.at(-8, 14);
  const given = (use: Use): bigint =>
    reserved && use.service === RDS ? wholeHundreds((use.gross * AVERAGED_PERCENT) / 100n) : 0n;
  const averaged = onDemand.reduce((sum, use) => sum + given(use), 0n);
  const use = onDemand.map((item) =>
    lineOf(
      day,
      item.account,
      'Usage',
      item.service,
      discounted({ unblended: item.gross, amortized: item.gross, blended: item.gross - given(item) }),
      item.tags,
    ),
  );
  const priced = [...use, ...commitments, ...reservationLines(day, today, find(DATABASES_ID), calendar, averaged)];
  const netUse = use.reduce((sum, { amounts }) => sum + amounts.netUnblended, 0n);
  return [...priced, ...discounts(day, priced), ...chargesOn(day, calendar, find, netUse)];
}

/** The enterprise discount of a day, one line for each account; the net bases have it in the lines themselves. */
function discounts(day: Day, priced: readonly BillLine[]): BillLine[] {
  const sums = new Map<string, { unblended: bigint; amortized: bigint; blended: bigint }>();
  for (const { account, amounts } of priced) {
    const sum = sums.get(account) ?? { unblended: 0n, amortized: 0n, blended: 0n };
    sum.unblended += discountOn(amounts.unblended);
    sum.amortized += discountOn(amounts.amortized);
    sum.blended += discountOn(amounts.blended);
    sums.set(account, sum);
  }
  return [...sums].map(([id, { unblended, amortized, blended }]) =>
    lineOf(day, find(id), DISCOUNT, 'AWS Enterprise Discount Program', {
      unblended: -unblended,
      amortized: -amortized,
      blended: -blended,
      netUnblended: 0n,
      netAmortized: 0n,
    }),
  );
}

function taxes(lines: readonly BillLine[], calendar: Calendar): BillLine[] {
  const billed = new Map<string, Map<Month, bigint>>();
  for (const { account, day, amounts } of lines) {
    const months = billed.get(account) ?? new Map<Month, bigint>();
    months.set(monthOf(day), (months.get(monthOf(day)) ?? 0n) + amounts.netUnblended);
    billed.set(account, months);
  }
  return [...billed].flatMap(([id, months]) => {
    const account: Account = find(id);
    const from = account.joined ? calendar.at(...account.joined) : '';
    return [...months].flatMap(([month, sum]) => taxLine(month, account, sum, from));
  });
}
