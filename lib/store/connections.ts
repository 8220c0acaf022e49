import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { AppError } from '@/lib/errors';
import type { Currency } from '@/lib/finance/money';
import type { Database, Writer } from './database';
import { removeDerivations } from './derivations';
import type { Prisma as P } from './generated/sqlite/client';
import { readJson } from './json-text';
import { removeLoads } from './load-removal';
import { Prisma } from './rows';
import { type AccountScope, seesConnection } from './scope';

/** A connection's own choices; null means the default. `residualWarning` is a fraction of the month: 0.005. */
const connectionSettings = z.object({
  tagKeys: z.array(z.string()).nullable().default(null),
  dailyByAccount: z.boolean().nullable().default(null),
  monthlyRequestCap: z.number().int().nonnegative().nullable().default(null),
  residualWarning: z.number().nonnegative().nullable().default(null),
});
export type ConnectionSettings = z.infer<typeof connectionSettings>;

export type ConnectionKind = 'demo' | 'aws' | 'focus' | 'cur';

export type Connection = {
  readonly id: string;
  readonly name: string;
  readonly kind: ConnectionKind;
  readonly currency: Currency | null;
  readonly roleArn: string | null;
  readonly externalId: string | null;
  readonly region: string | null;
  /** Months that Cost Explorer serves, the open one included. */
  readonly historyMonths: number;
  readonly managementAccountId: string | null;
  readonly organizationId: string | null;
  readonly settings: ConnectionSettings;
  /** ISO instant, UTC. */
  readonly createdAt: string;
};

export type NewConnection = {
  /** Chosen beforehand where requests are booked on the connection before it exists; made when absent. */
  readonly id?: string;
  readonly name: string;
  readonly kind: ConnectionKind;
  readonly currency?: Currency | null;
  readonly roleArn?: string | null;
  readonly externalId?: string | null;
  readonly region?: string | null;
  readonly historyMonths?: number;
  readonly managementAccountId?: string | null;
  readonly organizationId?: string | null;
  readonly settings?: Partial<ConnectionSettings>;
  /** ISO instant, UTC; now when absent. */
  readonly createdAt?: string;
};

export type ConnectionPatch = Partial<Omit<NewConnection, 'id' | 'kind' | 'createdAt'>>;

/** Adds a connection. @throws AppError `conflict` when the name is taken. */
export async function createConnection(db: Database, input: NewConnection): Promise<Connection> {
  const { settings, createdAt, ...columns } = input;
  const data = {
    ...columns,
    id: input.id ?? randomUUID(),
    settings: JSON.stringify(connectionSettings.parse(settings ?? {})),
    createdAt: createdAt ?? new Date().toISOString(),
  };
  return toConnection(await uniquely(input.name, () => db.prisma.connection.create({ data })));
}

/** The connections of which the scope has an account or a project, by name; all of them for a scope of everything. */
export async function listConnections(scope: AccountScope): Promise<Connection[]> {
  const rows = await scope.db.prisma.connection.findMany({ orderBy: { name: 'asc' } });
  if (scope.accounts === 'all') return rows.map(toConnection);
  const visible = await Promise.all(rows.map(({ id }) => seesConnection(scope, id)));
  return rows.filter((_, at) => visible[at]).map((row) => withinSight(toConnection(row), scope));
}

/** The connection of that id, or else of that name; null when there is none that the scope may see. */
export async function findConnection(scope: AccountScope, idOrName: string): Promise<Connection | null> {
  const visible = await listConnections(scope);
  return visible.find(({ id }) => id === idOrName) ?? visible.find(({ name }) => name === idOrName) ?? null;
}

/** As `findConnection`. @throws AppError `not-found`. */
export async function getConnection(scope: AccountScope, idOrName: string): Promise<Connection> {
  const found = await findConnection(scope, idOrName);
  if (found) return found;
  const names = (await listConnections(scope)).map(({ name }) => name);
  throw new AppError('not-found', `There is no connection ${idOrName}.`, {
    fix: names.length > 0 ? `There are: ${names.join(', ')}.` : 'Add one with `connect` or `import`.',
  });
}

/** Changes what `patch` names; settings that it does not name stay. @throws AppError `not-found`, `conflict`. */
export async function updateConnection(db: Writer, id: string, patch: ConnectionPatch): Promise<Connection> {
  const known = await db.prisma.connection.findUnique({ where: { id } });
  if (!known) throw new AppError('not-found', `There is no connection ${id}.`);
  const { settings, ...columns } = patch;
  const data: P.ConnectionUpdateInput = { ...columns };
  if (settings) {
    data.settings = JSON.stringify(connectionSettings.parse({ ...toConnection(known).settings, ...settings }));
  }
  return toConnection(
    await uniquely(patch.name ?? known.name, () => db.prisma.connection.update({ where: { id }, data })),
  );
}

/**
 * Removes a connection and all that belongs to it, in short transactions: first it is gone from every list, then its
 * rows go. A removal that was cut off is finished by calling it again.
 */
export async function removeConnection(db: Database, id: string): Promise<void> {
  const { prisma } = db;
  const where = { connectionId: id };
  await prisma.connection.deleteMany({ where: { id } });
  await prisma.published.deleteMany({ where });
  await prisma.derivedMonth.deleteMany({ where });
  await prisma.restatedLoad.deleteMany({ where });
  await prisma.restatedMonth.deleteMany({ where });
  await prisma.monthClose.deleteMany({ where });
  await prisma.closeEvent.deleteMany({ where });
  await prisma.adjustment.deleteMany({ where });
  await prisma.invoice.deleteMany({ where });
  await prisma.findingAcceptance.deleteMany({ where });
  const derived = await prisma.derivation.findMany({ where, select: { id: true } });
  await removeDerivations(
    db,
    derived.map((each) => each.id),
  );
  await removeLoads(db, await prisma.load.findMany({ where, select: { id: true } }));
  await prisma.$executeRaw(
    Prisma.sql`DELETE FROM "SyncStep" WHERE "runId" IN (SELECT "id" FROM "SyncRun" WHERE "connectionId" = ${id})`,
  );
  await prisma.syncRun.deleteMany({ where });
  await prisma.awsRequest.deleteMany({ where });
  await prisma.monthCheck.deleteMany({ where });
  await prisma.monthBook.deleteMany({ where });
  await prisma.accountVersion.deleteMany({ where });
  await prisma.unitVersion.deleteMany({ where });
  await prisma.account.deleteMany({ where });
  await prisma.organization.deleteMany({ where });
  await prisma.tagKey.deleteMany({ where });
  await prisma.costCategory.deleteMany({ where });
  await prisma.setting.deleteMany({ where: { key: { endsWith: `:${id}` } } });
}

async function uniquely<T>(name: string, write: () => Promise<T>): Promise<T> {
  try {
    return await write();
  } catch (cause) {
    if (!(cause instanceof Error && 'code' in cause && cause.code === 'P2002')) throw cause;
    throw new AppError('conflict', `There is a connection ${name} already.`, {
      cause,
      fix: 'Choose another name.',
      errors: [{ field: 'name', message: 'is taken' }],
    });
  }
}

const kindColumn = z.enum(['demo', 'aws', 'focus', 'cur']);

function toConnection(row: P.ConnectionModel): Connection {
  return {
    ...row,
    kind: kindColumn.parse(row.kind),
    settings: readJson(connectionSettings, row.settings, 'Connection.settings'),
  };
}

/** Without the ids of the organization and of a management account that the reader may not see, and without what only an administrator needs. */
function withinSight(connection: Connection, { accounts }: AccountScope): Connection {
  const { managementAccountId: id } = connection;
  const visible = id !== null && accounts !== 'all' && accounts.has(id);
  return {
    ...{ ...connection, roleArn: null, externalId: null, organizationId: null },
    managementAccountId: visible ? id : null,
  };
}
