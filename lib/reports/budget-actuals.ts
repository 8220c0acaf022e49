import type { Viewer } from '@/lib/auth/viewer';
import type { BudgetMonth } from '@/lib/finance/budget-pace';
import { daysInMonth, type Month, monthOf } from '@/lib/finance/month';
import { sumUnits } from '@/lib/store/costs';
import type { Books, ConnectionBooks } from './books';
import type { InputPlaces } from './input-places';
import { DAY_PARTS, elapsedParts, storedDays } from './overview-days';
import { projectHistory } from './project-history';

/** What entities cost, to be held against their budgets. Units of 10⁻⁹. */
export type BudgetActuals = {
  /** Null where the month is not in the books of every connection. Of a project direct and shared, of an account or OU its own charges. */
  readonly of: (entity: string, month: Month) => bigint | null;
  readonly elapsed: (month: Month) => BudgetMonth['elapsed'];
};

/** Reads what every project, account and OU (with the accounts that it holds today) cost by month. */
export async function budgetActuals(
  viewer: Viewer,
  books: Books,
  places: InputPlaces,
  now: Date,
): Promise<BudgetActuals> {
  const [history, accounts, open] = await Promise.all([
    projectHistory(viewer, books),
    accountCosts(viewer, books),
    openMonths(viewer, books, now),
  ]);
  const position = new Map(history.months.map(({ month }, at) => [month, at]));
  const known = new Set(history.months.filter(({ state }) => state !== 'missing').map(({ month }) => month));
  const units = new Map<string, bigint>();
  for (const [key, cost] of accounts) {
    const [month = '', id = ''] = key.split(' ');
    for (const container of places.insideOf({ kind: 'account', id })) {
      if (!container.startsWith('ou:')) continue;
      units.set(`${month} ${container}`, (units.get(`${month} ${container}`) ?? 0n) + cost);
    }
  }
  return {
    of: (entity, month) => {
      if (!known.has(month)) return null;
      const [kind = '', ...rest] = entity.split(':');
      const id = rest.join(':');
      if (kind === 'account') return accounts.get(`${month} ${id}`) ?? 0n;
      if (kind === 'ou') return units.get(`${month} ${entity}`) ?? 0n;
      const { direct, shared } = history.of(id);
      const at = position.get(month) ?? -1;
      return (direct[at] ?? 0n) + (shared[at] ?? 0n);
    },
    elapsed: (month) => {
      const share = open.get(month);
      if (share) return share;
      return { parts: known.has(month) || month < monthOf(now) ? 1n : 0n, of: 1n };
    },
  };
}

/** By month and account: `2026-10 111122223333`. */
async function accountCosts({ scope }: Viewer, { connections, months, basis }: Books): Promise<Map<string, bigint>> {
  const sums = new Map<string, bigint>();
  for (const { connection } of connections) {
    const query = { connectionId: connection.id, cube: 'recordType', months, groupBy: ['month', 'key1'] } as const;
    for (const { month, key1, units } of await sumUnits(scope, query, basis)) {
      sums.set(`${month} ${key1}`, (sums.get(`${month} ${key1}`) ?? 0n) + units);
    }
  }
  return sums;
}

/** The months in progress when they were read, and how far they had come: of several connections, the one that is least far. */
async function openMonths(
  viewer: Viewer,
  { connections, basis }: Books,
  now: Date,
): Promise<Map<Month, BudgetMonth['elapsed']>> {
  const open = new Map<Month, BudgetMonth['elapsed']>();
  for (const { connection, months } of connections) {
    const found = await openMonthOf(viewer, { connection, months }, basis, now);
    if (!found) continue;
    const other = open.get(found.month);
    if (!other || found.elapsed.parts < other.parts) open.set(found.month, found.elapsed);
  }
  return open;
}

async function openMonthOf(viewer: Viewer, { connection, months }: ConnectionBooks, basis: Books['basis'], now: Date) {
  const newest = months.at(-1);
  if (!newest?.estimated) return null;
  const { month } = newest;
  const days = await storedDays(viewer, connection.id, month, basis, now);
  if (monthOf(days.readOn) !== month) return null;
  return {
    month,
    elapsed: { parts: BigInt(elapsedParts(days, month)), of: BigInt(daysInMonth(month)) * BigInt(DAY_PARTS) },
  };
}
