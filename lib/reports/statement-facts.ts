import { seesOrganization, type Viewer } from '@/lib/auth/viewer';
import { AppError } from '@/lib/errors';
import { costOfLine } from '@/lib/finance/adjustment';
import type { Basis } from '@/lib/finance/basis';
import { CHARGE_CLASSES, chargeClassOf } from '@/lib/finance/charge-class';
import type { FaceName } from '@/lib/finance/face';
import { dayOf, daysInMonth, type Month, type MonthRange, monthOf } from '@/lib/finance/month';
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
import {
  type DerivationInfo,
  listDerivations,
  listFaceUnits,
  listShareUnits,
  listSliceUnits,
} from '@/lib/store/derived-reads';
import { listLatestBooks } from '@/lib/store/latest';
import { sees } from '@/lib/store/scope';
import { sumFaceUnits, sumShareUnits, sumSliceUnits } from '@/lib/store/summed-reads';
import type { CloseView } from './statement-query';

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
};

type Wanted = {
  readonly connection: Connection;
  readonly ranges: readonly MonthRange[];
  readonly basis: Basis;
  /** The face that tells what usage was for, and the one that tells whose it was; null for one that is not needed. */
  readonly faces: { readonly usage: FaceName | null; readonly homes: FaceName | null };
  readonly view: CloseView;
  /** No column tells accounts apart: facts come summed over them. */
  readonly together: boolean;
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

async function overRanges<T>(
  ranges: readonly MonthRange[],
  read: (months: MonthRange) => Promise<readonly T[]>,
): Promise<T[]> {
  return (await Promise.all(ranges.map(read))).flat();
}

const isServiceFace = (name: FaceName): name is Extract<FaceName, `${string}service`> => name.endsWith('service');

async function readFacts(
  viewer: Viewer,
  { connection, ranges, basis, faces, view, together }: Wanted,
  derivations: readonly DerivationInfo[],
): Promise<ConnectionFacts> {
  const { scope } = viewer;
  const { id } = connection;
  const shown = shownAccounts(viewer);
  const face = (name: FaceName | null) =>
    name === null
      ? []
      : overRanges(ranges, (months) => {
          const query = { connectionId: id, months, view };
          return together && isServiceFace(name)
            ? sumFaceUnits(scope, { ...query, face: name }, basis)
            : listFaceUnits(scope, { ...query, face: name }, basis);
        });
  const [slicesIn, sharesIn] = together ? [sumSliceUnits, sumShareUnits] : [listSliceUnits, listShareUnits];
  const [published, books, slices, shares, usage, homes, adjustments] = await Promise.all([
    listPublishedMonths(scope, id),
    view === 'restated' ? listLatestBooks(scope, id) : listMonthBooks(scope, id),
    overRanges(ranges, (months) => slicesIn(scope, { connectionId: id, months, view }, basis)),
    overRanges(ranges, (months) => sharesIn(scope, { connectionId: id, months, view }, basis)),
    face(faces.usage),
    face(faces.homes),
    view === 'restated' ? [] : overRanges(ranges, (months) => listAdjustments(scope, { connectionId: id, months })),
  ]);
  const isWanted = (month: Month) => ranges.some(({ from, to }) => from <= month && month < to);
  const months = published.filter(({ month }) => isWanted(month));
  const derived = new Set(derivations.map(({ month }) => month));
  const underived = months.filter(({ month }) => !derived.has(month)).map(({ month }) => month);
  const own: StatementSlice[] = slices.map(({ month, account, home, chargeClass, units, rule }) => ({
    connection: id,
    month,
    account: shown(account),
    home,
    chargeClass,
    units,
    rule,
  }));
  own.push(...(await withoutHomes(viewer, id, ranges, basis, new Set(underived))));
  const charged = new Map<Month, bigint>();
  for (const { month, units } of own) charged.set(month, (charged.get(month) ?? 0n) + units);
  const controls = new Map(books.map((book) => [book.month, book.amounts[basis]]));
  const cells = (rows: typeof usage): UsageCell[] =>
    rows.map(({ month, account, home, environment, service, units }) => ({
      connection: id,
      month,
      account: shown(account),
      home,
      environment,
      service,
      units,
    }));
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
    slices: own,
    shares: shares.map(({ month, account, pool, chargeClass, side, home, units }) => ({
      connection: id,
      month,
      account: shown(account),
      pool,
      chargeClass,
      side,
      home,
      units,
    })),
    usage: cells(usage),
    homes: cells(homes),
    derivations,
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
