import { machineAdministrator } from '@/lib/auth/machine-administrator';
import type { Check } from '@/lib/aws/probe';
import type { Environment } from '@/lib/env';
import { listConnections } from '@/lib/store/connections';
import { examineConnection, examineCredentials } from '@/lib/sync/examination';
import { type Books, chooseConnection, withActiveBooks } from './books';
import { EXIT, type Output } from './output';
import { withPayerEndpoint } from './payer-endpoint';

/** `doctor`: tries everything that a sync needs and says the fix of what is missing. Exit 1 unless every check is well. */
export async function doctorCommand(
  environment: Environment,
  output: Output,
  options: { connection?: string },
): Promise<number> {
  const checks = await withActiveBooks(environment, output, options.connection, (books) =>
    examine(environment, output, books, options.connection),
  );
  const ok = checks.every((check) => check.ok);
  const document = { ok, checks: checks.map(({ id, ok, detail, fix }) => ({ id, ok, detail, fix })) };
  output.answer(
    document,
    () => `${checksText(checks)}\n\n${ok ? 'All is well.' : 'Something is missing; see the fixes above.'}`,
  );
  return ok ? EXIT.done : EXIT.failed;
}

async function examine(
  environment: Environment,
  output: Output,
  books: Books,
  named: string | undefined,
): Promise<Check[]> {
  const cap = environment.monthlyRequestCap;
  if (named === undefined && (await hasNoPayer(books))) {
    output.say("No connection yet: the SDK's default credentials are checked.");
    return examineCredentials(books.db, { cap, endpoint: null });
  }
  const connection = await chooseConnection(books, named);
  output.say(`Checking ${connection.name} …`);
  return withPayerEndpoint(environment, connection, (endpoint) =>
    examineConnection(books.db, connection, { cap, endpoint }),
  );
}

async function hasNoPayer({ db }: Books): Promise<boolean> {
  const all = await listConnections(machineAdministrator(db));
  return all.every(({ kind }) => kind !== 'aws' && kind !== 'demo');
}

/** One check a line, and the fix of a failed one below it. */
export const checksText = (checks: readonly Check[]): string =>
  checks
    .map(({ id, ok, detail, fix, blocking }) => {
      const mark = ok ? 'ok  ' : blocking ? 'FAIL' : 'note';
      return `${mark}  ${id}: ${detail}${!ok && fix ? `\n      Fix: ${fix}` : ''}`;
    })
    .join('\n');
