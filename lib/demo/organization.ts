import type { Day } from '@/lib/finance/month';
import type { OrganizationAccount, OrganizationSnapshot } from '@/lib/finance/organization';
import type { When } from './account-plan';
import { ACCOUNTS, type Account } from './accounts';
import type { Calendar } from './calendar';
import { PAYER_ID } from './corporate-accounts';
import { ORGANIZATION_ID, ROOT, UNITS, unitIdOf } from './units';

const DOMAIN = 'northwind.example';
const FOUNDED = '2019-03-04T09:30:00.000Z';

/** The organization as a walk on that day found it. */
export function organizationOn(day: Day, calendar: Calendar): OrganizationSnapshot {
  const before = (when: When | undefined): boolean => when !== undefined && day < calendar.at(...when);
  const present = ACCOUNTS.filter(({ joined, left }) => !before(joined) && (left === undefined || before(left)));
  return {
    id: ORGANIZATION_ID,
    managementAccountId: PAYER_ID,
    featureSet: 'ALL',
    root: ROOT,
    units: UNITS,
    accounts: present.map((account) => observed(account, before, calendar)),
  };
}

function observed(
  account: Account,
  before: (when: When | undefined) => boolean,
  calendar: Calendar,
): OrganizationAccount {
  const { id, movedFrom, renamedFrom, stateSince, joined, invited } = account;
  const unit = movedFrom && before(movedFrom.on) ? movedFrom.unit : account.unit;
  return {
    id,
    name: renamedFrom && before(renamedFrom.on) ? renamedFrom.name : account.name,
    email: `aws+${id}@${DOMAIN}`,
    arn: `arn:aws:organizations::${PAYER_ID}:account/${ORGANIZATION_ID}/${id}`,
    state: stateSince && !before(stateSince.on) ? stateSince.state : 'ACTIVE',
    joinedMethod: invited ? 'INVITED' : 'CREATED',
    joinedAt: joined ? `${calendar.at(...joined)}T08:15:00.000Z` : FOUNDED,
    parentId: unitIdOf(unit),
    tags: tagsOf(account),
  };
}

/** Account tags: better kept than those on resources, but not by everybody. */
function tagsOf({ project, environment, team, tagging, businessUnit }: Account): Record<string, string> {
  if (tagging === 'none') return {};
  return {
    team,
    ...(project === '' ? {} : { app: project }),
    ...(environment === '' ? {} : { environment }),
    ...(businessUnit === '' ? {} : { 'cost-centre': businessUnit }),
  };
}

/** Names of accounts that left, as Cost Explorer still knows them. */
export const FORMER_NAMES: Readonly<Record<string, string>> = Object.fromEntries(
  ACCOUNTS.filter(({ left }) => left !== undefined).map(({ id, name }) => [id, name]),
);
