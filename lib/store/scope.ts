import type { Database } from './database';

declare const minted: unique symbol;

/**
 * What a reader may see: all accounts, or some. Only `auth` (a viewer) and `sync` (everything) mint one, so a read that
 * forgets to ask does not compile.
 */
export type AccountScope = {
  readonly db: Database;
  readonly accounts: 'all' | ReadonlySet<string>;
  readonly [minted]: true;
};

export function mintScope(db: Database, accounts: 'all' | ReadonlySet<string>): AccountScope {
  return { db, accounts } as AccountScope;
}

/** True when the reader sees the whole organization, and so its totals. */
export const seesAll = (scope: AccountScope): boolean => scope.accounts === 'all';

/** True when the scope has the account. */
export const sees = (scope: AccountScope, accountId: string): boolean =>
  scope.accounts === 'all' || scope.accounts.has(accountId);
