import Link from 'next/link';
import { viewLink } from '@/components/shell/view-link';
import { formatDecimal } from '@/lib/finance/money';
import { formatWholePrice } from '@/lib/format/money';
import { formatPercent } from '@/lib/format/percent';
import { formatMonths } from '@/lib/format/time';
import { nameOfOurs, rawValue } from '@/lib/reports/cost-labels';
import type { ProjectReport } from '@/lib/reports/project-report';
import { PartTable } from '../part-table';

type Props = { report: ProjectReport; params: readonly (readonly [string, string])[] };

/** The accounts that have a part of the project, and what part of each. */
export function ProjectAccounts({ report: { accounts, months, currency, figures }, params }: Props) {
  return (
    <PartTable
      title={`Accounts, ${formatMonths(months)}`}
      heads={['Account', 'Because of']}
      afterHeads={['Direct, of the account']}
      currency={currency}
      lines={accounts.map(({ account, name, total, share, rule }) => ({
        key: account ?? '',
        cells: [
          account === null ? (
            name
          ) : (
            <Link
              key={account}
              href={viewLink(`/accounts/${encodeURIComponent(account)}`, params)}
              prefetch={false}
              className="hover:text-accent hover:underline"
              title={account}
            >
              {name}
            </Link>
          ),
          <Because key="rule" words={rule ?? 'tags on its resources'} />,
        ],
        after: [formatPercent(share)],
        units: total,
      }))}
      total={{ label: 'Direct and shared', units: figures.total }}
    />
  );
}

/** A rule in one line, whole under the pointer. */
const Because = ({ words }: { words: string }) => (
  <span className="line-clamp-1 max-w-[60ch] [overflow-wrap:anywhere]" title={words}>
    {words}
  </span>
);

/** What the project's own cost is made of, by environment. */
export function ProjectEnvironments({ report: { figures, currency, months } }: Pick<Props, 'report'>) {
  return (
    <PartTable
      title={`Environments, ${formatMonths(months)}`}
      heads={['Environment']}
      currency={currency}
      lines={figures.environments.map(({ key, units }) => ({
        key,
        cells: [key === '(untagged)' ? 'No environment' : (nameOfOurs(key) ?? rawValue(key))],
        units,
      }))}
      total={{ label: 'Direct', units: figures.direct }}
    />
  );
}

export function ProjectServices({ report: { services, figures, currency, months } }: Pick<Props, 'report'>) {
  return (
    <PartTable
      title={`Services, ${formatMonths(months)}`}
      heads={['Service']}
      currency={currency}
      lines={services.map(({ key, label, units }) => ({ key, cells: [label], units }))}
      total={{ label: 'Direct', units: figures.direct }}
    />
  );
}

/** The pools that charge the project, and why each has this part. */
export function ProjectPools({ report: { pools, figures, currency, months } }: Pick<Props, 'report'>) {
  if (pools.length === 0) return null;
  return (
    <PartTable
      title={`Shared cost, ${formatMonths(months)}`}
      heads={['Pool', 'What it takes', 'How it shares']}
      currency={currency}
      lines={pools.map(({ key, takes, method, targets, units }) => ({
        key,
        cells: [key, takes, [method, targets].filter((words) => words !== '').join(', ')],
        units,
      }))}
      total={{ label: 'Shared', units: figures.shared }}
    />
  );
}

/** The raw tag values that mean the project, in accounts that have several. */
export function ProjectValues({ report: { values, currency, months } }: Pick<Props, 'report'>) {
  if (values.length === 0) return null;
  return (
    <PartTable
      title={`Tag values, ${formatMonths(months)}`}
      heads={['Value', 'Key', 'Read as this project because of']}
      currency={currency}
      lines={values.map(({ key, raw, units, rule }) => ({
        key: JSON.stringify([key, raw, rule]),
        cells: [
          <span key="raw" className="figure whitespace-pre-wrap">
            {raw}
          </span>,
          key,
          <Because key="rule" words={rule ?? 'its name'} />,
        ],
        units,
      }))}
      total={null}
      note="Usage in accounts that have several projects; in an account of its own everything is the project's, whatever its tags say."
    />
  );
}

/** What it costs outside AWS, and what it may cost. */
export function ProjectOutside({ report: { outside, budget, figures, currency, months } }: Pick<Props, 'report'>) {
  if (outside.length === 0 && budget === null) return null;
  const spent = outside.reduce((sum, { units }) => sum + units, figures.total);
  return (
    <PartTable
      title={`With outside cost, ${formatMonths(months)}`}
      heads={['What']}
      currency={currency}
      lines={[
        { key: 'aws', cells: ['AWS, direct and shared'], units: figures.total },
        ...outside.map(({ vendor, units }) => ({ key: `vendor ${vendor}`, cells: [vendor], units })),
      ]}
      total={{ label: 'Total cost', units: spent }}
      note={budget === null ? undefined : <Budget budget={budget} spent={spent} currency={currency} />}
    />
  );
}

function Budget({ budget, spent, currency }: { budget: bigint; spent: bigint; currency: string }) {
  const share = budget > 0n ? formatPercent(Number((spent * 10_000n) / budget) / 10_000) : 'n/a';
  return `The budget is ${priceOf(budget, currency)}; ${share} of it is spent.`;
}

const priceOf = (units: bigint, currency: string): string => formatWholePrice(formatDecimal(units), currency);
