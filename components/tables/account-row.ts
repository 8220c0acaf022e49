export type AccountBadge = { readonly label: string; readonly tone: 'neutral' | 'caution' };

export const ROW_TYPES = ['organization', 'root', 'ou', 'account', 'former'] as const;

/** A row of the account tree. Rows come in pre-order. */
export type AccountRow = {
  /** Unique and stable; has no `,` and no `~`. */
  readonly key: string;
  /** Index of the parent's row; −1 for the outermost rows. */
  readonly parent: number;
  readonly depth: number;
  readonly type: (typeof ROW_TYPES)[number];
  readonly name: string;
  readonly id: string | null;
  readonly email: string | null;
  /** AWS's word for the account's state, and the day on which it joined; null where AWS says nothing. */
  readonly state: string | null;
  readonly joined: string | null;
  /** Exact amounts, decimal strings of the table's currency. */
  readonly own: string;
  readonly total: string;
  /** The same in whole cents, rounded with their neighbours so that what is shown adds up. */
  readonly ownCents: bigint;
  readonly totalCents: bigint;
  /** As a fraction; null is n/a. */
  readonly change: number | null;
  /** Of the outermost total, as a fraction; null is n/a. */
  readonly share: number | null;
  readonly badges: readonly AccountBadge[];
};
