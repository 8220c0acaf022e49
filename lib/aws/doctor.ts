import type { CallOptions } from './call';
import type { AwsClients } from './clients';
import { type CostFindings, costChecks, probeCosts } from './doctor-costs';
import { organizationChecks, probeOrganization } from './doctor-organization';
import { type Identity, principalOf, pullBaseIdentity, pullIdentity } from './identity';
import { IAM_ACTIONS, trustPolicy } from './policy';
import { type Check, failed, type Probe, passed, probe } from './probe';

export type DoctorOptions = CallOptions & {
  /** Months of history that the connection wants, the open one included; default 14, at most 38. */
  readonly historyMonths?: number | undefined;
  /** The day that decides which months to ask for. */
  readonly now?: (() => Date) | undefined;
};

/** A person is waiting: no long storms are waited out. */
const PATIENCE = { deadlineMs: 20_000, transientRetries: 1 };
const SKEW_WORTH_TELLING_MS = 4 * 60_000;

/**
 * Tries everything that a sync needs and says what is wrong and how to mend it. About four Cost Explorer requests,
 * each written to the ledger; nothing is changed at AWS or stored.
 * Checks come as `identity`, `organization`, `costExplorerEnabled`, `activeTags`, then each IAM action.
 * @throws what the request ledger throws (`cap-reached`), or the signal's reason.
 */
export async function checkConnection(clients: AwsClients, options: DoctorOptions = {}): Promise<Check[]> {
  const patient = { ...PATIENCE, ...options };
  const identity = await probe('sts:GetCallerIdentity', () => pullIdentity(clients, patient));
  if (identity.kind === 'refused') return withoutIdentity(clients, identity, patient);
  const caller = identity.reply;
  const organization = await probeOrganization(clients, caller, patient);
  const costs: CostFindings = await probeCosts(clients, caller, {
    ...patient,
    seekOwnAccount: organization.describe.kind === 'refused',
  });
  const checks = [
    identityCheck(clients, caller),
    ...organizationChecks(organization, caller, costs.onlyOwnAccount),
    ...costChecks(costs, organization.standing === 'member'),
  ];
  return inOrder(checks);
}

const ORDER = ['identity', 'organization', 'costExplorerEnabled', 'activeTags', ...IAM_ACTIONS];

const inOrder = (checks: readonly Check[]): Check[] =>
  [...checks].sort((a, b) => ORDER.indexOf(a.id) - ORDER.indexOf(b.id));

function identityCheck(clients: AwsClients, caller: Identity): Check {
  const skew = clients.sts.config.systemClockOffset;
  const minutes = Math.round(Math.abs(skew) / 60_000);
  const clock =
    Math.abs(skew) < SKEW_WORTH_TELLING_MS
      ? ''
      : ` This machine's clock is ${minutes} minutes ${skew > 0 ? 'behind' : 'ahead of'} AWS's; requests are corrected for it, but set it (NTP).`;
  return passed('identity', `Account ${caller.accountId}, ${caller.arn}.${clock}`);
}

async function withoutIdentity(
  clients: AwsClients,
  { error }: Extract<Probe<Identity>, { kind: 'refused' }>,
  options: CallOptions,
): Promise<Check[]> {
  const fix = clients.target.roleArn === null ? (error.fix ?? null) : await roleFix(clients, error.fix, options);
  return ORDER.map((id) =>
    id === 'identity'
      ? failed(id, `${error.message}.`, fix)
      : failed(id, 'Not checked: the identity must be right first.', null),
  );
}

/** With the base credentials known, the trust policy can be given whole. */
async function roleFix(clients: AwsClients, fix: string | undefined, options: CallOptions): Promise<string | null> {
  const base = await probe('sts:GetCallerIdentity', () => pullBaseIdentity(clients, options));
  if (base.kind === 'refused') {
    return `The credentials that should assume the role fail already: ${base.error.message}. ${base.error.fix ?? ''}`.trim();
  }
  const { externalId } = clients.target;
  const policy = JSON.stringify(trustPolicy({ principalArn: principalOf(base.reply.arn), externalId }));
  return `${fix ?? ''} Trust policy of the role: ${policy}`.trim();
}
