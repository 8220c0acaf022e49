import { PrismaPg } from '@prisma/adapter-pg';
import type {
  SqlDriverAdapter,
  SqlMigrationAwareDriverAdapterFactory,
  SqlQueryable,
} from '@prisma/driver-adapter-utils';
import type { ClientConfig } from 'pg';
import { AppError } from '@/lib/errors';
import { rejectExplained } from './failure';

/** Connections per server: several servers share one database. */
const POOL_SIZE = 10;
const CONNECT_TIMEOUT_MS = 10_000;

/** What node-postgres needs. `?schema=` in the URL, Prisma's way to name one, becomes the search path. */
export function postgresConfig(url: string): ClientConfig & { readonly schema: string } {
  const parsed = parseUrl(url);
  const schema = parsed.searchParams.get('schema') ?? 'public';
  parsed.searchParams.delete('schema');
  return {
    connectionString: parsed.href,
    application_name: 'subledger',
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    ...(schema === 'public' ? {} : { options: `-c search_path=${schema.replace(/[\\ ]/g, '\\$&')}` }),
    schema,
  };
}

/** The host, port and database of a URL, without its user and password. */
export function placeOf(url: string): string {
  const { host, pathname } = parseUrl(url);
  return `postgresql://${host}${pathname}`;
}

function parseUrl(url: string): URL {
  try {
    return new URL(url);
  } catch (cause) {
    throw new AppError('configuration', 'DATABASE_URL is not a valid URL.', {
      cause,
      fix: 'Write postgresql://USER:PASSWORD@HOST:5432/DATABASE; characters such as @ or / in a password as %40, %2F.',
    });
  }
}

/** Prisma's adapter for PostgreSQL; its failures say what they mean. */
export function postgresAdapter(url: string): SqlMigrationAwareDriverAdapterFactory {
  const { schema, ...config } = postgresConfig(url);
  const factory = new PrismaPg({ ...config, max: POOL_SIZE }, { schema });
  return {
    provider: factory.provider,
    adapterName: factory.adapterName,
    connect: async () => explained(await factory.connect(), placeOf(url)),
    connectToShadowDb: () => factory.connectToShadowDb(),
  };
}

function explained(inner: SqlDriverAdapter, place: string): SqlDriverAdapter {
  const explain = (error: unknown) => rejectExplained(error, place);
  const queries = (target: SqlQueryable): SqlQueryable => ({
    provider: target.provider,
    adapterName: target.adapterName,
    queryRaw: (query) => target.queryRaw(query).catch(explain),
    executeRaw: (query) => target.executeRaw(query).catch(explain),
  });
  return {
    ...queries(inner),
    executeScript: (script) => inner.executeScript(script).catch(explain),
    startTransaction: async (isolation) => {
      const transaction = await inner.startTransaction(isolation).catch(explain);
      return {
        ...queries(transaction),
        options: transaction.options,
        commit: () => transaction.commit().catch(explain),
        rollback: () => transaction.rollback().catch(explain),
      };
    },
    getConnectionInfo: () => inner.getConnectionInfo?.() ?? { supportsRelationJoins: true },
    dispose: () => inner.dispose(),
  };
}
