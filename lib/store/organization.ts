import type { Day } from '@/lib/finance/month';
import type { OrganizationalUnit, OrganizationSnapshot, RecordedOrganization } from '@/lib/finance/organization';
import { upsertAccounts } from './account-rows';
import { type Transaction, transaction, type Writer } from './database';
import { ACCOUNTS, accountContent, toAccount, toUnit, UNITS, unitContent } from './organization-content';
import { eventsOf, type OrganizationEvent } from './organization-events';
import { Prisma, readRows, textList } from './rows';
import { type AccountScope, sees, withinScope } from './scope';
import { type Content, planVersions, readCurrent, type Version, type VersionTable, writePlan } from './versions';

export {
  type AccountSeen,
  countAccountsSeen,
  listAccountsSeen,
  saveAccountNames,
  saveAccountTags,
} from './account-rows';
export { listEvents, type OrganizationEvent } from './organization-events';

/**
 * Records a complete walk as of `observedAt` (an ISO instant; its UTC day counts): what changed gets a version of its own,
 * accounts that vanished are kept as former ones. Returns what changed since the walk before; the first one changes nothing.
 */
export async function saveOrganization(
  db: Writer,
  connectionId: string,
  snapshot: OrganizationSnapshot,
  observedAt: string,
): Promise<OrganizationEvent[]> {
  const day = observedAt.slice(0, 10);
  return transaction(db, async (tx) => {
    const isFirst = (await tx.prisma.accountVersion.findFirst({ where: { connectionId } })) === null;
    await saveRoot(tx, connectionId, snapshot, observedAt);
    const units = await readCurrent(tx, UNITS, connectionId, day);
    const knownUnits = latest(units);
    const seenUnits = new Map(snapshot.units.map((unit) => [unit.id, unitContent(unit, knownUnits.get(unit.id))]));
    await writePlan(tx, UNITS, connectionId, day, planVersions(units, seenUnits, day, true));
    const accounts = await readCurrent(tx, ACCOUNTS, connectionId, day);
    const known = latest(accounts);
    const seen = new Map(
      snapshot.accounts.map((account) => [account.id, accountContent(account, known.get(account.id))]),
    );
    const plan = planVersions(accounts, seen, day, true);
    await writePlan(tx, ACCOUNTS, connectionId, day, plan);
    await saveMembers(tx, connectionId, snapshot, observedAt);
    return isFirst ? [] : plan.changes.flatMap(({ id, before, after }) => eventsOf(id, day, before, after));
  });
}

/** The last known content of each id. */
function latest(versions: readonly Version[]): Map<string, Content> {
  const found = new Map<string, Version>();
  for (const version of versions) {
    const other = found.get(version.id);
    if (!other || version.to === '' || (other.to !== '' && version.to > other.to)) found.set(version.id, version);
  }
  return new Map([...found].map(([id, { content }]) => [id, content]));
}

async function saveRoot(
  { prisma }: Transaction,
  connectionId: string,
  snapshot: OrganizationSnapshot,
  observedAt: string,
): Promise<void> {
  const columns = {
    organizationId: snapshot.id,
    managementAccountId: snapshot.managementAccountId,
    featureSet: snapshot.featureSet,
    rootId: snapshot.root.id,
    rootName: snapshot.root.name,
    observedAt,
  };
  await prisma.organization.upsert({ where: { connectionId }, create: { connectionId, ...columns }, update: columns });
}

async function saveMembers(
  tx: Transaction,
  connectionId: string,
  snapshot: OrganizationSnapshot,
  observedAt: string,
): Promise<void> {
  const rows = snapshot.accounts.map(({ id, name, tags }) => [
    connectionId,
    id,
    name,
    observedAt,
    observedAt,
    true,
    tags ? observedAt : null,
  ]);
  await upsertAccounts(
    tx,
    rows,
    Prisma.sql`"name" = excluded."name", "inOrganization" = excluded."inOrganization",
    "tagsSeenAt" = coalesce(excluded."tagsSeenAt", "Account"."tagsSeenAt")`,
  );
  const ids = snapshot.accounts.map(({ id }) => id);
  await tx.prisma.$executeRaw(
    Prisma.sql`UPDATE "Account" SET "inOrganization" = false WHERE "connectionId" = ${connectionId} AND "inOrganization"
      AND "accountId" NOT IN ${textList(tx.provider, ids)}`,
  );
}

/**
 * The organization as it was recorded for a day; before the first walk, as that one found it: `asOf` of the answer is
 * the day that it is of. An account that had joined but was found later stands where it was first found. Accounts of the
 * costs that were not in it on that day are `former`. A scope of some accounts gets
 * these, and the units above them. Null when nothing of the connection is known, or may be seen.
 */
export async function getOrganization(
  scope: AccountScope,
  connectionId: string,
  asOf: Day,
): Promise<RecordedOrganization | null> {
  const { db } = scope;
  const [organization, { _min }] = await Promise.all([
    db.prisma.organization.findUnique({ where: { connectionId } }),
    db.prisma.accountVersion.aggregate({ where: { connectionId }, _min: { from: true } }),
  ]);
  const day = _min.from !== null && _min.from > asOf ? _min.from : asOf;
  const [versions, unitVersions, former] = await Promise.all([
    readDay(scope, ACCOUNTS, connectionId, day),
    readDay(scope, UNITS, connectionId, day),
    readFormer(scope, connectionId, day),
  ]);
  if (versions.length + former.length === 0 && (scope.accounts !== 'all' || !organization)) return null;
  const accounts = versions.map(([id, ...content]) => toAccount(id, content));
  const units = unitVersions.map(([id, ...content]) => toUnit(id, content));
  const manager = organization?.managementAccountId ?? null;
  return {
    connectionId,
    asOf: day,
    managementAccountId: manager !== null && sees(scope, manager) ? manager : null,
    root: organization ? { id: organization.rootId, name: organization.rootName } : null,
    units: scope.accounts === 'all' ? units : above(accounts, units),
    accounts,
    former: former.map(([id, name, lastSeen]) => ({ id, name, lastSeen: lastSeen.slice(0, 10) })),
  };
}

export const holdsOn = (day: Day) => Prisma.sql`"from" <= ${day} AND ("to" = '' OR "to" > ${day})`;

/**
 * Versions of accounts that hold on a day, and the first one of an account that no walk had found by then although it had
 * joined, as AWS says: the walk came late, the account did not.
 */
export const accountHoldsOn = (day: Day) => Prisma.sql`((v."from" <= ${day} AND (v."to" = '' OR v."to" > ${day}))
  OR (v."from" > ${day} AND substr(v."joinedAt", 1, 10) <= ${day} AND NOT EXISTS (SELECT 1 FROM "AccountVersion" e
    WHERE e."connectionId" = v."connectionId" AND e."accountId" = v."accountId" AND e."from" < v."from")))`;

/** The accounts that are known, and were not in the organization on a day, by id: id, name, last seen. */
const readFormer = (scope: AccountScope, connectionId: string, day: Day) =>
  readRows<[string, string, string]>(
    scope.db,
    ['accountId', 'name', 'lastSeen'].map((name) => ({ sql: Prisma.raw(`"${name}"`) })),
    Prisma.sql`SELECT a."accountId", a."name", a."lastSeen" FROM "Account" a WHERE a."connectionId" = ${connectionId}
      AND NOT EXISTS (SELECT 1 FROM "AccountVersion" v WHERE v."connectionId" = a."connectionId"
        AND v."accountId" = a."accountId" AND ${accountHoldsOn(day)})
      AND ${withinScope(scope, Prisma.raw('a."accountId"'))} ORDER BY a."accountId"`,
  );

/** The versions that held on a day, by id; of accounts only those in scope. */
function readDay(scope: AccountScope, { table, id, columns }: VersionTable, connectionId: string, day: Day) {
  const names = [id, ...columns].map((name) => Prisma.raw(`"${name}"`));
  const held =
    table === ACCOUNTS.table
      ? Prisma.sql`${accountHoldsOn(day)} AND ${withinScope(scope, Prisma.raw(`"${id}"`))}`
      : holdsOn(day);
  return readRows<[string, ...(string | null)[]]>(
    scope.db,
    names.map((sql) => ({ sql })),
    Prisma.sql`SELECT ${Prisma.join(names)} FROM ${Prisma.raw(`"${table}"`)} v WHERE "connectionId" = ${connectionId}
      AND ${held} ORDER BY ${Prisma.raw(`"${id}"`)}`,
  );
}

/** The units on the way from these accounts to the root. */
function above(
  accounts: readonly { readonly parentId: string | null }[],
  units: readonly OrganizationalUnit[],
): OrganizationalUnit[] {
  const byId = new Map(units.map((unit) => [unit.id, unit]));
  const kept = new Set<string>();
  for (const { parentId } of accounts) {
    for (let at = byId.get(parentId ?? ''); at && !kept.has(at.id); at = byId.get(at.parentId)) kept.add(at.id);
  }
  return units.filter(({ id }) => kept.has(id));
}
