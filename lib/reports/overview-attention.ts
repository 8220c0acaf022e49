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
import { accountAttention, MOST_OF_A_KIND } from './overview-attention-accounts';
import type { Attention, OverviewReport } from './overview-shapes';
import type { MonthState } from './shapes';

const STALE_MS = 36 * 60 * 60_000;

type Subject = {
  readonly viewer: Viewer;
  readonly connection: Connection;
  readonly organization: RecordedOrganization | null;
  readonly history: readonly MonthState[];
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
    ...missing(subject),
    ...unknownTypes(byType.map(({ key2, units }) => ({ raw: key2 ?? '', units }))),
    ...untagged(subject),
    ...accountAttention(subject.organization, month, costs),
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
      month,
      subject: holds && reason === '' ? 'has a large residual' : 'does not reconcile',
      detail: reason || 'AWS reports it in its total and in none of its groups',
      amount: formatDecimal(residual[basis]),
      href: `/accounts?month=${month}`,
    }));
}

/** Months between two that are in the books, and are not there themselves. */
function missing({ history, connection }: Subject): Attention[] {
  const first = history.findIndex(({ state }) => state !== 'missing');
  const href =
    connection.kind === 'aws' || connection.kind === 'demo'
      ? `/settings/sync?connection=${encodeURIComponent(connection.id)}`
      : '/settings/connections';
  return history
    .slice(Math.max(0, first))
    .filter(({ state }) => state === 'missing')
    .slice(-MOST_OF_A_KIND)
    .map(({ month }) => ({
      kind: 'missing',
      month,
      subject: 'is not in the books',
      detail: 'a gap in every chart and trend, not a month without cost',
      amount: null,
      href,
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
