import { randomUUID } from 'node:crypto';
import { type AwsClients, createAwsClients, destroyAwsClients } from '@/lib/aws/clients';
import { checkConnection } from '@/lib/aws/doctor';
import { pullIdentity } from '@/lib/aws/identity';
import { pullOrganization } from '@/lib/aws/organization-walk';
import type { Check } from '@/lib/aws/probe';
import { AppError } from '@/lib/errors';
import { type Actor, MACHINE, recordAudit } from '@/lib/store/audit';
import {
  type Connection,
  createConnection,
  findConnection,
  getConnection,
  listConnections,
  removeConnection,
  updateConnection,
} from '@/lib/store/connections';
import type { Database } from '@/lib/store/database';
import { replaceCostCategories, replaceTagKeys } from '@/lib/store/discovery';
import { saveAccountNames, saveOrganization } from '@/lib/store/organization';
import { mintScope } from '@/lib/store/scope';
import { type ConnectInput, connectFaults } from './connect-input';
import type { Notice } from './context';
import { pullDefinitions, pullLastBackfill } from './definitions';
import { saveDiscovery } from './discovery-step';
import type { ExaminationOptions } from './examination';
import { makePlan, type SyncPlan } from './plan';
import { requestMeter } from './request-meter';

export type ConnectOutcome =
  /** Something that a sync cannot do without is missing: nothing was stored. */
  | { readonly kind: 'refused'; readonly checks: readonly Check[] }
  | {
      readonly kind: 'connected';
      readonly connection: Connection;
      readonly checks: readonly Check[];
      readonly plan: SyncPlan;
    };

/**
 * Adds a payer after the checks of `doctor`, and stores its organization and tag keys, so that a plan is right before
 * the first sync. Without an organization it is kept in single-account mode; that and missing tag keys do not refuse it.
 * Its requests are booked on the connection, also when it is refused after all: they were paid for.
 * @throws AppError `invalid-input` with every wrong field, `conflict` when the name is taken (AWS is not asked then)
 */
export async function connectPayer(
  db: Database,
  input: ConnectInput,
  options: ExaminationOptions & { readonly actor?: Actor },
): Promise<ConnectOutcome> {
  await refuseInput(db, input);
  const clock = options.clock ?? (() => new Date());
  const { roleArn, externalId, region, historyMonths } = input;
  const id = randomUUID();
  const meter = requestMeter(db, { connectionId: id, cap: options.cap, clock });
  const clients = createAwsClients({ roleArn, externalId, region, endpoint: options.endpoint }, meter);
  try {
    const checks = await checkConnection(clients, { historyMonths, now: clock });
    if (checks.some((check) => !check.ok && check.blocking)) return { kind: 'refused', checks };
    const found = await pullAll(clients);
    const connection = await store(db, { ...input, id }, found, clock().toISOString());
    await recordAudit(db, {
      ...{
        ...(options.actor ?? MACHINE),
        at: clock().toISOString(),
        action: 'connection.add',
        subject: connection.name,
      },
      ...{ before: null, after: { id, roleArn, region, historyMonths, payer: connection.managementAccountId } },
    });
    const plan = await makePlan(db, mintScope(db, 'all'), connection, { now: clock(), full: false, cap: options.cap });
    const notices = [...(await samePayerNotice(db, connection)), ...plan.notices];
    return { kind: 'connected', connection, checks, plan: { ...plan, notices } };
  } finally {
    destroyAwsClients(clients);
  }
}

/** Two connections of one payer are allowed (an old bill beside the live one), but never unnoticed. */
async function samePayerNotice(db: Database, { id, managementAccountId: payer }: Connection): Promise<Notice[]> {
  const same = (await listConnections(mintScope(db, 'all'))).filter(
    (other) => other.id !== id && other.kind !== 'demo' && other.managementAccountId === payer,
  );
  if (payer === null || same.length === 0) return [];
  const names = same.map(({ name }) => name).join(', ');
  return [
    {
      code: 'same-payer',
      message: `The payer ${payer} is in the books already, as ${names}: what is read over all connections counts it twice.`,
    },
  ];
}

async function refuseInput(db: Database, input: ConnectInput): Promise<void> {
  const errors = connectFaults(input);
  if (errors.length > 0) {
    throw new AppError('invalid-input', errors.map(({ field, message }) => `${field} ${message}`).join('; '), {
      errors,
    });
  }
  if (await findConnection(mintScope(db, 'all'), input.name)) {
    throw new AppError('conflict', `There is a connection ${input.name} already.`, { fix: 'Choose another name.' });
  }
}

async function pullAll(clients: AwsClients) {
  const identity = await pullIdentity(clients);
  const organization = await pullOrganization(clients, { tags: 'none' });
  return {
    identity,
    organization,
    // What is missing is told by the checks; a sync says it again.
    ...(await pullDefinitions(clients, () => undefined)),
    changedAt: await pullLastBackfill(clients, () => undefined),
  };
}

type Found = Awaited<ReturnType<typeof pullAll>>;

async function store(
  db: Database,
  input: ConnectInput & { readonly id: string },
  found: Found,
  now: string,
): Promise<Connection> {
  const { organization, identity, tagKeys, categories, changedAt } = found;
  const { id } = input;
  await createConnection(db, {
    ...input,
    kind: 'aws',
    managementAccountId: identity.accountId,
    createdAt: now,
  });
  try {
    if (organization) {
      await saveOrganization(db, id, organization, now);
      await updateConnection(db, id, {
        organizationId: organization.id,
        managementAccountId: organization.managementAccountId,
      });
    } else {
      await saveAccountNames(db, id, new Map([[identity.accountId, identity.accountId]]), now);
    }
    await replaceTagKeys(db, id, tagKeys, now);
    await replaceCostCategories(db, id, categories, now);
    await saveDiscovery(db, id, { definitionsAt: now, backfillsAt: now, changedAt, categoriesChangedAt: null });
    return await getConnection(mintScope(db, 'all'), id);
  } catch (error) {
    // Half a connection would be synced as if it were whole; why it failed is told even if it cannot be removed.
    await Promise.allSettled([removeConnection(db, id)]);
    throw error;
  }
}
