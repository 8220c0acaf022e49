import Link from 'next/link';
import { viewLink } from '@/components/shell/view-link';
import { FigureText } from '@/components/tables/figure-text';
import { formatDecimal, toCents } from '@/lib/finance/money';
import { figureOf, formatExact } from '@/lib/format/money';
import { formatPercent } from '@/lib/format/percent';
import { nameOfOurs, rawValue } from '@/lib/reports/cost-labels';
import type { TagDoctorReport } from '@/lib/reports/tag-doctor';
import { PartTable } from '../part-table';

type Props = { report: TagDoctorReport; params: readonly (readonly [string, string])[] };

const MOST = 15;

/** The accounts with the most untagged usage, and what naming the whole account would give a home. */
export function UntaggedAccounts({ report: { accounts, untagged, books }, params }: Props) {
  const { currency } = books;
  const shown = accounts.slice(0, MOST);
  const rest = untagged - shown.reduce((sum, each) => sum + each.untagged, 0n);
  return (
    <PartTable
      title="Accounts with untagged usage"
      heads={['Account']}
      afterHeads={['Of its usage', 'Named as a whole']}
      currency={currency}
      lines={[
        ...shown.map(({ account, name, untagged: units, usage, withAccountTag }) => ({
          key: account,
          cells: [
            <Link
              key={account}
              href={viewLink(`/accounts/${encodeURIComponent(account)}`, params)}
              prefetch={false}
              className="hover:text-accent hover:underline"
              title={account}
            >
              {name}
            </Link>,
          ],
          units,
          after: [
            formatPercent(usage > 0n ? Number((units * 10_000n) / usage) / 10_000 : null),
            <FigureText
              key="whole"
              figure={figureOf(toCents(withAccountTag), withAccountTag)}
              title={formatExact(formatDecimal(withAccountTag), currency)}
            />,
          ],
        })),
        ...(rest === 0n ? [] : [{ key: '(rest)', cells: ['Everything else'], units: rest, after: ['', ''] }]),
      ]}
      total={{ label: 'Untagged', units: untagged }}
      note="Named as a whole: what a rule on the account, or one account tag, would give a home: its untagged usage and its charges that are no usage."
    />
  );
}

/** The services with the most untagged usage. */
export function UntaggedServices({ report: { services, untagged, books } }: Pick<Props, 'report'>) {
  const shown = services.slice(0, MOST);
  const rest = untagged - shown.reduce((sum, { units }) => sum + units, 0n);
  return (
    <PartTable
      title="Services with untagged usage"
      heads={['Service']}
      currency={books.currency}
      lines={[
        ...shown.map(({ key, units }) => ({ key, cells: [nameOfOurs(key) ?? rawValue(key)], units })),
        ...(rest === 0n ? [] : [{ key: '(rest)', cells: ['Everything else'], units: rest }]),
      ]}
      total={{ label: 'Untagged', units: untagged }}
      note="Not fetched: in an account with several projects, which services the untagged part used takes a request of its own at the next sync."
    />
  );
}
