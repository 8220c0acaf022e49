import type { Figure } from '@/lib/format/money';

/** A row of the account tree as it is drawn: every figure is already in words. Rows come in pre-order. */
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
  readonly badges: readonly { readonly label: string; readonly tone: 'neutral' | 'caution' }[];
  /** Null when it is the same as `total`, as for an account. */
  readonly own: Figure | null;
  readonly total: Figure;
  /** The exact total, for a reader who asks. */
  readonly exact: string;
  readonly change: string;
  readonly direction: 'up' | 'down' | 'none';
  /** 0 to 1, the length of the bar; null when a share has no meaning. */
  readonly bar: number | null;
  readonly share: string;
};
