import { createAwsClients, destroyAwsClients } from '@/lib/aws/clients';
import { checkConnection } from '@/lib/aws/doctor';
import { principalOf, pullBaseIdentity } from '@/lib/aws/identity';
import type { Check } from '@/lib/aws/probe';
import type { RequestLedger } from '@/lib/aws/request-ledger';
import { AppError } from '@/lib/errors';
import type { Connection } from '@/lib/store/connections';
import type { Database } from '@/lib/store/database';
import { type ConnectInput, LEAST_HISTORY } from './connect-input';
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

type Payer = Pick<ConnectInput, 'roleArn' | 'externalId' | 'region' | 'historyMonths'>;

/** The SDK's default credentials, as they are. */
const DEFAULT_PAYER: Payer = { roleArn: null, externalId: null, region: null, historyMonths: LEAST_HISTORY };

/** The same before there is a connection: for a role, or the SDK's default credentials. Nothing is stored but the ledger. */
export async function examineCredentials(
  db: Database,
  options: ExaminationOptions,
  { historyMonths, ...payer }: Payer = DEFAULT_PAYER,
): Promise<Check[]> {
  const clock = options.clock ?? (() => new Date());
  const meter = requestMeter(db, { connectionId: NO_CONNECTION, cap: options.cap, clock });
  const clients = createAwsClients({ ...payer, endpoint: options.endpoint }, meter);
  try {
    return await checkConnection(clients, { historyMonths, now: clock });
  } finally {
    destroyAwsClients(clients);
  }
}

/** Who asks: the principal that a role's trust policy must name. Needs no permission and costs nothing. */
export async function findPrincipal(): Promise<string> {
  const target = { region: null, roleArn: null, externalId: null, endpoint: null };
  const clients = createAwsClients(target, NO_COST);
  try {
    return principalOf((await pullBaseIdentity(clients, { deadlineMs: 10_000, transientRetries: 0 })).arn);
  } finally {
    destroyAwsClients(clients);
  }
}

/** STS is no Cost Explorer: nothing is booked. */
const NO_COST: RequestLedger = { before: async () => 0, after: async () => undefined };
