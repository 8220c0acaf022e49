import { entityText } from '@/lib/finance/entity';
import type { Database } from './database';
import { Prisma, type Sql, textList } from './rows';

declare const minted: unique symbol;

/**
 * What a reader may see: all accounts, or some. Only `auth` (a viewer) and `sync` (everything) mint one, so a read that
 * forgets to ask does not compile.
 */
export type AccountScope = {
  readonly db: Database;
  readonly accounts: 'all' | ReadonlySet<string>;
  /** Beside some accounts: the OUs that lie in the scope whole, and the projects. */
  readonly inside: Inside;
  readonly [minted]: true;
};

export type Inside = { readonly units: ReadonlySet<string>; readonly projects: ReadonlySet<string> };

const NOTHING: Inside = { units: new Set(), projects: new Set() };

export function mintScope(db: Database, accounts: 'all' | ReadonlySet<string>, inside = NOTHING): AccountScope {
  return { db, accounts, inside } as AccountScope;
}

/** True when the reader sees the whole organization, and so its totals. */
export const seesAll = (scope: AccountScope): boolean => scope.accounts === 'all';

/** True when the scope has the account. */
export const sees = (scope: AccountScope, accountId: string): boolean =>
  scope.accounts === 'all' || scope.accounts.has(accountId);

/** A condition on a column of account ids, for a WHERE. */
export function withinScope({ db, accounts }: AccountScope, column: Sql): Sql {
  return accounts === 'all' ? Prisma.sql`1 = 1` : Prisma.sql`${column} IN ${textList(db.provider, accounts)}`;
}

/** A condition on columns of an account and of a home (`project:checkout`): what lies in one of the accounts or projects. */
export function withinHomes(scope: AccountScope, account: Sql, home: Sql): Sql {
  const { accounts, db, inside } = scope;
  if (accounts === 'all' || inside.projects.size === 0) return withinScope(scope, account);
  const homes = [...inside.projects].map((id) => `project:${id}`);
  return Prisma.sql`(${withinScope(scope, account)} OR ${home} IN ${textList(db.provider, homes)})`;
}

/** A condition on a column of entities (`project:checkout`), for a WHERE. */
export function withinEntities({ db, accounts, inside }: AccountScope, column: Sql): Sql {
  if (accounts === 'all') return Prisma.sql`1 = 1`;
  const texts = [
    ...[...accounts].map((id) => entityText({ kind: 'account', id })),
    ...[...inside.units].map((id) => entityText({ kind: 'ou', id })),
    ...[...inside.projects].map((id) => entityText({ kind: 'project', id })),
  ];
  return Prisma.sql`${column} IN ${textList(db.provider, texts)}`;
}

/** True when the scope has an account or a project of the connection: only then does the connection exist for its reader. */
export async function seesConnection(scope: AccountScope, connectionId: string): Promise<boolean> {
  const { accounts, inside, db } = scope;
  if (accounts === 'all') return true;
  if (accounts.size === 0 && inside.projects.size === 0) return false;
  const homes = [...inside.projects].map((id) => `project:${id}`);
  const found: { one: number }[] = await db.prisma.$queryRaw(
    Prisma.sql`SELECT 1 AS one WHERE EXISTS (SELECT 1 FROM "Account" WHERE "connectionId" = ${connectionId}
      AND ${withinScope(scope, Prisma.sql`"accountId"`)})
      OR EXISTS (SELECT 1 FROM "DerivedMonth" m JOIN "Slice" s ON s."derivationId" = m."derivationId"
        WHERE m."connectionId" = ${connectionId} AND s."home" IN ${textList(db.provider, homes)})`,
  );
  return found.length > 0;
}
