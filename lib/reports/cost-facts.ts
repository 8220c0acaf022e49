import { seesOrganization, type Viewer } from '@/lib/auth/viewer';
import type { Basis } from '@/lib/finance/basis';
import { crossFacts } from '@/lib/finance/cost-cross';
import type { CategorySource, PlainSource } from '@/lib/finance/cost-dimension';
import {
  type BookCell,
  bookFacts,
  type CostFact,
  categoryFacts,
  type DayCell,
  dayFacts,
  type FaceCell,
  type FaceState,
  faceFacts,
} from '@/lib/finance/cost-fact';
import type { Month } from '@/lib/finance/month';
import { listMonthChecks } from '@/lib/store/books';
import { type CostKey, sumUnits, type UnitSum } from '@/lib/store/costs';
import { listPublished } from '@/lib/store/loads';
import type { Books } from './books';

/** What the sums must keep apart. A face or the days keep months and record types apart in any case. */
export type Needs = { readonly account: boolean; readonly month: boolean; readonly recordType: boolean };

/**
 * The facts of one connection in one basis, from the published cells. The book is always read with them: what a face
 * lacks of it is told. A reader of some accounts is read account by account: what rounding left is judged by these alone.
 */
export async function plainFacts(
  viewer: Viewer,
  connectionId: string,
  source: PlainSource,
  { months, basis }: Books,
  needs: Needs,
  accounts: ReadonlySet<string> | null,
): Promise<CostFact[]> {
  const { scope } = viewer;
  const only = accounts ? { key1: [...accounts] } : {};
  const read = (cube: string, groupBy: readonly CostKey[], narrowed = only) =>
    sumUnits(scope, { connectionId, cube, months, groupBy, ...narrowed }, basis);
  if (source.kind === 'book') {
    const keys: CostKey[] = [];
    if (needs.month) keys.push('month');
    if (needs.account) keys.push('key1');
    if (needs.recordType) keys.push('key2');
    return bookFacts(toBook(await read('recordType', keys)));
  }
  const byAccount = needs.account || !seesOrganization(viewer) || source.cube === 'daily.account';
  const account: CostKey[] = byAccount ? ['key1'] : [];
  if (source.kind === 'face') {
    const [book, face, stateOf] = await Promise.all([
      read('recordType', ['month', ...account, 'key2']),
      read(source.cube, ['month', ...account, 'key2']),
      faceStates(scope, connectionId, source.cube, basis),
    ]);
    return faceFacts(source.cube, toBook(book), toFace(face), stateOf);
  }
  const [book, days, stateOf] = await Promise.all([
    read('recordType', ['month', ...account, 'key2']),
    source.cube === 'daily.account'
      ? read(source.cube, ['month', 'day', 'key1'])
      : read(source.cube, ['month', 'day', 'key1', 'key2'], {}),
    faceStates(scope, connectionId, source.cube, basis),
  ]);
  return dayFacts(toBook(book), toDays(days, source.cube), stateOf);
}

/** Every charge under its category, and beside it what else is asked of the same charges. */
export async function categorisedFacts(
  viewer: Viewer,
  connectionId: string,
  { cube, beside }: CategorySource,
  books: Books,
  needs: Needs,
  accounts: ReadonlySet<string> | null,
): Promise<CostFact[]> {
  const { scope } = viewer;
  const { months, basis } = books;
  const query = { connectionId, months, groupBy: ['month', 'key1', 'key2'], ...(accounts && { key1: [...accounts] }) };
  const [book, cells, stateOf] = await Promise.all([
    sumUnits(scope, { ...query, groupBy: ['month', 'key1', 'key2'], cube: 'recordType' }, basis),
    sumUnits(scope, { ...query, groupBy: ['month', 'key1', 'key2'], cube }, basis),
    faceStates(scope, connectionId, cube, basis),
  ]);
  const told = categoryFacts(toBook(book), toFace(cells), stateOf);
  if (beside === null) return told;
  const facts = await plainFacts(
    viewer,
    connectionId,
    beside,
    books,
    { ...needs, account: true, month: true },
    accounts,
  );
  return crossFacts(facts, told, 'category', false);
}

export const toBook = (sums: readonly UnitSum[]): BookCell[] =>
  sums.map(({ month, key1, key2, units }) => ({ month: month ?? '', account: key1, recordType: key2 ?? '', units }));

const toFace = (sums: readonly UnitSum[]): FaceCell[] =>
  sums.map(({ month, key1, key2, units }) => ({ month: month ?? '', account: key1, key: key2 ?? '', units }));

function toDays(sums: readonly UnitSum[], cube: 'daily.account' | 'daily.charge'): DayCell[] {
  const byAccount = cube === 'daily.account';
  return sums.map(({ month, day, key1, key2, units }) => ({
    month: month ?? '',
    day: day ?? '',
    account: byAccount ? key1 : null,
    service: byAccount ? null : key1,
    recordType: byAccount ? null : key2,
    units,
  }));
}

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
