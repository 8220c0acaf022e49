export type AccountBadge = { readonly label: string; readonly tone: 'neutral' | 'caution' };

/** A row of the account tree. Rows come in pre-order. */
export type AccountRow = {
  /** Unique and stable; has no `,` and no `~`. */
  readonly key: string;
  /** Index of the parent's row; −1 for the outermost rows. */
  readonly parent: number;
  readonly depth: number;
  readonly type: 'organization' | 'root' | 'ou' | 'account' | 'former';
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

/**
 * The same rows, column by column: names of fields are not repeated ten thousand times on the way to the browser.
 * Badges are few, and come as pairs of a row's index and its badges.
 */
export type AccountColumns = {
  readonly [Field in Exclude<keyof AccountRow, 'badges'>]: readonly AccountRow[Field][];
} & {
  readonly badges: readonly (readonly [number, readonly AccountBadge[]])[];
};

const NO_BADGES: readonly AccountBadge[] = [];

export function toColumns(rows: readonly AccountRow[]): AccountColumns {
  return {
    key: rows.map(({ key }) => key),
    parent: rows.map(({ parent }) => parent),
    depth: rows.map(({ depth }) => depth),
    type: rows.map(({ type }) => type),
    name: rows.map(({ name }) => name),
    id: rows.map(({ id }) => id),
    email: rows.map(({ email }) => email),
    state: rows.map(({ state }) => state),
    joined: rows.map(({ joined }) => joined),
    own: rows.map(({ own }) => own),
    total: rows.map(({ total }) => total),
    ownCents: rows.map(({ ownCents }) => ownCents),
    totalCents: rows.map(({ totalCents }) => totalCents),
    change: rows.map(({ change }) => change),
    share: rows.map(({ share }) => share),
    badges: rows.flatMap(({ badges }, index) => (badges.length > 0 ? [[index, badges] as const] : [])),
  };
}

/** Puts the rows together again. @throws RangeError when a column is short. */
export function toRows(columns: AccountColumns): AccountRow[] {
  const badges = new Map(columns.badges);
  const at = <T>(column: readonly T[], index: number): T => {
    const found = column[index];
    if (found === undefined) throw new RangeError('a column of the account tree is short');
    return found;
  };
  return columns.key.map((key, index) => ({
    key,
    parent: at(columns.parent, index),
    depth: at(columns.depth, index),
    type: at(columns.type, index),
    name: at(columns.name, index),
    id: at(columns.id, index),
    email: at(columns.email, index),
    state: at(columns.state, index),
    joined: at(columns.joined, index),
    own: at(columns.own, index),
    total: at(columns.total, index),
    ownCents: at(columns.ownCents, index),
    totalCents: at(columns.totalCents, index),
    change: at(columns.change, index),
    share: at(columns.share, index),
    badges: badges.get(index) ?? NO_BADGES,
  }));
}
