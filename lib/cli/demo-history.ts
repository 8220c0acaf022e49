import { createAwsClients, destroyAwsClients } from '@/lib/aws/clients';
import { pullOrganization } from '@/lib/aws/organization-walk';
import type { RequestLedger } from '@/lib/aws/request-ledger';
import { demoCompany } from '@/lib/demo/company';
import { AppError } from '@/lib/errors';
import { type Day, daysIn, firstDay, type Month } from '@/lib/finance/month';
import type { OrganizationSnapshot } from '@/lib/finance/organization';
import { demoWorld } from '@/lib/sandbox/demo-world';
import { startSandbox } from '@/lib/sandbox/server';
import type { World } from '@/lib/sandbox/world';
import type { Connection } from '@/lib/store/connections';
import type { Database } from '@/lib/store/database';
import { saveOrganization } from '@/lib/store/organization';
import { targetOf } from '@/lib/sync/sync';

/** Walking the organization is free: nothing of it belongs in the ledger of billed requests. */
const NO_COST_REQUESTS: RequestLedger = {
  before: async ({ operation }) => {
    throw new AppError('internal', `a walk of the organization asked ${operation}`);
  },
  after: async () => undefined,
};

/** What the store knows after a year of daily walks, and what it could not know after the first one. */
export type Observation = { readonly day: Day; readonly organization: OrganizationSnapshot };

/** The days of `[since, today)` on which a daily walk finds something new, the first day among them. */
export function daysOfChange(since: Month, today: Day): Observation[] {
  const { organizationOn } = demoCompany(today, since);
  let last = '';
  return daysIn({ from: firstDay(since), to: today }).flatMap((day) => {
    const organization = organizationOn(day);
    const found = JSON.stringify(organization);
    const isNew = found !== last;
    last = found;
    return isNew ? [{ day, organization }] : [];
  });
}

/** Walks the demo's organization as of each day on which it changed, so that moves and renames have left their trace. */
export async function recordDemoHistory(
  db: Database,
  connection: Connection,
  since: Month,
  now: () => Date,
  observations: readonly Observation[],
): Promise<void> {
  const world: World = { ...demoWorld(now, since) };
  const sandbox = await startSandbox({ world });
  const clients = createAwsClients(targetOf(connection, sandbox.url), NO_COST_REQUESTS);
  try {
    for (const { day, organization } of observations) {
      world.organization = organization;
      const snapshot = await pullOrganization(clients, { tags: 'all' });
      if (snapshot) await saveOrganization(db, connection.id, snapshot, `${day}T05:17:00.000Z`);
    }
  } finally {
    destroyAwsClients(clients);
    await sandbox.close();
  }
}
