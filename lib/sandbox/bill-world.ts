import type { Bill } from '@/lib/finance/bill';
import { addMonths, firstDay, type Month } from '@/lib/finance/month';
import type { OrganizationAccount } from '@/lib/finance/organization';
import type { SandboxOrganization, World } from './world';

const ROOT = { id: 'r-bill', name: 'Root' };
const ORGANIZATION_ID = 'o-billworld01';

type BillWorldOptions = {
  /** AWS's clock; default: the fifteenth of the month after the bill's last one, so that every month is final. */
  readonly now?: () => Date;
  /** The payer; default: the first account by id. */
  readonly managementAccountId?: string;
  /** Names of accounts; an account without one is called by its id. */
  readonly accountNames?: Readonly<Record<string, string>>;
  /** Replaces the organization that is derived: every account of the bill directly under the root. Null: none. */
  readonly organization?: SandboxOrganization | null;
};

/** A world that answers from any bill: its accounts make the organization, its tag keys and categories are all active. */
export function billWorld(bill: Bill, options: BillWorldOptions = {}): World {
  const accountIds = [...new Set(bill.lines.map(({ account }) => account))].sort();
  const payer = options.managementAccountId ?? accountIds[0] ?? '000000000000';
  const months = [...new Set(bill.lines.map(({ month }) => month))].sort();
  const first = months[0] ?? '1970-01';
  const last = months.at(-1) ?? first;
  const now = options.now ?? (() => new Date(`${addMonths(last, 1)}-15T12:00:00Z`));
  const names = options.accountNames ?? {};
  const members = accountIds.includes(payer) ? accountIds : [payer, ...accountIds];
  return {
    now,
    bill,
    organization: options.organization === undefined ? flatOrganization(payer, members, names) : options.organization,
    tagKeys: namesOf(bill, 'tags').map((key) => ({
      key,
      type: key.startsWith('aws:') ? 'AWSGenerated' : 'UserDefined',
      status: 'Active',
      lastUpdatedAt: `${firstDay(first)}T00:00:00Z`,
      lastUsedAt: `${firstDay(last)}T00:00:00Z`,
    })),
    categories: namesOf(bill, 'categories').map((name, i) => ({
      name,
      arn: `arn:aws:ce::${payer}:costcategory/${String(i + 1).padStart(8, '0')}-0000-4000-8000-000000000000`,
      effectiveStart: `${firstDay(first)}T00:00:00Z`,
      status: 'APPLIED',
    })),
    backfills: [],
    identity: { accountId: payer, arn: `arn:aws:iam::${payer}:user/subledger` },
    roles: {},
    accountNames: names,
    historyMonths: historyOf(first, now()),
  };
}

/** 14 months, or 38 when the bill begins earlier than Cost Explorer serves by default. */
const historyOf = (first: Month, now: Date): number =>
  first < addMonths(now.toISOString().slice(0, 7), -13) ? 38 : 14;

function namesOf(bill: Bill, field: 'tags' | 'categories'): string[] {
  const found = new Set<string>();
  for (const line of bill.lines) for (const name of Object.keys(line[field])) found.add(name);
  return [...found].sort();
}

/** An organization of a root and accounts. */
function flatOrganization(
  payer: string,
  accountIds: readonly string[],
  names: Readonly<Record<string, string>>,
): SandboxOrganization {
  return {
    id: ORGANIZATION_ID,
    managementAccountId: payer,
    featureSet: 'ALL',
    root: ROOT,
    units: [],
    accounts: accountIds.map(
      (id): OrganizationAccount => ({
        id,
        name: (Object.hasOwn(names, id) ? names[id] : undefined) ?? id,
        email: `aws+${id}@example.com`,
        arn: null,
        state: 'ACTIVE',
        joinedMethod: id === payer ? 'INVITED' : 'CREATED',
        joinedAt: '2020-01-01T00:00:00.000Z',
        parentId: ROOT.id,
        tags: {},
      }),
    ),
  };
}
