import { statSync } from 'node:fs';
import type { Environment } from '@/lib/env';
import { AppError } from '@/lib/errors';
import { formatCount } from '@/lib/format/count';
import { MACHINE, recordAudit } from '@/lib/store/audit';
import { backupSqlite, restoreSqlite } from '@/lib/store/sqlite-backup';
import { withMainBooks } from './books';
import { EXIT, type Output } from './output';
import { pathOfCaller } from './working-folder';

/** `backup --out FILE`: the embedded store in one file, also while it is used. */
export async function backupCommand(
  environment: Environment,
  output: Output,
  { out }: { readonly out: string },
): Promise<number> {
  const file = pathOfCaller(out);
  const bytes = backupSqlite(fileOf(environment), file);
  output.say('It holds every figure, and no secret of the server: keep it where the books may be kept.');
  output.answer({ file, bytes }, () => `${file}: ${formatCount(bytes)} bytes, checked.`);
  return EXIT.done;
}

/** `restore FILE`: puts a backup in the place of the store, which nobody may be using; what was there is kept beside it. */
export async function restoreCommand(environment: Environment, output: Output, given: string): Promise<number> {
  const file = pathOfCaller(given);
  const path = fileOf(environment);
  const keptAs = restoreSqlite(file, path, new Date());
  await withMainBooks(environment, output, ({ db }) =>
    recordAudit(db, {
      ...{ ...MACHINE, at: new Date().toISOString(), action: 'store.restore', subject: file },
      ...{ before: { keptAs }, after: { bytes: statSync(file).size } },
    }),
  );
  if (keptAs !== null) output.say(`What was there before is kept: ${keptAs}`);
  output.answer({ file, store: path, keptAs }, () => `${path} is what ${file} holds.`);
  return EXIT.done;
}

function fileOf({ databasePath }: Environment): string {
  if (databasePath !== null) return databasePath;
  throw new AppError('configuration', 'This store is a PostgreSQL, which has tools of its own.', {
    fix: 'Use pg_dump and pg_restore, or the snapshots of the service that runs it.',
  });
}
