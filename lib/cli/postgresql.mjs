import { existsSync, readdirSync } from 'node:fs';
import { installPackage } from './debian.mjs';

const FOLDER = '/usr/lib/postgresql';

/** True when the store's tests have a PostgreSQL: a server of their own to use, or the programs to start one. */
function hasPostgresql() {
  if (process.env.TEST_DATABASE_URL) return true;
  return existsSync(FOLDER) && readdirSync(FOLDER).some((version) => existsSync(`${FOLDER}/${version}/bin/initdb`));
}

/**
 * Installs Debian's PostgreSQL when the tests have none.
 * @throws Error when none can be had
 */
export async function requirePostgresql() {
  if (hasPostgresql()) return;
  if ((await installPackage('postgresql')) && hasPostgresql()) return;
  throw new Error(
    'No PostgreSQL for the tests. Install Debian’s postgresql, or set TEST_DATABASE_URL=postgresql://… .',
  );
}
