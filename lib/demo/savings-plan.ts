import type { BillLine } from '@/lib/finance/bill';
import type { Day } from '@/lib/finance/month';
import type { Account } from './accounts';
import type { Calendar } from './calendar';
import { discounted, dollars, wholeHundreds } from './dollars';
import { lineOf } from './line';
import { EC2, RDS } from './services';
import type { Use } from './usage';

/** A savings plan: so much a day, used or not, for use at a lower price. */
type Plan = {
  readonly service: string;
  readonly feeService: string;
  /** What is committed a day, at plan prices. */
  readonly daily: bigint;
  /** Paid in advance on the first day; the rest of the commitment is paid day by day. */
  readonly upfront: bigint;
  readonly upfrontDaily: bigint;
  readonly from: Day;
  readonly to: Day;
  /** The plan's price, in percent of the on-demand price. */
  readonly pricePercent: bigint;
  /** Up to so much of a use is covered, in percent. */
  readonly coverPercent: bigint;
};

const COMPUTE = 'Savings Plans for AWS Compute usage';
const DATABASE = 'Savings Plans for AWS Database usage';
const DAYS_OF_TERM = 365n;
const SMALLEST_COVERED = dollars('15');

/** A compute plan that was replaced by a larger one, and a database plan that was half paid in advance. */
export function plansOf(calendar: Calendar): readonly Plan[] {
  const compute = {
    service: EC2,
    feeService: COMPUTE,
    upfront: 0n,
    upfrontDaily: 0n,
    pricePercent: 72n,
    coverPercent: 50n,
  };
  const half = dollars('48');
  return [
    { ...compute, daily: dollars('330'), from: '', to: calendar.at(-6, 1) },
    { ...compute, daily: dollars('410'), from: calendar.at(-6, 1), to: '9999-12-31' },
    {
      service: RDS,
      feeService: DATABASE,
      daily: half * 2n,
      upfront: half * DAYS_OF_TERM,
      upfrontDaily: half,
      from: calendar.at(-3, 10),
      to: '9999-12-31',
      pricePercent: 80n,
      coverPercent: 60n,
    },
  ];
}

type Cover = { readonly lines: BillLine[]; readonly uncovered: Use[] };

/**
 * Lets a plan cover a day's use. Unblended: the covered use at the on-demand price, its negation, and the fee.
 * Amortized: the covered use at the plan's price, nothing for the negation, and of the fee only what was not used
 * (`aws.md` A5). So a day's plan costs the same in both, but for what was paid in advance.
 */
export function coverUse(plan: Plan, day: Day, uses: readonly Use[], payer: Account): Cover {
  if (day < plan.from || day >= plan.to) return { lines: [], uncovered: [...uses] };
  const eligible = ({ service, gross }: Use) => service === plan.service && gross >= SMALLEST_COVERED;
  const wanted = uses.filter(eligible).reduce((sum, { gross }) => sum + priceOf(plan, gross), 0n);
  const lines: BillLine[] = [];
  const uncovered: Use[] = [];
  const negated = new Map<Account, bigint>();
  let used = 0n;
  for (const use of uses) {
    if (!eligible(use)) {
      uncovered.push(use);
      continue;
    }
    const price = priceOf(plan, use.gross);
    const effective = wanted > plan.daily ? wholeHundreds((price * plan.daily) / wanted) : price;
    const covered = wholeHundreds((effective * 100n) / plan.pricePercent);
    const amounts = discounted({ unblended: covered, amortized: effective, blended: covered });
    lines.push(lineOf(day, use.account, 'SavingsPlanCoveredUsage', use.service, amounts, use.tags));
    uncovered.push({ ...use, gross: use.gross - covered });
    negated.set(use.account, (negated.get(use.account) ?? 0n) + covered);
    used += effective;
  }
  for (const [account, covered] of negated) lines.push(negationLine(plan, day, account, covered));
  return { lines: [...lines, ...feeLines(plan, day, payer, used)], uncovered };
}

const priceOf = (plan: Plan, gross: bigint): bigint =>
  wholeHundreds((gross * plan.coverPercent * plan.pricePercent) / 10_000n);

function negationLine(plan: Plan, day: Day, account: Account, covered: bigint): BillLine {
  const amounts = discounted({ unblended: -covered, amortized: 0n, blended: -covered });
  return lineOf(day, account, 'SavingsPlanNegation', plan.service, amounts);
}

function feeLines(plan: Plan, day: Day, payer: Account, used: bigint): BillLine[] {
  const recurring = plan.daily - plan.upfrontDaily;
  const fee = discounted({ unblended: recurring, amortized: plan.daily - used, blended: recurring });
  const lines = [lineOf(day, payer, 'SavingsPlanRecurringFee', plan.feeService, fee)];
  if (day !== plan.from || plan.upfront === 0n) return lines;
  const upfront = discounted({ unblended: plan.upfront, amortized: 0n, blended: plan.upfront });
  return [...lines, lineOf(day, payer, 'SavingsPlanUpfrontFee', plan.feeService, upfront)];
}
