import { setImmediate as turnOfTheLoop } from 'node:timers/promises';
import type { Client, Config } from '@libsql/client';
import { PrismaLibSql } from '@prisma/adapter-libsql';
import type { SqlDriverAdapter, SqlMigrationAwareDriverAdapterFactory, SqlQuery } from '@prisma/driver-adapter-utils';
import { isBusy, rejectExplained } from './failure';
import { retryWhile } from './retry';
import { OneConnection, pathOf } from './sqlite-connection';

/**
 * Prisma's adapter for SQLite over two connections: one for what stands alone and reads, one for what writes. Statements
 * read while a transaction is open, transactions begin by taking the write lock, and whoever finds the file locked by
 * another process waits here, and only here, without stopping the event loop. SQLite answers at once, without a turn of
 * the loop: a page that asks fifty things would let nobody else in, not even its own first bytes out. So each read waits
 * for a turn first.
 */
export function sqliteAdapter(path: string): SqlMigrationAwareDriverAdapterFactory {
  const factory = new OwnConnections({ url: `file:${path}`, intMode: 'bigint' });
  return {
    provider: factory.provider,
    adapterName: factory.adapterName,
    connect: async () => joined(await factory.connect(), await factory.connect(), path),
    connectToShadowDb: () => factory.connectToShadowDb(),
  };
}

function joined(reader: SqlDriverAdapter, writer: SqlDriverAdapter, path: string): SqlDriverAdapter {
  const explain = (error: unknown) => rejectExplained(error, path);
  const patiently = <T>(work: () => Promise<T>): Promise<T> => retryWhile(isBusy, work).catch(explain);
  const side = (query: SqlQuery) => (/^\s*SELECT\b/i.test(query.sql) ? reader : writer);
  return {
    provider: reader.provider,
    adapterName: reader.adapterName,
    queryRaw: async (query) => {
      await turnOfTheLoop();
      return patiently(() => side(query).queryRaw(query));
    },
    executeRaw: (query) => patiently(() => writer.executeRaw(query)),
    executeScript: (script) => patiently(() => writer.executeScript(script)),
    startTransaction: async (isolation) => {
      const inner = await patiently(() => writer.startTransaction(isolation));
      return {
        provider: inner.provider,
        adapterName: inner.adapterName,
        options: inner.options,
        queryRaw: (query) => inner.queryRaw(query).catch(explain),
        executeRaw: (query) => inner.executeRaw(query).catch(explain),
        commit: () => inner.commit().catch(explain),
        rollback: () => inner.rollback().catch(explain),
      };
    },
    dispose: async () => {
      await reader.dispose();
      await writer.dispose();
    },
  };
}

/** The adapter's conversions over a connection of ours: it would open a new one after each transaction. */
class OwnConnections extends PrismaLibSql {
  override createClient(config: Config): Client {
    return config.url === ':memory:' ? super.createClient(config) : new OneConnection(pathOf(config.url)).asClient();
  }
}
