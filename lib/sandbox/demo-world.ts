import { type DemoCompany, demoCompany } from '@/lib/demo/company';
import { addMonths, dayOf, type Month, monthOf } from '@/lib/finance/month';
import type { SandboxOrganization, World } from './world';

const HISTORY_MONTHS = 14;

/** The role and external id that the demo's payer account offers. */
export const DEMO_ROLE = 'arn:aws:iam::100200300400:role/SubledgerReader';
export const DEMO_EXTERNAL_ID = 'northwind-demo';

type Daily = Pick<World, 'bill' | 'organization' | 'tagKeys'>;

/**
 * A world that answers for the demo company and keeps up with the clock: when the UTC day turns, the bill gains that
 * day and the organization its events, unless a test has put others in their place. `since` is the company's first
 * month, on which all its events hang; default: thirteen months before the month in which the world was made.
 */
export function demoWorld(now: () => Date, since: Month = addMonths(monthOf(now()), 1 - HISTORY_MONTHS)): World {
  const daily = dailyWorld(now, since);
  const first = daily();
  const replaced: Partial<Daily> = {};
  const world: World = {
    now,
    ...first.world,
    categories: first.company.categories,
    backfills: [],
    identity: {
      accountId: first.company.managementAccountId,
      arn: `arn:aws:sts::${first.company.managementAccountId}:assumed-role/SubledgerReader/demo`,
    },
    roles: { [DEMO_ROLE]: { externalId: DEMO_EXTERNAL_ID } },
    accountNames: first.company.formerNames,
  };
  for (const name of ['bill', 'organization', 'tagKeys'] as const) {
    Object.defineProperty(world, name, {
      enumerable: true,
      get: () => (name in replaced ? replaced[name] : daily().world[name]),
      set: (given: Daily[typeof name]) => Object.assign(replaced, { [name]: given }),
    });
  }
  return world;
}

/** The company as it stands, worked out once a day. */
function dailyWorld(now: () => Date, since: Month): () => { company: DemoCompany; world: Daily } {
  let held = standing();
  function standing() {
    const today = dayOf(now());
    const company = demoCompany(today, since);
    const organization: SandboxOrganization = {
      ...company.organizationOn(today),
      policies: [
        {
          id: 'p-FullAWSAccess',
          name: 'FullAWSAccess',
          type: 'SERVICE_CONTROL_POLICY',
          description: 'Allows access to every operation',
          awsManaged: true,
        },
        {
          id: 'p-nw0000d3ny',
          name: 'deny-unused-regions',
          type: 'SERVICE_CONTROL_POLICY',
          description: 'Only the regions that Northwind works in',
          awsManaged: false,
        },
      ],
    };
    return { today, company, world: { bill: company.bill, organization, tagKeys: company.tagKeys } };
  }
  return () => {
    if (held.today !== dayOf(now())) held = standing();
    return held;
  };
}
