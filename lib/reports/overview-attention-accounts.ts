import { formatDecimal } from '@/lib/finance/money';
import type { Month } from '@/lib/finance/month';
import type { RecordedOrganization } from '@/lib/finance/organization';
import type { Attention } from './overview-shapes';
import { inWords } from './tree-node';

/** Lines of one kind that the overview shows at most. */
export const MOST_OF_A_KIND = 3;

/** Accounts that need somebody, with what they cost in `month`: suspended and charging, former, under no unit. */
export function accountAttention(
  organization: RecordedOrganization | null,
  month: Month,
  costs: ReadonlyMap<string, bigint>,
): Attention[] {
  if (!organization?.root) return [];
  const { root, accounts, former, managementAccountId } = organization;
  const linkOf = (id: string) => `/accounts/${encodeURIComponent(id)}?month=${month}`;
  const charging = accounts.filter(
    ({ id, state }) => state !== null && state !== 'ACTIVE' && (costs.get(id) ?? 0n) > 0n,
  );
  const suspended = charging.slice(0, MOST_OF_A_KIND).map(
    ({ id, name, state }): Attention => ({
      kind: 'suspended',
      subject: `${name} is ${inWords(state ?? '')} and still charges`,
      detail: id,
      amount: formatDecimal(costs.get(id) ?? 0n),
      href: linkOf(id),
    }),
  );
  const loose = accounts.filter(({ id, parentId }) => parentId === root.id && id !== managementAccountId);
  const gone = former.filter(({ id }) => (costs.get(id) ?? 0n) !== 0n);
  const sum = (list: readonly { id: string }[]) =>
    formatDecimal(list.reduce((total, { id }) => total + (costs.get(id) ?? 0n), 0n));
  return [
    ...suspended,
    ...(gone.length > 0
      ? [
          {
            kind: 'former' as const,
            subject: `${gone.length} former ${gone.length === 1 ? 'account' : 'accounts'} with cost`,
            detail: gone
              .slice(0, 3)
              .map(({ name }) => name)
              .join(', '),
            amount: sum(gone),
            href: `/accounts?month=${month}&state=former`,
          },
        ]
      : []),
    ...(loose.length > 0
      ? [
          {
            kind: 'under-root' as const,
            subject: `${loose.length} ${loose.length === 1 ? 'account' : 'accounts'} directly under the root`,
            detail: 'no policy of a unit reaches them',
            amount: sum(loose),
            href: `/accounts?month=${month}`,
          },
        ]
      : []),
  ];
}
