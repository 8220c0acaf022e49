import { type Transaction, transaction, type Writer } from './database';
import { ACCOUNTS, withTags } from './organization-content';
import { eventsOf, type OrganizationEvent } from './organization-events';
import { Prisma, readRows, rowsFrom, textList } from './rows';
import { type AccountScope, withinScope } from './scope';
import { planVersions, readCurrent, writePlan } from './versions';

/** Adds accounts, or moves `lastSeen` of those that are there and sets what `changes` says. */
export async function upsertAccounts(
  { prisma, provider }: Transaction,
  rows: readonly (readonly unknown[])[],
  changes: Prisma.Sql,
): Promise<void> {
  if (rows.length === 0) return;
  const source = rowsFrom(provider, JSON.stringify(rows), [
    ['connectionId', 'text'],
    ['accountId', 'text'],
    ['name', 'text'],
    ['firstSeen', 'text'],
    ['lastSeen', 'text'],
    ['inOrganization', 'boolean'],
    ['tagsSeenAt', 'text'],
  ]);
  await prisma.$executeRaw(
    Prisma.sql`INSERT INTO "Account"
      ("connectionId", "accountId", "name", "firstSeen", "lastSeen", "inOrganization", "tagsSeenAt") ${source}
      ON CONFLICT ("connectionId", "accountId") DO UPDATE SET ${changes}, "lastSeen" =
        CASE WHEN excluded."lastSeen" > "Account"."lastSeen" THEN excluded."lastSeen" ELSE "Account"."lastSeen" END`,
  );
}

/**
 * Records the names by which costs know accounts. One that is in the organization keeps the name that it has there;
 * an account that only costs know is a former one. `seenAt` is an ISO instant, UTC.
 */
export async function saveAccountNames(
  db: Writer,
  connectionId: string,
  names: ReadonlyMap<string, string>,
  seenAt: string,
): Promise<void> {
  const rows = [...names].map(([id, name]) => [connectionId, id, name, seenAt, seenAt, false, null]);
  const changes = Prisma.sql`"name" = CASE WHEN "Account"."inOrganization" THEN "Account"."name" ELSE excluded."name" END`;
  await transaction(db, (tx) => upsertAccounts(tx, rows, changes));
}

/** Records the tags of some accounts, as of `seenAt`; those of the others stay. Returns what changed. */
export async function saveAccountTags(
  db: Writer,
  connectionId: string,
  tags: ReadonlyMap<string, Readonly<Record<string, string>>>,
  seenAt: string,
): Promise<OrganizationEvent[]> {
  const day = seenAt.slice(0, 10);
  return transaction(db, async (tx) => {
    const versions = (await readCurrent(tx, ACCOUNTS, connectionId, day)).filter(({ id }) => tags.has(id));
    const seen = new Map(
      versions.filter(({ to }) => to === '').map(({ id, content }) => [id, withTags(content, tags.get(id) ?? {})]),
    );
    const plan = planVersions(versions, seen, day, false);
    await writePlan(tx, ACCOUNTS, connectionId, day, plan);
    await tx.prisma.$executeRaw(
      Prisma.sql`UPDATE "Account" SET "tagsSeenAt" = ${seenAt} WHERE "connectionId" = ${connectionId}
        AND "accountId" IN ${textList(tx.provider, tags.keys())}`,
    );
    return plan.changes.flatMap(({ id, before, after }) => eventsOf(id, day, before, after));
  });
}

export type AccountSeen = {
  readonly accountId: string;
  readonly name: string;
  readonly inOrganization: boolean;
  /** ISO instants, UTC. */
  readonly firstSeen: string;
  readonly lastSeen: string;
  readonly tagsSeenAt: string | null;
};

/** Every account that the connection ever saw, in the organization or only in the costs, by id. */
export async function listAccountsSeen(scope: AccountScope, connectionId: string): Promise<AccountSeen[]> {
  const names = ['accountId', 'name', 'inOrganization', 'firstSeen', 'lastSeen', 'tagsSeenAt'];
  const rows = await readRows<[string, string, boolean | number, string, string, string | null]>(
    scope.db,
    names.map((name) => ({ sql: Prisma.raw(`"${name}"`) })),
    Prisma.sql`SELECT * FROM "Account" WHERE "connectionId" = ${connectionId}
      AND ${withinScope(scope, Prisma.raw('"accountId"'))} ORDER BY "accountId"`,
  );
  return rows.map(([accountId, name, inOrganization, firstSeen, lastSeen, tagsSeenAt]) => ({
    accountId,
    name,
    inOrganization: Boolean(inOrganization),
    firstSeen,
    lastSeen,
    tagsSeenAt,
  }));
}

/** How many accounts of a connection a scope has. */
export async function countAccountsSeen(scope: AccountScope, connectionId: string): Promise<number> {
  const [row]: { accounts: number | bigint }[] = await scope.db.prisma.$queryRaw(
    Prisma.sql`SELECT count(*) AS accounts FROM "Account" WHERE "connectionId" = ${connectionId}
      AND ${withinScope(scope, Prisma.raw('"accountId"'))}`,
  );
  return Number(row?.accounts ?? 0);
}
