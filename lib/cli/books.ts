import { existsSync } from 'node:fs';
import { machineAdministrator } from '@/lib/auth/machine-administrator';
import type { Environment } from '@/lib/env';
import { AppError } from '@/lib/errors';
import { type Connection, findConnection, listConnections } from '@/lib/store/connections';
import { closeDatabase, type Database, openDatabase } from '@/lib/store/database';
import { migrate } from '@/lib/store/migrate';
import { type Output, UsageError } from './output';

/** An open store, brought up to date; `demo` says that it is the demo's own. */
export type Books = { readonly db: Database; readonly demo: boolean };

/** Opens the store of DATABASE_URL for the time of `work`; its migrations are applied first. */
export const withMainBooks = <T>(
  environment: Environment,
  output: Output,
  work: (books: Books) => Promise<T>,
): Promise<T> => withStore(environment.databaseUrl, false, output, work);

/**
 * Opens the store whose figures are shown: the demo's own with SUBLEDGER_DEMO=on, the main one with `off`; with `auto`
 * the demo's until the main one has a connection. A connection that is named is looked for in the main one too.
 */
export async function withActiveBooks<T>(
  environment: Environment,
  output: Output,
  named: string | undefined,
  work: (books: Books) => Promise<T>,
): Promise<T> {
  if (!(await showsDemo(environment, output, named))) return withMainBooks(environment, output, work);
  output.say('The demo company is shown; `connect` or `import` begins books of your own.');
  return withStore(environment.demoDatabaseUrl, true, output, work);
}

async function showsDemo(environment: Environment, output: Output, named: string | undefined): Promise<boolean> {
  if (environment.demo === 'off' || !existsSync(environment.demoDatabaseUrl.slice('file:'.length))) return false;
  return withMainBooks(environment, output, async ({ db }) => {
    const scope = machineAdministrator(db);
    if (named !== undefined && (await findConnection(scope, named))) return false;
    return environment.demo === 'on' || (await listConnections(scope)).length === 0;
  });
}

async function withStore<T>(
  url: string,
  demo: boolean,
  output: Output,
  work: (books: Books) => Promise<T>,
): Promise<T> {
  const db = await openDatabase(url);
  try {
    const { applied, copiedTo } = await migrate(db);
    if (copiedTo !== null) {
      output.say(`The store was brought up to date (${applied.join(', ')}); a copy of it as it was: ${copiedTo}`);
    }
    return await work({ db, demo });
  } finally {
    await closeDatabase(db);
  }
}

/**
 * The connection that a command is about: the named one, else the only one that asks AWS.
 * @throws UsageError when several could be meant; AppError `not-found` when there is none
 */
export async function chooseConnection({ db }: Books, named: string | undefined): Promise<Connection> {
  const scope = machineAdministrator(db);
  const all = await listConnections(scope);
  if (named !== undefined) {
    const found = await findConnection(scope, named);
    if (found) return found;
    throw new AppError('not-found', `There is no connection ${named}.`, {
      fix: all.length === 0 ? NO_CONNECTION : `There are: ${namesOf(all)}.`,
    });
  }
  const payers = all.filter(({ kind }) => kind === 'aws' || kind === 'demo');
  const [only] = payers;
  if (payers.length > 1) throw new UsageError(`Say which with --connection: ${namesOf(payers)}.`);
  if (only) return only;
  throw new AppError(
    'not-found',
    all.length === 0 ? 'There is no connection yet.' : `No connection asks AWS: ${namesOf(all)}.`,
    {
      fix: NO_CONNECTION,
    },
  );
}

/** The connection that a plan or a sync is about. @throws AppError `invalid-input` for a bill from a file */
export async function choosePayer(books: Books, named: string | undefined): Promise<Connection> {
  const connection = await chooseConnection(books, named);
  if (connection.kind === 'aws' || connection.kind === 'demo') return connection;
  throw new AppError('invalid-input', `${connection.name} is a bill from a file; it has nothing to sync.`, {
    fix: 'Import a newer version of the file instead.',
  });
}

const NO_CONNECTION = 'Add a payer: npm run -s subledger -- connect --name NAME';

const namesOf = (connections: readonly Connection[]): string =>
  connections
    .map(({ name }) => name)
    .sort()
    .join(', ');
