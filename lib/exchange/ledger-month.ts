import type { Amounts } from '@/lib/finance/basis';
import type { FaceCell } from '@/lib/finance/face';
import type { Currency } from '@/lib/finance/money';
import type { Month } from '@/lib/finance/month';
import type { Project } from '@/lib/finance/rules';
import type { Slice } from '@/lib/finance/slice';
import type { Share } from '@/lib/finance/split';

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

/** A charge class of an account by AWS's own record types, as the cube `recordType` has them. */
export type RecordTypeCell = { readonly account: string; readonly recordType: string; readonly amounts: Amounts };

/**
 * One month of one connection, narrowed to what the reader may see: what files of the ledger are written from.
 * Σ slices + residual = the control total, for a reader of everything.
 */
export type LedgerMonth = {
  readonly connection: LedgerConnection;
  readonly month: Month;
  readonly accounts: ReadonlyMap<string, LedgerAccount>;
  readonly projects: ReadonlyMap<string, Project>;
  readonly slices: readonly Slice[];
  readonly shares: readonly Share[];
  /** The usage by home, environment and service, as far as it is known. */
  readonly usage: readonly FaceCell[];
  readonly recordTypes: readonly RecordTypeCell[];
  /** Null for a reader who may not see the whole. */
  readonly residual: Amounts | null;
};

export const accountNameOf = ({ accounts }: LedgerMonth, id: string): string => accounts.get(id)?.name || id;
