import { parseDecimal, toCents } from '@/lib/finance/money';
import { type AccountBadge, type AccountRow, ROW_TYPES } from './account-row';
import { packTexts, unpackTexts } from './packed-texts';

/**
 * The rows of the account tree on their way to the browser: ten thousand of them, so every column is one text, and what
 * follows from another column is left out. Badges are few: pairs of a row's index and its badges.
 */
export type PackedRows = { readonly [Column in (typeof COLUMNS)[number]]: string } & {
  readonly rows: number;
  readonly badges: readonly (readonly [number, readonly AccountBadge[]])[];
};

const COLUMNS = [
  ...(['key', 'parent', 'depth', 'type', 'name', 'id', 'email', 'state', 'joined'] as const),
  ...(['own', 'total', 'ownCents', 'totalCents', 'change', 'share'] as const),
];

const centsOf = (amount: string): bigint => toCents(parseDecimal(amount));
const textOf = (number: number | null): string | null => (number === null ? null : String(number));

/** True where the own cost is the total, in cents too, as for almost every account. */
const isSame = ({ own, total, ownCents, totalCents }: AccountRow): boolean => own === total && ownCents === totalCents;

/** Packs rows; null in a column means: as the column says that it follows from. */
export function packRows(rows: readonly AccountRow[]): PackedRows {
  const column = (of: (row: AccountRow) => string | null) => packTexts(rows.map(of));
  return {
    rows: rows.length,
    key: column(({ key, id }) => (key === id ? null : key)),
    parent: column(({ parent }) => String(parent)),
    depth: column(({ depth }) => String(depth)),
    type: column(({ type }) => type),
    name: column(({ name }) => name),
    id: column(({ id }) => id),
    email: column(({ email }) => email),
    state: column(({ state }) => state),
    joined: column(({ joined }) => joined),
    own: column(({ own, total }) => (own === total ? null : own)),
    total: column(({ total }) => total),
    ownCents: column((row) => (isSame(row) ? null : String(row.ownCents))),
    totalCents: column(({ total, totalCents }) => (totalCents === centsOf(total) ? null : String(totalCents))),
    change: column(({ change }) => textOf(change)),
    share: column(({ share }) => textOf(share)),
    badges: rows.flatMap(({ badges }, index) => (badges.length > 0 ? [[index, badges] as const] : [])),
  };
}

const NO_BADGES: readonly AccountBadge[] = [];

/** Puts the rows together again. @throws RangeError when a column does not fit the others */
export function unpackRows(packed: PackedRows): AccountRow[] {
  const badges = new Map(packed.badges);
  const columns = new Map(COLUMNS.map((name) => [name, unpackTexts(packed[name], packed.rows)]));
  const at = (name: (typeof COLUMNS)[number], index: number) => columns.get(name)?.[index] ?? null;
  const sure = (name: (typeof COLUMNS)[number], index: number) => present(at(name, index));
  const numberAt = (name: 'change' | 'share', index: number) => {
    const text = at(name, index);
    return text === null ? null : Number(text);
  };
  return Array.from({ length: packed.rows }, (_, index) => {
    const id = at('id', index);
    const total = sure('total', index);
    const own = at('own', index) ?? total;
    const [ownText, totalText] = [at('ownCents', index), at('totalCents', index)];
    const totalCents = totalText === null ? centsOf(total) : BigInt(totalText);
    return {
      key: at('key', index) ?? present(id),
      parent: Number(sure('parent', index)),
      depth: Number(sure('depth', index)),
      type: present(ROW_TYPES.find((type) => type === at('type', index))),
      name: sure('name', index),
      id,
      email: at('email', index),
      state: at('state', index),
      joined: at('joined', index),
      own,
      total,
      ownCents: ownText === null ? totalCents : BigInt(ownText),
      totalCents,
      change: numberAt('change', index),
      share: numberAt('share', index),
      badges: badges.get(index) ?? NO_BADGES,
    };
  });
}

function present<T>(found: T | null | undefined): T {
  if (found === null || found === undefined)
    throw new RangeError('a column of the account tree does not fit the others');
  return found;
}
