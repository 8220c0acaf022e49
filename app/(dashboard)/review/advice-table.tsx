import Link from 'next/link';
import { FigureText } from '@/components/tables/figure-text';
import { BodyCell, BodyRow, HeadCell, Sheet } from '@/components/ui/table';
import { formatDecimal } from '@/lib/finance/money';
import { ADVICE_RULES, type Advice } from '@/lib/finance/review/account-advice';
import { formatExact, formatFigure } from '@/lib/format/money';
import { formatPercent } from '@/lib/format/percent';
import type { ReviewReport } from '@/lib/reports/review';
import { evidenceHref } from '@/lib/reports/review-links';
import { ratio } from '@/lib/reports/tree-node';

const WORDS: Readonly<Record<Advice, string>> = {
  'separate-environments': 'Separate the environments',
  'name-the-account': 'Give the whole account to its project',
  'separate-projects': 'Give the large projects accounts of their own',
  'keep-and-tag': 'Keep it shared, and tag the rest',
  keep: 'Keep it shared',
};

const MOST = 25;

/** Single or separate: for every account in which something is mixed, the trade-off on its own figures. */
export function AdviceTable({ report: { advice, books, projectNames } }: { report: ReviewReport }) {
  if (advice.length === 0) return null;
  const { currency } = books;
  const money = (units: bigint) => (
    <FigureText figure={formatFigure(formatDecimal(units))} title={formatExact(formatDecimal(units), currency)} />
  );
  const shares = (parts: readonly { readonly name: string; readonly usage: bigint }[], usage: bigint) =>
    parts
      .map(({ name, usage: part }) => `${name} ${formatPercent(usage > 0n ? ratio(part, usage) : null, 0)}`)
      .join(', ');
  return (
    <section className="mb-6">
      <h2 className="mb-2">Single or separate?</h2>
      <Sheet label="Single or separate">
        <thead>
          <tr>
            <HeadCell>Account</HeadCell>
            <HeadCell align="right">Cost, {currency}</HeadCell>
            <HeadCell>Projects and environments, of usage</HeadCell>
            <HeadCell align="right">By tag</HeadCell>
            <HeadCell align="right">Not exact</HeadCell>
            <HeadCell>Advice</HeadCell>
            <HeadCell align="right">More accounts</HeadCell>
          </tr>
        </thead>
        <tbody>
          {advice.slice(0, MOST).map((each) => (
            <BodyRow key={`${each.connection.id} ${each.account}`}>
              <BodyCell className="py-1.5">
                <Link
                  href={evidenceHref({ to: 'account', id: each.account }, { ...books, connection: each.connection.id })}
                  prefetch={false}
                  title={each.account}
                  className="hover:text-accent hover:underline"
                >
                  {each.name}
                </Link>
              </BodyCell>
              <BodyCell align="right">{money(each.total)}</BodyCell>
              <BodyCell className="min-w-56 py-1.5 text-ink-2">
                {shares(
                  each.projects.map(({ id, usage }) => ({ name: projectNames.get(id) ?? id, usage })),
                  each.usage,
                )}
                <br />
                {shares(
                  each.environments.map(({ environment, usage }) => ({ name: environment, usage })),
                  each.usage,
                )}
              </BodyCell>
              <BodyCell align="right">{money(each.tagged)}</BodyCell>
              <BodyCell align="right">{money(each.inexact)}</BodyCell>
              <BodyCell className="min-w-60 py-1.5">
                {WORDS[each.advice]}
                <span className="block text-ink-3 text-s">{ADVICE_RULES[each.advice]}</span>
              </BodyCell>
              <BodyCell align="right">{each.moreAccounts === 0 ? '–' : each.moreAccounts}</BodyCell>
            </BodyRow>
          ))}
        </tbody>
      </Sheet>
      <p className="mt-2 max-w-[90ch] text-ink-3 text-s">
        Not exact: untagged usage and charges that are no usage. Today a rule splits them, or nobody carries them; in an
        account of its own, a project has its part to the cent. What accounts add is work: each has users, networks,
        quotas and policies of its own.
      </p>
    </section>
  );
}
