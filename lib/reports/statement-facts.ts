import { seesOrganization, type Viewer } from '@/lib/auth/viewer';
import { AppError } from '@/lib/errors';
import { costOfLine } from '@/lib/finance/adjustment';
import type { Basis } from '@/lib/finance/basis';
import { CHARGE_CLASSES, chargeClassOf } from '@/lib/finance/charge-class';
import type { FaceName } from '@/lib/finance/face';
import { addMonths, dayOf, daysInMonth, type Month, type MonthRange, monthOf, monthsIn } from '@/lib/finance/month';
import type {
  AdjustmentLine,
  ConnectionMonth,
  StatementShare,
  StatementSlice,
  UsageCell,
} from '@/lib/finance/statement/input';
import { listAdjustments } from '@/lib/store/adjustments';
import { listMonthBooks, listPublishedMonths, type PublishedMonth } from '@/lib/store/books';
import type { Connection } from '@/lib/store/connections';
import { sumUnits } from '@/lib/store/costs';
import { type DerivationInfo, listDerivations } from '@/lib/store/derived-reads';
import { listLatestBooks } from '@/lib/store/latest';
import { sees } from '@/lib/store/scope';
import { NO_FACTS, readEachFact } from './statement-account-facts';
import { type Grouping, NO_GROUPS } from './statement-groups';
import type { CloseView } from './statement-query';
import { readSummedFacts } from './statement-summed-facts';

/** The facts of one connection, in one basis, of one reading each month. */
export type ConnectionFacts = {
  readonly months: readonly ConnectionMonth[];
  readonly slices: readonly StatementSlice[];
  readonly shares: readonly StatementShare[];
  readonly usage: readonly UsageCell[];
  readonly homes: readonly UsageCell[];
  readonly derivations: readonly DerivationInfo[];
  /** What AWS restated of closed months, in the months that carry it. None where closed months show what AWS says now. */
  readonly adjustments: readonly AdjustmentLine[];
  /** How accounts were put together: some facts are of a group of them. */
  readonly grouping: Grouping;
};

export type Wanted = {
  readonly connection: Connection;
  readonly ranges: readonly MonthRange[];
  readonly basis: Basis;
  /** The face that tells what usage was for, and the one that tells whose it was; null for one that is not needed. */
  readonly faces: { readonly usage: FaceName | null; readonly homes: FaceName | null };
  readonly view: CloseView;
  /**
   * What tells accounts apart in some months; facts of all others come summed. Null: each account's come by themselves. `restated`
   * are the accounts that adjustments are of.
   */
  readonly grouping:
    | ((connection: string, months: readonly Month[], restated: ReadonlySet<string>) => Promise<Grouping>)
    | null;
};

/** How often facts are read that a sync or a changed rule replaces meanwhile. */
const MOST_READS = 3;

/**
 * Reads the facts of a connection in some ranges of months. Accounts beyond the reader's scope, which his projects have cost in, are
 * told apart and not named. A published month without a derivation is there, its charges without a home.
 * @throws AppError `conflict` when months are replaced again and again while they are read
 */
export async function statementFacts(viewer: Viewer, wanted: Wanted): Promise<ConnectionFacts> {
  for (let read = 1; read <= MOST_READS; read += 1) {
    const before = await derivationsOf(viewer, wanted);
    const found = await readFacts(viewer, wanted, before);
    const after = await derivationsOf(viewer, wanted);
    if (stamp(before) === stamp(after)) return found;
  }
  throw new AppError('conflict', `The figures of ${wanted.connection.name} are being worked out.`, {
    fix: 'Ask again in a moment.',
  });
}

const stamp = (derivations: readonly DerivationInfo[]): string =>
  derivations.map(({ month, ruleSetId, derivedAt }) => `${month} ${ruleSetId} ${derivedAt}`).join();

const derivationsOf = async (viewer: Viewer, { connection, ranges, view }: Wanted): Promise<DerivationInfo[]> =>
  overRanges(ranges, (months) => listDerivations(viewer.scope, { connectionId: connection.id, months, view }));

export async function overRanges<T>(
  ranges: readonly MonthRange[],
  read: (months: MonthRange) => Promise<readonly T[]>,
): Promise<T[]> {
  return (await Promise.all(ranges.map(read))).flat();
}

async function readFacts(
  viewer: Viewer,
  wanted: Wanted,
  derivations: readonly DerivationInfo[],
): Promise<ConnectionFacts> {
  const { connection, ranges, basis, view } = wanted;
  const { scope } = viewer;
  const { id } = connection;
  const [published, books, adjustments] = await Promise.all([
    listPublishedMonths(scope, id),
    view === 'restated' ? listLatestBooks(scope, id) : listMonthBooks(scope, id),
    view === 'restated' ? [] : overRanges(ranges, (months) => listAdjustments(scope, { connectionId: id, months })),
  ]);
  const isWanted = (month: Month) => ranges.some(({ from, to }) => from <= month && month < to);
  const months = published.filter(({ month }) => isWanted(month));
  const derived = new Set(derivations.map(({ month }) => month));
  const underived = months.filter(({ month }) => !derived.has(month)).map(({ month }) => month);
  const shown = shownAccounts(viewer);
  const summed = wanted.grouping ? derivations.filter((each) => each.summed).map(({ month }) => month) : [];
  const grouping = wanted.grouping
    ? await wanted.grouping(
        id,
        summed,
        new Set(adjustments.map(({ account }) => account).filter((each) => each !== '')),
      )
    : NO_GROUPS;
  const [together, apart] = await Promise.all([
    summed.length === 0 ? NO_FACTS : readSummedFacts(viewer, wanted, summed, grouping),
    readEachFact(viewer, wanted, rangesWithout(ranges, new Set(summed)), shown),
  ]);
  const slices = [...together.slices, ...apart.slices];
  slices.push(...(await withoutHomes(viewer, id, ranges, basis, new Set(underived))));
  const charged = new Map<Month, bigint>();
  for (const { month, units } of slices) charged.set(month, (charged.get(month) ?? 0n) + units);
  const controls = new Map(books.map((book) => [book.month, book.amounts[basis]]));
  return {
    months: months.map((each): ConnectionMonth => {
      const control = seesOrganization(viewer) ? (controls.get(each.month) ?? null) : null;
      const residual = control === null ? null : control - (charged.get(each.month) ?? 0n);
      return {
        connection: id,
        month: each.month,
        estimated: each.estimated,
        days: coveredDays(each),
        control,
        residual,
      };
    }),
    slices,
    shares: [...together.shares, ...apart.shares],
    usage: [...together.usage, ...apart.usage],
    homes: [...together.homes, ...apart.homes],
    derivations,
    grouping,
    adjustments: adjustments.map((line): AdjustmentLine => {
      const { month, bookedIn, account, home, chargeClass } = line;
      return {
        connection: id,
        month: bookedIn,
        restated: month,
        account: account === '' ? null : shown(account),
        home: home || null,
        chargeClass: CHARGE_CLASSES.find((name) => name === chargeClass) ?? null,
        units: costOfLine(line)[basis],
      };
    }),
  };
}

/** What is left of ranges without some months, in order. */
function rangesWithout(ranges: readonly MonthRange[], months: ReadonlySet<Month>): MonthRange[] {
  const left: { from: Month; to: Month }[] = [];
  for (const month of ranges.flatMap(monthsIn)) {
    if (months.has(month)) continue;
    const last = left.at(-1);
    if (last?.to === month) last.to = addMonths(month, 1);
    else left.push({ from: month, to: addMonths(month, 1) });
  }
  return left;
}

/** Names the accounts that the reader may know by their ids, others by a number. */
function shownAccounts({ scope }: Viewer): (account: string) => string {
  const hidden = new Map<string, string>();
  return (account) => {
    if (sees(scope, account)) return account;
    const known = hidden.get(account);
    if (known !== undefined) return known;
    const made = `(account ${hidden.size + 1} not shown)`;
    hidden.set(account, made);
    return made;
  };
}

/** The charges of months that nobody gave homes yet: as those of accounts whose tags were not read. */
async function withoutHomes(
  { scope }: Viewer,
  connectionId: string,
  ranges: readonly MonthRange[],
  basis: Basis,
  months: ReadonlySet<Month>,
): Promise<StatementSlice[]> {
  if (months.size === 0) return [];
  const rows = await overRanges(ranges, (range) =>
    sumUnits(scope, { connectionId, cube: 'recordType', months: range, groupBy: ['month', 'key1', 'key2'] }, basis),
  );
  return rows.flatMap(({ month, key1, key2, units }) =>
    month !== null && months.has(month)
      ? [
          {
            connection: connectionId,
            month,
            account: key1 ?? '',
            home: 'notFetched',
            chargeClass: chargeClassOf(key2 ?? ''),
            units,
            rule: null,
          },
        ]
      : [],
  );
}

/** The days that a month's figures cover: of one that was read while it lasted, those that were over. */
function coveredDays({ month, publishedAt }: PublishedMonth): number {
  const day = dayOf(new Date(publishedAt));
  return monthOf(day) === month ? Math.max(1, Number(day.slice(8)) - 1) : daysInMonth(month);
}
