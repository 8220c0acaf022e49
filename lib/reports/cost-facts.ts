import { seesOrganization, type Viewer } from '@/lib/auth/viewer';
import type { Basis } from '@/lib/finance/basis';
import type { CostSource } from '@/lib/finance/cost-dimension';
import {
  type BookCell,
  bookFacts,
  type CostFact,
  type DayCell,
  dayFacts,
  type FaceCell,
  type FaceState,
  faceFacts,
} from '@/lib/finance/cost-fact';
import type { Month } from '@/lib/finance/month';
import { listMonthChecks } from '@/lib/store/books';
import { type CostKey, type CostSum, sumCells } from '@/lib/store/costs';
import { listPublished } from '@/lib/store/loads';
import type { Books } from './books';

type Source = Exclude<CostSource, { kind: 'none' }>;
/** What the sums must keep apart besides months. */
type Needs = { readonly account: boolean };

export type Facts = { readonly facts: readonly CostFact[]; readonly bookByMonth: ReadonlyMap<Month, bigint> };

/**
 * The facts of one connection in one basis, from the published cells. The book is always read with them: what a face
 * lacks of it is told. A reader of some accounts is read account by account, so that nothing of others is in a sum.
 */
export async function factsOf(
  { scope, ...viewer }: Viewer,
  connectionId: string,
  source: Source,
  { months, basis }: Books,
  needs: Needs,
  accounts: ReadonlySet<string> | null,
): Promise<Facts> {
  const whole = seesOrganization({ scope, ...viewer });
  const byAccount =
    needs.account || (source.kind !== 'book' && !whole) || (source.kind === 'days' && source.cube === 'daily.account');
  const only = accounts ? { key1: [...accounts] } : {};
  const read = (cube: string, groupBy: readonly CostKey[], narrowed = only) =>
    sumCells(scope, { connectionId, cube, months, groupBy, ...narrowed });
  const account = byAccount ? (['key1'] as const) : [];
  const book = toBook(await read('recordType', ['month', ...account, 'key2']), basis);
  const bookByMonth = new Map<Month, bigint>();
  for (const { month, units } of book) bookByMonth.set(month, (bookByMonth.get(month) ?? 0n) + units);
  if (source.kind === 'book') return { facts: bookFacts(book), bookByMonth };
  const stateOf = await faceStates(scope, connectionId, source.cube, basis);
  if (source.kind === 'face') {
    const face = await read(source.cube, ['month', ...account, 'key2']);
    return { facts: faceFacts(source.cube, book, toFace(face, basis), stateOf), bookByMonth };
  }
  const keys: readonly CostKey[] =
    source.cube === 'daily.account' ? ['month', 'day', 'key1'] : ['month', 'day', 'key1', 'key2'];
  const days = await read(source.cube, keys, source.cube === 'daily.account' ? only : {});
  return { facts: dayFacts(book, toDays(days, source.cube === 'daily.account', basis), stateOf), bookByMonth };
}

const toBook = (sums: readonly CostSum[], basis: Basis): BookCell[] =>
  sums.map(({ month, key1, key2, amounts }) => ({
    ...{ month: month ?? '', account: key1, recordType: key2 ?? '', units: amounts[basis] },
  }));

const toFace = (sums: readonly CostSum[], basis: Basis): FaceCell[] =>
  sums.map(({ month, key1, key2, amounts }) => ({
    ...{ month: month ?? '', account: key1, key: key2 ?? '', units: amounts[basis] },
  }));

const toDays = (sums: readonly CostSum[], byAccount: boolean, basis: Basis): DayCell[] =>
  sums.map(({ month, day, key1, key2, amounts }) => ({
    month: month ?? '',
    day: day ?? '',
    account: byAccount ? key1 : null,
    service: byAccount ? null : key1,
    recordType: byAccount ? null : key2,
    units: amounts[basis],
  }));

/** What is known of a cube, month by month: from what is published, and from the identities that were checked then. */
async function faceStates(
  scope: Viewer['scope'],
  connectionId: string,
  cube: string,
  basis: Basis,
): Promise<(month: Month) => FaceState> {
  const [published, checks] = await Promise.all([
    listPublished(scope.db, connectionId),
    listMonthChecks(scope, connectionId),
  ]);
  const present = new Set(published.filter((each) => each.cube === cube).map(({ month }) => month));
  const found = checks.filter((check) => check.name === cube && check.basis === basis);
  const holds = new Map(found.map((check) => [check.month, check.holds]));
  return (month) => {
    if (!present.has(month)) return 'missing';
    const checked = holds.get(month);
    if (checked === undefined) return 'unchecked';
    return checked ? 'holds' : 'breach';
  };
}
