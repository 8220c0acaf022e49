import { refusalOf } from '@/lib/api/refusal';
import { noReview, toReviewReply } from '@/lib/api/review-reply';
import { administratorOf } from '@/lib/auth/viewer';
import type { Environment } from '@/lib/env';
import type { Basis } from '@/lib/finance/basis';
import { formatDecimal } from '@/lib/finance/money';
import { readReview } from '@/lib/reports/review';
import { withActiveBooks } from './books';
import { type MonthOptions, monthsOf } from './month-options';
import { EXIT, type Output } from './output';

export type ReviewOptions = MonthOptions & { readonly connection?: string; readonly basis: Basis };

/** `review`: the findings of the account review, the gravest first; `--json` is the reply of `/review`. */
export async function reviewCommand(
  environment: Environment,
  output: Output,
  { connection, basis, ...months }: ReviewOptions,
): Promise<number> {
  const query = { connection: connection ?? null, currency: null, months: monthsOf(months), basis };
  return withActiveBooks(environment, output, connection, async ({ db }) => {
    const found = await readReview(administratorOf(db), query);
    if (found.kind === 'no-connection') {
      output.answer(noReview(query), () => 'There is no connection yet, and nothing to review.');
      return EXIT.done;
    }
    if (found.kind !== 'review') throw refusalOf(found);
    const { score, findings, accepted, books } = found;
    output.answer(toReviewReply(found), () =>
      [
        `Score ${score} of 100; ${findings.length} findings, ${accepted.length} accepted.`,
        ...findings.map(
          ({ severity, rule, statement, cost }) =>
            `${severity.padEnd(6)}  ${rule.padEnd(24)}  ${statement} ${formatDecimal(cost)} ${books.currency}`,
        ),
      ].join('\n'),
    );
    return EXIT.done;
  });
}
