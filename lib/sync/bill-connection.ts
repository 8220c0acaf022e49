import type { BillReading } from '@/lib/bills/reading';
import { AppError } from '@/lib/errors';
import { type Connection, createConnection, findConnection } from '@/lib/store/connections';
import type { Database } from '@/lib/store/database';
import { listTagKeys, replaceTagKeys } from '@/lib/store/discovery';
import { saveAccountNames } from '@/lib/store/organization';
import { mintScope } from '@/lib/store/scope';

/** @throws AppError `invalid-input` for a bill that may not be stored, or that has nothing to store */
export function refuseBill({ badLines, refused, months }: BillReading): void {
  if (refused) {
    throw new AppError('invalid-input', `${badLines.total} lines cannot be read; nothing was imported.`, {
      fix: 'Correct the lines listed, or import the others with --accept-bad-lines.',
      errors: badLines.listed.map(({ file, line, column, reason }) => ({
        field: `${file}:${line} ${column}`,
        message: reason,
      })),
    });
  }
  if (months.length === 0) {
    throw new AppError('invalid-input', 'The file has no line of AWS to import.', {
      fix: 'Give a bill with lines of AWS.',
    });
  }
}

/** The connection of that name, made when there is none. @throws AppError `conflict` when it is of another kind or currency */
export async function claimConnection(
  db: Database,
  reading: BillReading,
  name: string,
  now: string,
): Promise<{ connection: Connection; isNew: boolean }> {
  const known = await findConnection(mintScope(db, 'all'), name);
  if (known === null) {
    const { format: kind, currency, payerAccountId: managementAccountId } = reading;
    return {
      connection: await createConnection(db, { name, kind, currency, managementAccountId, createdAt: now }),
      isNew: true,
    };
  }
  if (known.kind !== reading.format) {
    throw new AppError('conflict', `The connection ${known.name} is of kind ${known.kind}, not ${reading.format}.`, {
      fix: 'Choose another --name.',
    });
  }
  if (known.currency !== null && known.currency !== reading.currency) {
    throw new AppError(
      'conflict',
      `The connection ${known.name} is in ${known.currency}, the file in ${reading.currency}: currencies are never added.`,
      {
        fix: 'Choose another --name for this file.',
      },
    );
  }
  return { connection: known, isNew: false };
}

/** The accounts and tag keys that the bill names join those of its older months. */
export async function saveNames(
  db: Database,
  connection: Connection,
  reading: BillReading,
  now: string,
): Promise<void> {
  await saveAccountNames(db, connection.id, new Map(reading.accounts.map(({ id, name }) => [id, name])), now);
  const known = await listTagKeys(mintScope(db, 'all'), connection.id);
  const names = new Set([...known.map(({ key }) => key), ...reading.tagKeys]);
  const keys = [...names].map((key) => ({
    key,
    type: key.startsWith('aws:') ? 'AWSGenerated' : 'UserDefined',
    status: 'Active',
    lastUpdatedAt: null,
    lastUsedAt: null,
  }));
  await replaceTagKeys(db, connection.id, keys, now);
}
