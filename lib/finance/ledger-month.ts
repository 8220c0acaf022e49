import type { Amounts } from './basis';
import type { ChargeClass } from './charge-class';
import { sumByLabel } from './cross-table';
import type { FaceCell } from './face';
import type { Currency } from './money';
import type { Month } from './month';
import type { Project } from './rules';
import type { Placement } from './service-first';
import type { Share } from './split';

/** Whose books they are. `payer` is null where nobody knows the billing account, or the reader may not know it. */
export type LedgerConnection = {
  readonly name: string;
  readonly currency: Currency;
  readonly payer: { readonly id: string; readonly name: string } | null;
};

export type LedgerAccount = {
  readonly name: string;
  /** Names of the units above the account from the root down, as the month knew them; empty where nobody does. */
  readonly units: readonly string[];
};

/** A slice as a ledger keeps it; `home` is `keyOfHome`. */
export type LedgerSlice = {
  readonly account: string;
  readonly home: string;
  readonly chargeClass: ChargeClass;
  readonly amounts: Amounts;
};

/** A charge class of an account by AWS's own record types, as the cube `recordType` has them. */
export type RecordTypeCell = { readonly account: string; readonly recordType: string; readonly amounts: Amounts };

/**
 * One month of one connection, narrowed to what the reader may see: what files of the ledger are written from.
 * Σ slices + residual = the control total, for a reader of everything. An account `''` is one that the reader may not know.
 */
export type LedgerMonth = {
  readonly connection: LedgerConnection;
  readonly month: Month;
  readonly accounts: ReadonlyMap<string, LedgerAccount>;
  readonly projects: ReadonlyMap<string, Project>;
  readonly slices: readonly LedgerSlice[];
  readonly shares: readonly Share[];
  /** The usage by home, environment and service (`serviceFirst`): with `placements` it sums to the slices of each home. */
  readonly usage: readonly FaceCell[];
  readonly placements: readonly Placement[];
  readonly recordTypes: readonly RecordTypeCell[];
  /** Null for a reader who may not see the whole. */
  readonly residual: Amounts | null;
};

export const accountNameOf = ({ accounts }: LedgerMonth, id: string): string => accounts.get(id)?.name || id;

/** Puts everything of accounts that a reader may not know under one without an id: of a project, he sees its cost alone. */
export function hideAccounts(month: LedgerMonth, knows: (account: string) => boolean): LedgerMonth {
  const shown = <Row extends { readonly account: string }>(row: Row): Row =>
    knows(row.account) ? row : { ...row, account: '' };
  return {
    ...month,
    accounts: new Map([...month.accounts].filter(([id]) => knows(id))),
    slices: summed(month.slices.map(shown)),
    shares: summed(month.shares.map(shown)),
    usage: summed(month.usage.map(shown)),
    placements: summed(month.placements.map(shown)),
    recordTypes: month.recordTypes.filter(({ account }) => knows(account)),
  };
}

/** Rows that tell the same apart from their amounts become one. */
const summed = <Row extends { readonly amounts: Amounts }>(rows: readonly Row[]): Row[] =>
  sumByLabel(
    rows,
    (row) => JSON.stringify({ ...row, amounts: null }),
    ({ amounts }) => amounts,
  ).map(({ first, amounts }) => ({ ...first, amounts }));
