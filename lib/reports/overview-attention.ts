import type { Viewer } from '@/lib/auth/viewer';
import type { Basis } from '@/lib/finance/basis';
import { isKnownRecordType } from '@/lib/finance/charge-class';
import { formatDecimal } from '@/lib/finance/money';
import { addMonths, type Month } from '@/lib/finance/month';
import type { RecordedOrganization } from '@/lib/finance/organization';
import { listMonthBooks } from '@/lib/store/books';
import type { Connection } from '@/lib/store/connections';
import { sumUnits } from '@/lib/store/costs';
import { lastFinishedRun } from '@/lib/store/runs';
import type { Attention, OverviewReport } from './overview-shapes';
import { inWords } from './tree-node';

const STALE_MS = 36 * 60 * 60_000;
const MOST_OF_A_KIND = 3;

type Subject = {
  readonly viewer: Viewer;
  readonly connection: Connection;
  readonly organization: RecordedOrganization | null;
  /** The month that figures are of: the last full one. */
  readonly month: Month;
  readonly basis: Basis;
  readonly now: Date;
  readonly tagged: OverviewReport['tagged'];
};

/** What needs somebody: each with its evidence, the money at stake where there is some, and where to go. */
export async function attentionOf(subject: Subject): Promise<Attention[]> {
  const { viewer, connection, month, basis } = subject;
  const query = { connectionId: connection.id, cube: 'recordType', months: { from: month, to: addMonths(month, 1) } };
  const [byAccount, byType] = await Promise.all([
    sumUnits(viewer.scope, { ...query, groupBy: ['key1'] }, basis),
    sumUnits(viewer.scope, { ...query, groupBy: ['key2'] }, basis),
  ]);
  const costs = new Map(byAccount.map(({ key1, units }) => [key1 ?? '', units]));
  return [
    ...(await syncAttention(subject)),
    ...(await bookAttention(subject)),
    ...unknownTypes(byType.map(({ key2, units }) => ({ raw: key2 ?? '', units }))),
    ...untagged(subject),
    ...accountAttention(subject, costs),
  ];
}

async function syncAttention({ viewer, connection, now }: Subject): Promise<Attention[]> {
  if (connection.kind !== 'aws' && connection.kind !== 'demo') return [];
  const run = await lastFinishedRun(viewer.scope, connection.id);
  const href = `/settings/sync?connection=${encodeURIComponent(connection.id)}`;
  const found: Attention[] = [];
  if (run && run.status !== 'succeeded')
    found.push({
      kind: 'failed',
      subject: 'The last sync did not succeed',
      detail: run.error || run.status,
      amount: null,
      href,
    });
  if (run?.finishedAt && now.getTime() - Date.parse(run.finishedAt) > STALE_MS) {
    found.push({
      kind: 'stale',
      subject: 'The figures are old',
      detail: `last pulled ${run.finishedAt.slice(0, 10)}`,
      amount: null,
      href,
    });
  }
  return found;
}

async function bookAttention({ viewer, connection, basis }: Subject): Promise<Attention[]> {
  const books = await listMonthBooks(viewer.scope, connection.id);
  return books
    .filter(({ holds, reason, residualState }) => !holds || reason !== '' || residualState === 'warning')
    .slice(-MOST_OF_A_KIND)
    .map(({ month, holds, reason, residual }) => ({
      kind: holds && reason === '' ? 'residual' : 'unreconciled',
      subject: holds && reason === '' ? `${month} has a large residual` : `${month} does not reconcile`,
      detail: reason || 'AWS reports it in its total and in none of its groups',
      amount: formatDecimal(residual[basis]),
      href: `/accounts?month=${month}`,
    }));
}

const unknownTypes = (types: readonly { raw: string; units: bigint }[]): Attention[] =>
  types
    .filter(({ raw }) => !isKnownRecordType(raw))
    .slice(0, MOST_OF_A_KIND)
    .map(({ raw, units }) => ({
      kind: 'unknown-type',
      subject: `AWS charges “${raw}”`,
      detail: 'a charge type that is new to Subledger; it counts as other',
      amount: formatDecimal(units),
      href: '/accounts',
    }));

/** What is covered is rounded down, as in the tile: the two add up to 100. */
const uncovered = (share: number): number => 100 - Math.floor(share * 100);

const WELL_TAGGED = 0.9;

function untagged({ tagged }: Subject): Attention[] {
  if (!tagged || tagged.share === null || tagged.share >= WELL_TAGGED) return [];
  const { key, share, month, worst } = tagged;
  return [
    {
      kind: 'untagged',
      subject: `${uncovered(share)} % of usage carries no ${key}`,
      detail: 'the best covered of the tag keys that are read',
      amount: tagged.untagged,
      href: `/accounts?month=${month}`,
    },
    ...worst
      .filter((each) => each.share < WELL_TAGGED)
      .map(
        (each): Attention => ({
          kind: 'untagged-account',
          subject: `${each.name} is ${uncovered(each.share)} % untagged`,
          detail: `usage without ${key}, a part of the above`,
          amount: each.untagged,
          href: `/accounts/${encodeURIComponent(each.account)}?month=${month}`,
        }),
      ),
  ];
}

function accountAttention({ organization, month }: Subject, costs: ReadonlyMap<string, bigint>): Attention[] {
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
            href: `/accounts?month=${month}`,
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
