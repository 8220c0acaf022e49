import { createAwsClients, destroyAwsClients } from '@/lib/aws/clients';
import { checkConnection } from '@/lib/aws/doctor';
import type { Check } from '@/lib/aws/probe';
import { AppError } from '@/lib/errors';
import type { Connection } from '@/lib/store/connections';
import type { Database } from '@/lib/store/database';
import { requestMeter } from './request-meter';
import { targetOf } from './sync';

export type ExaminationOptions = {
  /** Billed Cost Explorer requests a calendar month, from the environment; a connection's own setting comes first. */
  readonly cap: number;
  /** The demo's own endpoint; null for a real payer. */
  readonly endpoint: string | null;
  readonly clock?: () => Date;
};

/** Requests that belong to no connection are booked under this id: they cost as much as others. */
export const NO_CONNECTION = '';

/** The checks of `doctor` for a connection; its requests are metered and booked on it. */
export async function examineConnection(
  db: Database,
  connection: Connection,
  options: ExaminationOptions,
): Promise<Check[]> {
  if (connection.kind !== 'aws' && connection.kind !== 'demo') {
    throw new AppError('invalid-input', `${connection.name} is a bill from a file; there is nothing to check.`);
  }
  const clock = options.clock ?? (() => new Date());
  const cap = connection.settings.monthlyRequestCap ?? options.cap;
  const meter = requestMeter(db, { connectionId: connection.id, cap, clock });
  const clients = createAwsClients(targetOf(connection, options.endpoint), meter);
  try {
    return await checkConnection(clients, { historyMonths: connection.historyMonths, now: clock });
  } finally {
    destroyAwsClients(clients);
  }
}

/** The same for the SDK's default credentials, before there is a connection. */
export async function examineCredentials(db: Database, options: ExaminationOptions): Promise<Check[]> {
  const clock = options.clock ?? (() => new Date());
  const target = { region: null, roleArn: null, externalId: null, endpoint: options.endpoint };
  const clients = createAwsClients(target, requestMeter(db, { connectionId: NO_CONNECTION, cap: options.cap, clock }));
  try {
    return await checkConnection(clients, { now: clock });
  } finally {
    destroyAwsClients(clients);
  }
}
